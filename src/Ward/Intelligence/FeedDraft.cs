using Ward.Detect.Indicators;
using Ward.Standards.Misp;
using Ward.Standards.Stix;

namespace Ward.Intelligence;

/// <summary>What is being read of a feed: values brought into their form, and what was refused. Bounded. Not thread-safe.</summary>
internal sealed class FeedDraft(IntelFeed feed, DateTimeOffset now)
{
    /// <summary>Most values of one feed.</summary>
    public const int MostLines = 10_000_000;

    private const int MostRefusedKept = 20;
    private const int LongestShown = 120;
    private const int WidestV4 = 8;
    private const int WidestV6 = 16;

    private readonly Dictionary<(string, IndicatorType, string), int> places = [];

    public List<FeedLine> Lines { get; } = [];

    public List<RefusedLine> Refused { get; } = [];

    public long RefusedCount { get; private set; }

    /// <summary>Things of the feed that are no indicators, such as other objects of a bundle.</summary>
    public long Passed { get; private set; }

    public void Pass() => Passed++;

    public void Refuse(string where, string text, string reason)
    {
        RefusedCount++;
        if (Refused.Count < MostRefusedKept) Refused.Add(new RefusedLine(where, text.Length > LongestShown ? text[..LongestShown] : text, reason));
    }

    /// <param name="type">Null: by its form.</param>
    /// <param name="key">Null: by type and value.</param>
    public void Add(string where, IndicatorType? type, string text, string? key = null, int? confidence = null, Tlp? level = null, Pap? action = null,
        DateTimeOffset? from = null, DateTimeOffset? until = null, DateTimeOffset? confirmed = null, string? label = null)
    {
        var read = type ?? default;
        if (type is { } known ? !IndicatorText.TryNormalise(known, text, out var value, out var reason) : !IndicatorText.TryGuess(text, out read, out value, out reason)) Refuse(where, text, reason);
        else if (read == IndicatorType.Network && IsTooWide(value)) Refuse(where, text, $"a network wider than /{WidestV4} (IPv6: /{WidestV6}) names the world, not a threat");
        else Put(where, new FeedLine(key ?? "", read, value, confidence ?? feed.Confidence, level ?? feed.Level, action, from, until, Believable(confirmed), Label(label), now));
    }

    /// <summary>A pattern that is not a list of values.</summary>
    public void AddPattern(string where, string key, string pattern, int? confidence, Tlp? level, DateTimeOffset? from, DateTimeOffset? until, DateTimeOffset? confirmed, string? label) =>
        Put(where, new FeedLine(key, IndicatorType.Pattern, pattern, confidence ?? feed.Confidence, level ?? feed.Level, null, from, until, Believable(confirmed), Label(label), now));

    /// <summary>Goes on from what was kept before, for feeds that bring changes alone.</summary>
    public void Keep(FeedLine line) => Put("", line);

    /// <summary>Takes away everything of these keys; in one go, since a feed may have millions.</summary>
    public void Drop(IReadOnlySet<string> keys)
    {
        if (Lines.RemoveAll(l => keys.Contains(l.Key)) == 0) return;
        places.Clear();
        for (var i = 0; i < Lines.Count; i++) places[(Lines[i].Key, Lines[i].Type, Lines[i].Value)] = i;
    }

    private void Put(string where, FeedLine line)
    {
        // An end in the feed's own words counts; else the configuration's lifetime.
        if (line.ValidUntil is null && feed.Lifetime is { } lifetime) line = line with { ValidUntil = (line.Confirmed ?? line.FirstSeen) + lifetime };
        var identity = (line.Key, line.Type, line.Value);
        if (places.TryGetValue(identity, out var place))
        {
            Lines[place] = line with { FirstSeen = Lines[place].FirstSeen < line.FirstSeen ? Lines[place].FirstSeen : line.FirstSeen };
            return;
        }

        if (Lines.Count >= MostLines)
        {
            Refuse(where, line.Value, $"the feed has more than {MostLines} values");
            return;
        }

        places[identity] = Lines.Count;
        Lines.Add(line);
    }

    /// <summary>A time in the future would keep its confidence from decaying.</summary>
    private DateTimeOffset? Believable(DateTimeOffset? time) => time > now ? now : time;

    private static string? Label(string? label) => label is { Length: > Indicator.LongestLabel } ? label[..Indicator.LongestLabel] : label;

    private static bool IsTooWide(string network)
    {
        var slash = network.IndexOf('/', StringComparison.Ordinal);
        return int.Parse(network.AsSpan(slash + 1), System.Globalization.CultureInfo.InvariantCulture) < (network.Contains(':', StringComparison.Ordinal) ? WidestV6 : WidestV4);
    }
}
