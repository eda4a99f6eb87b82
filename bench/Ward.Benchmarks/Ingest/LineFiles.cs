using Ward.Benchmarks.Store;
using Ward.Ingest;
using Ward.Ingest.Feeds;

namespace Ward.Benchmarks.Ingest;

/// <summary>A city's lines, made beforehand and cut by feed, so that sending them costs next to nothing while Ward is measured.</summary>
/// <param name="Id">Feed, with its decoder.</param>
/// <param name="Bytes">The lines, each ended by a newline.</param>
internal sealed record LineFiles(string Id, string Decoder, byte[] Bytes, int Lines)
{
    private static readonly (string Id, string Decoder)[] Feeds = [("web", "nginx"), ("auth", "auto"), ("wall", "auto"), ("hosts", "json")];

    /// <summary>So many lines of all kinds, of the hour before now, so that their times are believed.</summary>
    public static IReadOnlyList<LineFiles> Make(int lines, DateTimeOffset now)
    {
        var made = Feeds.ToDictionary(f => f.Id, _ => (Bytes: new MemoryStream(), Lines: 0), StringComparer.Ordinal);
        var city = new CityLines(1, now.AddHours(-1), lines * 24.0);
        for (var i = 0; i < lines; i++)
        {
            var line = city.Next();
            var (bytes, count) = made[city.Feed];
            bytes.Write(line);
            bytes.WriteByte((byte)'\n');
            made[city.Feed] = (bytes, count + 1);
        }

        return [.. Feeds.Select(f => new LineFiles(f.Id, f.Decoder, made[f.Id].Bytes.ToArray(), made[f.Id].Lines))];
    }

    public FeedOptions Feed(FeedKind kind, int port) => new(new FeedId(Id), kind, null, new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, port), Decoder, null, []);

    /// <summary>Pieces of whole lines, of about so many bytes.</summary>
    public IEnumerable<(ReadOnlyMemory<byte> Bytes, int Lines)> Pieces(int about)
    {
        for (var at = 0; at < Bytes.Length;)
        {
            var end = Math.Min(at + about, Bytes.Length);
            end = end == Bytes.Length ? end : at + Bytes.AsSpan(at, end - at).LastIndexOf((byte)'\n') + 1;
            if (end <= at) end = at + Bytes.AsSpan(at).IndexOf((byte)'\n') + 1;
            yield return (Bytes.AsMemory(at, end - at), Bytes.AsSpan(at, end - at).Count((byte)'\n'));
            at = end;
        }
    }
}
