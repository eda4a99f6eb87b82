using System.Text;
using Ward.Detect.Baselines;

namespace Ward.Detect.Indicators;

/// <summary>
/// Everything that all feeds say, at one moment: built off to the side by <see cref="IndicatorSetBuilder"/> and swapped in whole.
/// Immutable and thread-safe; looking up allocates nothing.
/// </summary>
public sealed class IndicatorSet
{
    private readonly TextTable texts;
    private readonly RangeTable<uint> v4;
    private readonly RangeTable<UInt128> v6;
    private readonly string[] rangeTexts;
    private readonly long rangeBytes;
    private readonly int[] first;
    private readonly Mention[] mentions;
    private readonly string[] labels;

    internal IndicatorSet(
        string version, IReadOnlyList<IndicatorSource> sources, IReadOnlyList<PatternIndicator> patterns, TextTable texts, RangeTable<uint> v4, RangeTable<UInt128> v6,
        string[] rangeTexts, int[] first, Mention[] mentions, string[] labels)
    {
        (Version, Sources, Patterns) = (version, sources, patterns);
        (this.texts, this.v4, this.v6, this.rangeTexts, this.first, this.mentions, this.labels) = (texts, v4, v6, rangeTexts, first, mentions, labels);
        // A reference, and a string's own 22 bytes and 2 a character, to the next 8.
        rangeBytes = rangeTexts.Sum(t => 8L + ((22 + (2L * t.Length) + 7) / 8 * 8));
    }

    public static IndicatorSet Empty { get; } = new IndicatorSetBuilder().Build();

    /// <summary>SHA-256 over what the feeds brought, in lower-case hex; findings name it.</summary>
    public string Version { get; }

    public IReadOnlyList<IndicatorSource> Sources { get; }

    /// <summary>STIX patterns that are more than one comparison.</summary>
    public IReadOnlyList<PatternIndicator> Patterns { get; }

    /// <summary>Different values.</summary>
    public int Count => texts.Count + v4.Count + v6.Count;

    public bool IsEmpty => mentions.Length == 0 && Patterns.Count == 0;

    /// <summary>Of filter and hash table, in bytes.</summary>
    public long IndexBytes => texts.IndexBytes;

    /// <summary>Of everything, in bytes, labels aside.</summary>
    public long Bytes => texts.Bytes + v4.Bytes + v6.Bytes + rangeBytes + (first.Length * 4L) + (mentions.Length * (long)System.Runtime.CompilerServices.Unsafe.SizeOf<Mention>());

    /// <summary>The entry of a value in its normal form, or -1; a domain is looked up by itself alone.</summary>
    public int Find(IndicatorType type, ReadOnlySpan<byte> value) => texts.Find(type, value);

    /// <summary>The entries of a domain and its parents. The name's case does not matter; it has no last dot.</summary>
    /// <param name="found">Where they go; more than fit are not reported.</param>
    /// <returns>How many.</returns>
    public int FindDomains(ReadOnlySpan<byte> name, Span<int> found) => texts.FindDomains(name, found);

    /// <summary>The entries of an address and of every network around it.</summary>
    /// <returns>How many; 0 where the text is no address.</returns>
    public int FindAddress(ReadOnlySpan<byte> text, Span<int> found) => SourceAddress.TryRead(text, out var address) ? FindAddress(address, found) : 0;

    /// <summary>Whether the filter lets a text through; for measuring it.</summary>
    public bool Passes(IndicatorType type, ReadOnlySpan<byte> value) => texts.Passes(type, value);

    /// <summary>What each source says of an entry, in the order of <see cref="Sources"/>. Allocates: for hits alone.</summary>
    public IReadOnlyList<IndicatorMention> MentionsOf(int entry)
    {
        var (type, value) = entry < texts.Count
            ? (texts.TypeOf(entry), texts.WordsOf(entry))
            : (rangeTexts[entry - texts.Count].Contains('/', StringComparison.Ordinal) ? IndicatorType.Network : IndicatorType.Address, rangeTexts[entry - texts.Count]);
        var all = new List<IndicatorMention>();
        for (var at = first[entry]; at >= 0; at = mentions[at].Next)
        {
            var m = mentions[at];
            all.Add(new IndicatorMention(Sources[m.Source], type, value, m.Confidence, m.Level, m.Action, m.ValidFrom, m.ValidUntil, m.Confirmed, m.FirstSeen, labels[m.Label]));
        }

        all.Sort(static (a, b) => string.CompareOrdinal(a.Source.Id, b.Source.Id));
        return all;
    }

    /// <summary>Every entry that this value meets: itself, networks around it, parents, the host of a URL, the domain of a mail address; for people who ask.</summary>
    /// <param name="value">In its normal form.</param>
    public IReadOnlyList<int> Check(IndicatorType type, string value)
    {
        Span<int> found = stackalloc int[32];
        var utf8 = Encoding.UTF8.GetBytes(value).AsSpan();
        var around = type switch
        {
            IndicatorType.Network => utf8[..utf8.IndexOf((byte)'/')],
            IndicatorType.Url => Encoding.UTF8.GetBytes(UrlKey.HostOf(value)),
            IndicatorType.Mail => utf8[(utf8.LastIndexOf((byte)'@') + 1)..],
            IndicatorType.Address or IndicatorType.Domain => utf8,
            _ => default,
        };
        var count = FindAddress(around, found);
        if (count == 0 && type != IndicatorType.Network && !around.IsEmpty) count = FindDomains(around, found);
        return Find(type, utf8) is var entry and >= 0 && !found[..count].Contains(entry) ? [entry, .. found[..count]] : [.. found[..count]];
    }

    internal int FindAddress(UInt128 address, Span<int> found)
    {
        var count = 0;
        if (SourceAddress.IsV4(address))
            for (var at = v4.Find((uint)address); at >= 0 && count < found.Length; at = v4.Around(at)) found[count++] = v4.EntryAt(at);
        else
            for (var at = v6.Find(address); at >= 0 && count < found.Length; at = v6.Around(at)) found[count++] = v6.EntryAt(at);
        return count;
    }
}
