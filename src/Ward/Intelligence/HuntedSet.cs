using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ward.Detect.Hunts;
using Ward.Detect.Indicators;
using Ward.Detect.Rules;
using Ward.Standards.Yaml;

namespace Ward.Intelligence;

/// <summary>
/// Indicators to be sought in history: files that somebody brings, and what feeds brought last. A value counts from the beginning of history, whatever
/// its source says of the day from which it is valid: who used it did so before it was known.
/// </summary>
/// <param name="Refused">Values that were not understood, with file and line; bounded.</param>
/// <param name="RefusedCount">How many.</param>
public sealed record HuntedSet(IndicatorSet Set, IReadOnlyList<string> Refused, long RefusedCount)
{
    private const int MostRefused = 50;

    /// <summary>Of a list that says nothing of itself.</summary>
    private const int Confidence = 75;

    /// <summary>Names by which CSV files call the column of the value, and that of its type.</summary>
    private static readonly string[] Values = ["indicator", "ioc", "value", "ioc_value", "indicator_value", "observable"], TypeNames = ["type", "ioc_type", "indicator_type", "observable_type"];

    /// <summary>What the feeds had brought, to be kept with the hunt.</summary>
    public IReadOnlyList<HuntedFeed> Feeds { get; init; } = [];

    public long Count => Set.Count + Set.Patterns.Count;

    /// <param name="lists">Each a list (a value a line), a CSV with a column 'indicator', 'ioc' or 'value', a STIX 2.1 bundle, or MISP events.</param>
    /// <param name="feeds">Ids of feeds; what they brought last is taken.</param>
    /// <exception cref="InvalidDataException">A file or a feed cannot be used at all; the message names it.</exception>
    public static Task<HuntedSet> Of(IReadOnlyList<RuleFile> lists, IReadOnlyList<string> feeds, Intelligence intelligence, DateTimeOffset now, CancellationToken stop)
    {
        var taken = new List<HuntedFeed>();
        foreach (var id in feeds.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (intelligence.Kept(id) is not { } kept) throw new InvalidDataException($"There is no threat feed '{Printable.Of(id)}' that has brought anything.");
            taken.Add(new HuntedFeed(kept.Source, kept.Version, intelligence.Feeds.FirstOrDefault(f => f.Feed.Id == id)?.Memory.Changed, FeedPack.Pack(kept.Lines)));
        }

        return Of(lists, taken, now, stop);
    }

    /// <summary>The same of what a hunt has kept: the same set, whatever the feeds brought since.</summary>
    /// <exception cref="InvalidDataException">A file cannot be used at all; the message names it.</exception>
    public static async Task<HuntedSet> Of(IReadOnlyList<RuleFile> lists, IReadOnlyList<HuntedFeed> feeds, DateTimeOffset now, CancellationToken stop)
    {
        var (builder, refused, count) = (new IndicatorSetBuilder(), new List<string>(), 0L);
        foreach (var list in lists)
        {
            var feed = FeedOf(list);
            var draft = await Read(feed, list, now, stop).ConfigureAwait(false);
            builder.Begin(feed.Source, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(list.Text))));
            Intelligence.Add(builder, feed.Source, draft.Lines.Select(FromTheBeginning));
            count += draft.RefusedCount;
            refused.AddRange(draft.Refused.Take(MostRefused - refused.Count).Select(r => $"{Printable.Of(list.Name)}, {r.Where}: {r.Reason}"));
        }

        foreach (var feed in feeds)
        {
            builder.Begin(feed.Source, feed.Version);
            Intelligence.Add(builder, feed.Source, FeedPack.Unpack(feed.Content).Select(FromTheBeginning));
        }

        return new HuntedSet(builder.Build(), refused, count) { Feeds = feeds };
    }

    private static FeedLine FromTheBeginning(FeedLine line) => line with { ValidFrom = null };

    private static async Task<FeedDraft> Read(IntelFeed feed, RuleFile list, DateTimeOffset now, CancellationToken stop)
    {
        try
        {
            using var text = new MemoryStream(Encoding.UTF8.GetBytes(list.Text), writable: false);
            return await FeedContent.Read(feed, text, now, stop).ConfigureAwait(false);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            throw new InvalidDataException($"{Printable.Of(list.Name)}: read as {feed.Kind.ToString().ToLowerInvariant()}, and it is none: {Printable.Of(e.Message)}", e);
        }
    }

    /// <summary>What kind of file it is, by its beginning.</summary>
    private static IntelFeed FeedOf(RuleFile list)
    {
        var text = list.Text.AsSpan().TrimStart('\uFEFF').TrimStart();
        var columns = text.StartsWith('{') || text.StartsWith('[') ? null : Columns(list.Text);
        var kind = columns is not null ? IntelFeedKind.Csv
            : !text.StartsWith('{') && !text.StartsWith('[') ? IntelFeedKind.List
            : text[..Math.Min(text.Length, 4096)].Contains("\"bundle\"", StringComparison.Ordinal) ? IntelFeedKind.Stix : IntelFeedKind.Misp;
        return new IntelFeed(new IndicatorSource(Path.GetFileName(list.Name), Reliability.F, 6), kind, null, null, On: false, TimeSpan.Zero, null, columns, null,
            Confidence, null, null, TimeSpan.MaxValue, 1, 1, Insecure: false, FeedAccess.None);
    }

    /// <summary>Of the first line that is no remark, where it is a heading that names a column of values.</summary>
    private static CsvColumns? Columns(string text)
    {
        using var lines = new StringReader(text);
        for (var left = 100; left > 0 && lines.ReadLine() is { } line; left--)
        {
            var trimmed = line.Trim().TrimStart('\uFEFF');
            if (trimmed.Length == 0) continue;
            foreach (var separator in (ReadOnlySpan<char>)[',', ';', '\t'])
            {
                var cells = Csv.Split(trimmed.TrimStart('#', ' '), separator);
                if (Named(Values) is { } value) return new CsvColumns(value, Named(TypeNames), Named(["confidence"]), Named(["description", "comment", "label"]), null, null, separator);

                string? Named(string[] names) => names.FirstOrDefault(n => cells.Exists(c => c.Trim().Equals(n, StringComparison.OrdinalIgnoreCase)));
            }

            if (trimmed[0] != '#') return null;
        }

        return null;
    }
}
