using System.Globalization;
using Ward.City;
using Ward.Ingest;
using Ward.Ingest.Decoders;
using Ward.Ingest.Feeds;
using Ward.Ingest.Packets;
using Ward.Server.Application.Views;

namespace Ward.Server.Application.Telling;

/// <summary>A feed in words.</summary>
internal static class FeedTelling
{
    private static readonly Dictionary<string, string> Sources = DecoderSet.Cards.ToDictionary(c => c.Name, c => c.Source, StringComparer.Ordinal);

    /// <param name="choice">A person's last word on the decoder, or null.</param>
    public static FeedView Tell(FeedStatus f, DecoderChoice? choice, CityModel city, DateTimeOffset now, TimeSpan silence)
    {
        var (state, reason) = State(f, now, silence);
        var (decoder, chosen) = Choice(f.Feed, choice);
        var read = f.UnderstoodNow + f.NotUnderstoodNow;
        return new FeedView(
            f.Feed.Id.Value, Kind(f.Feed.Kind), decoder, f.Feed.Asset is { } a ? city.NameOf(a) : null, Where(f.Feed), Assure(f.Feed),
            f.Received, f.Understood, f.NotUnderstood, f.Dropped, f.Cut, f.LastSeen, f.Sample, f.Trouble, state, reason)
        {
            Choice = chosen,
            PerSecond = f.PerSecond,
            UnderstoodShare = read > 0 ? (double)f.UnderstoodNow / read : null,
            Refused = f.Refused,
            Clock = Names.Of(f.Feed.Clock),
            ClockNotBelieved = f.Clock,
            Drops = [.. f.Drops.Select(d => new DropView(Names.Of(d.Reason), d.Count, Why(d.Reason)))],
            Decoders = [.. f.Decoders.Select(d => new ReaderView(d.Decoder, SourceOf(d.Decoder), d.Lines, (double)d.Lines / Math.Max(1, f.Decoders.Sum(o => o.Lines))))],
            Samples = [.. f.Samples.Select(s => new MissedLineView(s.At, s.Text, s.Alike))],
            Ocsf = f.Ocsf is { } ocsf ? new OcsfView(ocsf.Checked, ocsf.Wrong, ocsf.Unchecked, [.. ocsf.Faults.Select(x => new OcsfFaultView(Names.Of(x.Kind), x.Path, x.Expected, x.Found, x.Lines))], ocsf.OtherFaults) : null,
            Packets = f.Packets is { } packets ? Packets(packets) : null,
        };
    }

    public static string SourceOf(string decoder) => Sources.GetValueOrDefault(decoder, decoder == DecoderSet.Auto ? "each line by what it looks like and which program it names" : "");

    public static string Kind(FeedKind kind) => kind switch
    {
        FeedKind.File => "file",
        FeedKind.SyslogUdp => "syslog over UDP",
        FeedKind.SyslogTcp => "syslog over TCP",
        FeedKind.Http => "HTTP post",
        FeedKind.SyslogTls => "syslog over TLS",
        FeedKind.Folder => "folder of files",
        FeedKind.Mqtt => "MQTT",
        FeedKind.Kafka => "Kafka",
        FeedKind.Netflow => "NetFlow and IPFIX",
        FeedKind.Pcap => "packet capture",
        FeedKind.Live => "network interface",
        FeedKind.Agent => "agent",
        _ => throw new InvalidOperationException($"unknown kind {kind}"),
    };

    private static (string Decoder, DecoderChoiceView Choice) Choice(FeedOptions feed, DecoderChoice? choice)
    {
        var (by, said) = feed.DecoderNamed ? ("configuration", "named in the configuration file") : ("kind", feed.Decoder == DecoderSet.Auto ? "line by line, since no decoder is named" : "the usual one of this kind of feed");
        if (choice?.Decoder is not { } chosen) return (feed.Decoder, new DecoderChoiceView(by, feed.Decoder, null, null, said));
        if (!DecoderSet.Names.Contains(chosen)) return (feed.Decoder, new DecoderChoiceView(by, feed.Decoder, null, null, $"{said}; {choice.By} chose {chosen}, which this version of Ward does not have"));
        var over = feed.DecoderNamed ? $"over {feed.Decoder} in the configuration file" : $"instead of {feed.Decoder}";
        return (chosen, new DecoderChoiceView("person", feed.Decoder, choice.By, choice.At, $"corrected by {choice.By}, {over}"));
    }

    private static (string State, string Reason) State(FeedStatus f, DateTimeOffset now, TimeSpan silence) => f switch
    {
        { Trouble: { } trouble } => ("trouble", trouble),
        { LastSeen: null } => ("waiting", "Nothing has come yet."),
        { LastSeen: { } last } when now - last > silence => ("silent", string.Create(CultureInfo.InvariantCulture, $"Nothing for {(now - last).TotalMinutes:0} minutes.")),
        { NotUnderstoodNow: > 0 } when f.NotUnderstoodNow * 20 > f.UnderstoodNow + f.NotUnderstoodNow =>
            ("puzzled", string.Create(CultureInfo.InvariantCulture, $"{(double)f.NotUnderstoodNow / (f.UnderstoodNow + f.NotUnderstoodNow):P0} of the lines are not understood.")),
        _ => ("ok", "Lines come and are understood."),
    };

    private static string Where(FeedOptions o) => o.Kind switch
    {
        FeedKind.File or FeedKind.Pcap => o.Path ?? "",
        FeedKind.Folder => Path.Combine(o.Path ?? "", o.Pattern),
        FeedKind.Mqtt or FeedKind.Kafka => $"{o.Broker?.Servers}: {string.Join(", ", o.Broker?.Topics ?? [])}",
        FeedKind.Live => o.Interface ?? "",
        FeedKind.Agent => o.Agent ?? "",
        FeedKind.Http => $"/api/v1/ingest/{o.Id}",
        _ => o.Listen?.ToString() ?? "",
    };

    private static string Assure(FeedOptions o) => o.Kind switch
    {
        FeedKind.File or FeedKind.Folder or FeedKind.Pcap or FeedKind.Http or FeedKind.Agent => Names.Of(Assurance.Authenticated),
        FeedKind.SyslogTls when o.Tls?.Clients is not null => Names.Of(Assurance.Authenticated),
        FeedKind.Mqtt or FeedKind.Kafka => Names.Of(Assurance.Session),
        FeedKind.SyslogTcp or FeedKind.SyslogTls when o.From.Count > 0 => Names.Of(Assurance.Session),
        _ => Names.Of(Assurance.None),
    };

    private static string Why(DropReason reason) => reason switch
    {
        DropReason.Sender => "from a sender that the feed does not name",
        DropReason.Queue => "the queue before the journal was full, and the sender cannot wait",
        DropReason.Rate => "faster than the feed's rate, and the sender cannot wait",
        DropReason.Connections => "connections beyond the limit",
        DropReason.Handshake => "connections without a TLS session",
        DropReason.Accept => "connections that the system could not give; who waits is served later",
        DropReason.Form => "nothing that the feed's protocol has",
        DropReason.Template => "flow records whose template never came",
        DropReason.Kernel => "packets that the kernel dropped",
        DropReason.Agent => "given up by the agent, whose disk budget was full",
        DropReason.Item => "items of posted bodies, refused with the reason",
        DropReason.Record => "records of documents that are longer than a line may be, or none",
        DropReason.Sequence => "flow records, of NetFlow 9 packets, that the exporter counted and that never came",
        DropReason.Damage => "places in documents or event files that cannot be read",
        _ => throw new InvalidOperationException($"unknown reason {reason}"),
    };

    private static PacketsView Packets(PacketCounts p)
    {
        (string Name, long Count, string Words)[] all =
        [
            ("notIp", p.NotIp, "packets without IP"), ("otherTransport", p.OtherTransport, "IP without TCP or UDP"), ("malformed", p.Malformed, "packets whose headers contradict their length"),
            ("fragments", p.Fragments, "IP fragments, not joined"), ("cutByCapture", p.CutByCapture, "packets that the capture cut short"), ("flowsEvicted", p.FlowsEvicted, "flows ended early: too many at once"),
            ("gaps", p.Gaps, "holes in TCP streams"), ("heldDropped", p.HeldDropped, "bytes let go: too much was out of order"), ("unframed", p.Unframed, "bytes that begin no unit of their protocol"),
            ("partial", p.Partial, "units of which only the beginning is there"), ("badChecksums", p.BadChecksums, "DNP3 frames with a wrong checksum"), ("dropped", p.Dropped, "packets that the kernel dropped"),
        ];
        return new PacketsView(p.Packets, p.Units, p.Flows, [.. all.Where(l => l.Count > 0).Select(l => new DropView(l.Name, l.Count, l.Words))]);
    }
}
