using System.Globalization;
using Ward.City.Assets;
using Ward.City.Merging;
using Ward.Standards.Network;
using Ward.Standards.Yaml;

namespace Ward.City.Imports.Observed;

/// <summary>Ward's own events of network activity as flows, by the same counting as conversations of Zeek.</summary>
internal sealed class EventsImport(ImportSettings settings)
{
    /// <summary>Client ports begin here on most systems; a flow record from below to above it is the answer of one the other way (RFC 6335 says 49152, Linux 32768).</summary>
    private const int Ephemeral = 32_768;

    private readonly FlowCounter counter = new(settings.IsCity);
    private readonly RecentSessions recent = new();
    private long all, others, incomplete, again, answers;

    public static CityDelta? Read(Stream from, ImportSettings settings, ProblemList problems)
    {
        var import = new EventsImport(settings);
        foreach (var seen in EventRows.Read(from, problems)) import.Take(seen);
        return import.Delta(problems);
    }

    private void Take(ObservedEvent seen)
    {
        all++;
        if (seen["class"] is not (null or "network_activity" or "4001"))
        {
            others++;
            return;
        }

        var number = seen["proto_num"];
        var icmp = seen["proto"]?.ToLowerInvariant() is "icmp" or "ipv6-icmp" or "icmp6" || number is "1" or "58";
        Transport? transport = icmp ? Transport.Icmp : seen["proto"]?.ToLowerInvariant() switch { "tcp" => Transport.Tcp, "udp" => Transport.Udp, null when number is "6" => Transport.Tcp, null when number is "17" => Transport.Udp, _ => null };
        if (transport is not { } protocol || !AddressText.TryRead(seen["src_ip"], out var from) || !AddressText.TryRead(seen["dst_ip"], out var to) || (Port(seen["dst_port"]) is not > 0 && !icmp))
        {
            incomplete++;
            return;
        }

        var (fromPort, port) = (Port(seen["src_port"]), icmp ? 0 : Port(seen["dst_port"])!.Value);
        if (fromPort is > 0 and < Ephemeral && port >= Ephemeral && seen["activity"] is "6" or null)
        {
            answers++;
            return;
        }

        if (fromPort is > 0 && !recent.IsNew(from, fromPort.Value, to, port)) again++;
        else counter.Add(new Conversation(from, to, null, null, protocol, port, ReplyOf(seen, protocol), Time(seen["time"])));
    }

    private CityDelta? Delta(ProblemList problems)
    {
        if (counter.Seen == 0)
        {
            if (all > 0 || problems.Count == 0)
                problems.Add(0, "", "events with src_ip, dst_ip, dst_port and proto (ward export 'class:network_activity' --format csv --columns time,activity,status,src_ip,src_port,dst_ip,dst_port,proto)", string.Create(CultureInfo.InvariantCulture, $"{all} events without them"));
            return null;
        }

        var from = settings.From(ImportFormat.Events, counter.Last);
        var (records, notes) = new ObservedDelta(counter, settings.IsCity).Of(from);
        Say(notes, others, "events are not network activity");
        Say(notes, incomplete, "events tell no two addresses, or no port or protocol of TCP, UDP or ICMP");
        Say(notes, again, "events tell of a session of which another told already");
        Say(notes, answers, "flow records are answers to a client's port");
        return new CityDelta(from.Source, "events", settings.File, from.Time, records, notes);
    }

    private static void Say(List<string> notes, long count, string words)
    {
        if (count > 0) notes.Add(string.Create(CultureInfo.InvariantCulture, $"{count} {words}"));
    }

    // OCSF network activity: 4 is a failed, 5 a refused connection; status 2 is failure. Only SYN among the flags of a flow: nobody took it up.
    private static Reply ReplyOf(ObservedEvent seen, Transport protocol)
    {
        if (seen["activity"] is "4" or "5" || seen["status"] is "failure" or "2" || seen["disposition"] is "Blocked" or "Dropped" or "Rejected" or "Quarantined") return Reply.Refused;
        return protocol == Transport.Tcp && seen["tcp_flags"] is { } flags && int.TryParse(flags, NumberStyles.None, CultureInfo.InvariantCulture, out var bits) && (bits & 0x12) == 0x02 ? Reply.Refused : Reply.Answered;
    }

    private static int? Port(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535 ? port : null;

    private static double? Time(string? text)
    {
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)) return seconds < 253_402_300_800 ? seconds : null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) && moment.Year >= 1970 ? moment.ToUnixTimeMilliseconds() / 1000.0 : null;
    }
}
