using Ward.Detect.Matching;

namespace Ward.Detect.Correlation;

/// <summary>The first few different values of a group, as text for the explanation.</summary>
internal sealed class ValueSamples
{
    internal const int Most = 8;
    private const int MaxBytes = 64;
    private readonly List<(long Hash, string Text)> values = [];

    internal IReadOnlyList<(long Hash, string Text)> Values => values;

    internal int Bytes { get; private set; } = 120;

    internal void See(long hash, ReadOnlySpan<byte> value)
    {
        if (values.Count == Most) return;
        foreach (var (known, _) in values)
            if (known == hash) return;
        Add(hash, Texts.Of(value, MaxBytes));
    }

    internal void Add(long hash, string text)
    {
        values.Add((hash, text));
        Bytes += 40 + (text.Length * 2);
    }
}
