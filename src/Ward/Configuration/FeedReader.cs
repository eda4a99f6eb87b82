using System.Globalization;
using System.Net;
using Ward.City;
using Ward.City.Reading;
using Ward.Ingest;
using Ward.Ingest.Decoders;
using Ward.Ingest.Feeds;
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
        ["agent"] = FeedKind.Agent,
    };

    public static Dictionary<string, string> Decoders { get; } =
        DecoderSet.Names.ToDictionary(d => d, StringComparer.Ordinal);

    public static IReadOnlyList<FeedOptions> Read(YamlField list, string folder, string state, CityModel? city, ProblemList warnings)
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
                known && kind == FeedKind.File ? FilePath(path, folder, state) : null,
                known && kind is FeedKind.SyslogUdp or FeedKind.SyslogTcp ? EndPoint(listen) : null,
                fields["decoder"].IsAbsent ? known && kind == FeedKind.Agent ? "ward-agent" : "auto" : fields["decoder"].Choice(Decoders, "a decoder"),
                Asset(fields["asset"], city),
                [.. fields["from"].Items("a list of networks").Select(Addresses.Network).OfType<IPNetwork>()])
            {
                Agent = known && kind == FeedKind.Agent ? fields["agent"].Text("the enrolled agent: its id, its address, or an element that it serves") : null,
            };
            if (known && kind != FeedKind.File && !path.IsAbsent) path.Wrong("no path, since only a file feed has one");
            if (known && feed.Listen is null && !listen.IsAbsent && kind is FeedKind.File or FeedKind.Http or FeedKind.Agent) listen.Wrong("no listen, since only a syslog feed has one");
            if (feeds.Any(f => f.Kind == feed.Kind && f.Listen is not null && f.Listen.Equals(feed.Listen))) listen.Wrong("an address at which no other feed of the kind listens");
            if (feed.Listen is { } open && !IPAddress.IsLoopback(open.Address) && feed.From.Count == 0)
                warnings.Add(fields.LineOf("from"), $"{fields.Path}.from", "the senders whose lines are taken, since anyone who reaches the port may write", "none");
            feeds.Add(feed);
            fields.Close();
        }

        return feeds;
    }

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
    private static string FilePath(YamlField field, string folder, string state) =>
        Paths.Read(field, "the path of the file to follow", folder, text => text.Replace("{state}", state, StringComparison.Ordinal));

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
