using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Ward.Detect.Baselines;

namespace Ward.Detect.Indicators;

/// <summary>Collects what feeds say and makes a set of it. Not thread-safe; used once.</summary>
public sealed class IndicatorSetBuilder
{
    /// <summary>Most values of all feeds together.</summary>
    public const int MostValues = 50_000_000;

    private const int MostText = 2_000_000_000;

    private readonly List<IndicatorSource> sources = [];
    private readonly List<PatternIndicator> patterns = [];
    private readonly List<byte> text = [];
    private readonly List<uint> ends = [];
    private readonly List<byte> types = [];
    private readonly List<int> textMentions = [];
    private readonly List<(UInt128 Start, UInt128 End, string Text, int Mention)> ranges = [];
    private readonly List<Mention> mentions = [];
    private readonly Dictionary<string, int> labels = new(StringComparer.Ordinal) { [""] = 0 };
    private readonly IncrementalHash version = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>What follows is of this source.</summary>
    /// <param name="content">The version of what it brings.</param>
    public void Begin(IndicatorSource source, string content)
    {
        if (sources.Count == ushort.MaxValue) throw new InvalidOperationException("Too many sources.");
        sources.Add(source);
        version.AppendData(Encoding.UTF8.GetBytes($"{source}\n{content}\n"));
    }

    /// <returns>False where the set is full; the value is left out.</returns>
    public bool Add(Indicator indicator, DateTimeOffset firstSeen)
    {
        if (mentions.Count >= MostValues || text.Count >= MostText) return false;
        var label = indicator.Label is { Length: > 0 } words ? LabelOf(words.Length > Indicator.LongestLabel ? words[..Indicator.LongestLabel] : words) : 0;
        mentions.Add(new Mention(indicator, (ushort)(sources.Count - 1), firstSeen, label, -1));
        if (indicator.Type is IndicatorType.Address or IndicatorType.Network)
        {
            if (!IndicatorText.TryRange(indicator.Value, out var start, out var end)) throw new ArgumentException("The address is not in its normal form.", nameof(indicator));
            ranges.Add((start, end, indicator.Value, mentions.Count - 1));
            return true;
        }

        var before = text.Count;
        CollectionsMarshal.SetCount(text, before + Encoding.UTF8.GetByteCount(indicator.Value));
        Encoding.UTF8.GetBytes(indicator.Value, CollectionsMarshal.AsSpan(text)[before..]);
        ends.Add((uint)text.Count);
        types.Add((byte)indicator.Type);
        textMentions.Add(mentions.Count - 1);
        return true;
    }

    public void Add(PatternIndicator pattern) => patterns.Add(pattern);

    public IndicatorSet Build()
    {
        var hash = version.GetHashAndReset();
        int[] first = [.. textMentions, .. ranges.Select(r => r.Mention)];
        var linked = mentions.ToArray();
        var texts = new TextTable(BinaryPrimitives.ReadUInt64LittleEndian(hash), [.. text], [.. ends], [.. types], Join);
        var offset = textMentions.Count;
        var v4 = new RangeTable<uint>([.. ranges.Index().Where(r => SourceAddress.IsV4(r.Item.Start)).Select(r => ((uint)r.Item.Start, (uint)r.Item.End, offset + r.Index))], Join);
        var v6 = new RangeTable<UInt128>([.. ranges.Index().Where(r => !SourceAddress.IsV4(r.Item.Start)).Select(r => (r.Item.Start, r.Item.End, offset + r.Index))], Join);
        version.Dispose();
        return new IndicatorSet(Convert.ToHexStringLower(hash), sources, patterns, texts, v4, v6, [.. ranges.Select(r => r.Text)], first, linked, [.. labels.Keys]);

        void Join(int entry, int keeper)
        {
            linked[first[entry]] = linked[first[entry]].Before(first[keeper]);
            first[keeper] = first[entry];
        }
    }

    private int LabelOf(string words)
    {
        if (labels.TryGetValue(words, out var known)) return known;
        // A feed that labels every value differently must not double the set.
        if (labels.Count >= 100_000) return 0;
        return labels[words] = labels.Count;
    }
}
