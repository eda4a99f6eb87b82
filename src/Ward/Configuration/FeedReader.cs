using System.Globalization;
using System.Net;
using Ward.City;
using Ward.City.Reading;
using Ward.Ingest;
using Ward.Ingest.Decoders;
using Ward.Ingest.Feeds;
using Ward.Ingest.Packets;
using Ward.Standards.Yaml;

namespace Ward.Configuration;

internal static class FeedReader
{
    private static readonly Dictionary<string, FeedKind> Kinds = new(StringComparer.Ordinal)
    {
        ["file"] = FeedKind.File,
        ["syslog-udp"] = FeedKind.SyslogUdp,
        ["syslog-tcp"] = FeedKind.SyslogTcp,
        ["http"] = FeedKind.Http,
        ["syslog-tls"] = FeedKind.SyslogTls,
        ["folder"] = FeedKind.Folder,
        ["mqtt"] = FeedKind.Mqtt,
        ["kafka"] = FeedKind.Kafka,
        ["netflow"] = FeedKind.Netflow,
        ["pcap"] = FeedKind.Pcap,
        ["live"] = FeedKind.Live,
        ["agent"] = FeedKind.Agent,
    };

    private static readonly Dictionary<string, FeedClock> Clocks = new(StringComparer.Ordinal)
    {
        ["auto"] = FeedClock.Auto,
        ["source"] = FeedClock.Source,
        ["received"] = FeedClock.Received,
    };

    public static Dictionary<string, string> Decoders { get; } =
        DecoderSet.Names.ToDictionary(d => d, StringComparer.Ordinal);

    public static IReadOnlyList<FeedOptions> Read(YamlField list, string folder, string state, CityModel? city, TimeZoneInfo zone, ProblemList warnings)
    {
        var feeds = new List<FeedOptions>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var fields in list.Mappings("a list of feeds"))
        {
            var id = Identifier(fields["id"], seen);
            var kind = fields["kind"].Choice(Kinds, "a kind of feed");
            var known = Kinds.ContainsKey(fields["kind"].Peek ?? "");
            var path = fields["path"];
            var listen = fields["listen"];
            var feed = new FeedOptions(
                new FeedId(id),
                kind,
                known && Reads(kind) ? FilePath(path, kind == FeedKind.Folder ? "the path of the folder whose files are read" : kind == FeedKind.Pcap ? "the path of the capture to read" : "the path of the file to follow", folder, state) : null,
                known && Listens(kind) ? EndPoint(listen) : null,
                fields["decoder"].IsAbsent ? known ? DecoderOf(kind) : DecoderSet.Auto : fields["decoder"].Choice(Decoders, "a decoder that 'ward feeds coverage' lists"),
                Asset(fields["asset"], city),
                [.. fields["from"].Items("a list of networks").Select(Addresses.Network).OfType<IPNetwork>()])
            {
                Interface = known && kind == FeedKind.Live ? fields["interface"].Text("the name of a network interface") : null,
                Ports = known && kind is FeedKind.Pcap or FeedKind.Live ? [.. fields["ports"].Items("a list of protocols and ports").Select(Port).Where(p => p.Port > 0)] : [],
                DecoderNamed = !fields["decoder"].IsAbsent,
                Clock = fields["clock"].IsAbsent ? FeedClock.Auto : fields["clock"].Choice(Clocks, "whose time stands for a line's: auto, source or received"),
                Zone = ConfigurationReader.ReadZone(fields["timezone"], zone),
                Agent = known && kind == FeedKind.Agent ? fields["agent"].Text("the enrolled agent: its id, its address, or an element that it serves") : null,
            };
            if (known) feed = TransportReader.Read(feed, fields, folder);
            if (known && !Reads(kind) && !path.IsAbsent) path.Wrong("no path, since only a file feed has one");
            if (known && !Listens(kind) && !listen.IsAbsent) listen.Wrong("no listen, since only a syslog feed has one");
            if (feeds.Any(f => IsDatagram(f.Kind) == IsDatagram(feed.Kind) && f.Listen is not null && f.Listen.Equals(feed.Listen))) listen.Wrong("an address at which no other feed of the kind listens");
            if (feed.Listen is { } open && !IPAddress.IsLoopback(open.Address) && feed.From.Count == 0)
                warnings.Add(fields.LineOf("from"), $"{fields.Path}.from", "the senders whose lines are taken, since anyone who reaches the port may write", "none");
            feeds.Add(feed);
            if (known) fields.Close();
        }

        return feeds;
    }

    /// <summary>Who reads a kind's lines where the configuration does not say.</summary>
    private static string DecoderOf(FeedKind kind) => kind switch
    {
        FeedKind.Netflow => "netflow",
        FeedKind.Agent => "ward-agent",
        _ => DecoderSet.Auto,
    };

    private static bool Reads(FeedKind kind) => kind is FeedKind.File or FeedKind.Folder or FeedKind.Pcap;

    private static bool Listens(FeedKind kind) => kind is FeedKind.SyslogUdp or FeedKind.SyslogTcp or FeedKind.SyslogTls or FeedKind.Netflow;

    /// <summary>Ports of datagrams and of connections are different ports.</summary>
    private static bool IsDatagram(FeedKind kind) => kind is FeedKind.SyslogUdp or FeedKind.Netflow;

    internal static string Identifier(YamlField field, HashSet<string> seen)
    {
        var id = field.Parsed<string>(Names.Expected, Names.TryId, "");
        if (id.Length > 0 && !seen.Add(id)) field.Wrong("an id that no other entry has");
        return id;
    }

    internal static AssetId? Asset(YamlField field, CityModel? city)
    {
        if (field.IsAbsent) return null;
        var asset = new AssetId(field.Text("the id of an asset"));
        if (city is not null && asset.Value.Length > 0 && city.Find(asset) is null)
            field.Wrong("the id of an asset of the city", city.Assets.Select(a => a.Id.Value));
        return asset;
    }

    // {state} stands for the state folder, so that a configuration can speak of files that Ward keeps.
    private static string FilePath(YamlField field, string expected, string folder, string state) =>
        Paths.Read(field, expected, folder, text => text.Replace("{state}", state, StringComparison.Ordinal));

    private static PortProtocol Port(YamlField field) =>
        field.Parsed<PortProtocol>($"a protocol and a port such as modbus:1502; there are {string.Join(", ", ProtocolWords.Named)}", PortProtocol.TryParse, default);

    private static IPEndPoint? EndPoint(YamlField field) =>
        field.Parsed<IPEndPoint?>("an address and port such as 127.0.0.1:5514", static (string text, out IPEndPoint? point) =>
        {
            var colon = text.LastIndexOf(':');
            point = null;
            if (colon < 0 || !Addresses.TryAddress(text[..colon].Trim('[', ']'), out var address)) return false;
            if (!ushort.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port == 0) return false;
            point = new IPEndPoint(address, port);
            return true;
        }, null);
}
