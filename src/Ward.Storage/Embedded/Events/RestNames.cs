using System.Text;

namespace Ward.Storage.Embedded.Events;

/// <summary>The names that went to <c>rest</c>, as long as they are few. One writer; <see cref="All"/> and <see cref="May"/> from any thread.</summary>
internal sealed class RestNames
{
    private readonly HashSet<ulong> seen = [];
    private volatile HashSet<string>? names = new(StringComparer.Ordinal);

    /// <summary>The names, or null where they are too many.</summary>
    public IReadOnlyList<string>? All
    {
        get
        {
            if (names is not { } known) return null;
            lock (known) return [.. known.Order(StringComparer.Ordinal)];
        }
    }

    public void Add(ReadOnlySpan<byte> name)
    {
        if (names is not { } known) return;
        if (!seen.Add(Tokens.OfName(name))) return;
        lock (known)
        {
            known.Add(Encoding.UTF8.GetString(name));
            if (known.Count > Segment.MostRestNames) names = null;
        }
    }

    public bool May(string name)
    {
        if (names is not { } known) return true;
        lock (known) return known.Contains(name);
    }
}
