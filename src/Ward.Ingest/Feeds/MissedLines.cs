using System.Text;

namespace Ward.Ingest.Feeds;

/// <summary>The last few kinds of line that were not understood, each by its last line: a source that repeats itself hides no other. Thread-safe.</summary>
internal sealed class MissedLines
{
    /// <summary>Kinds kept, bytes of a line kept, and bytes by which a kind is known.</summary>
    public const int Most = 8, Length = 512, KindLength = 80;

    private readonly Lock gate = new();
    private readonly List<Kind> kinds = [];

    public void Add(ReadOnlySpan<byte> line, DateTimeOffset at)
    {
        var beginning = line[..Math.Min(line.Length, Length)].ToArray();
        var key = KeyOf(beginning);
        lock (gate)
        {
            var known = kinds.FindIndex(k => k.Key == key);
            var before = known < 0 ? 0 : kinds[known].Alike + 1;
            if (known >= 0) kinds.RemoveAt(known);
            else if (kinds.Count == Most) kinds.RemoveAt(0);
            kinds.Add(new Kind(key, at, beginning, before));
        }
    }

    public void Clear()
    {
        lock (gate) kinds.Clear();
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<MissedLine> Latest()
    {
        lock (gate) return [.. kinds.AsEnumerable().Reverse().Select(k => new MissedLine(k.At, Encoding.UTF8.GetString(k.Line), k.Alike))];
    }

    /// <summary>FNV-1a over the beginning, each run of digits as one.</summary>
    private static ulong KeyOf(ReadOnlySpan<byte> line)
    {
        var hash = 14695981039346656037UL;
        var digit = false;
        foreach (var b in line[..Math.Min(line.Length, KindLength)])
        {
            var isDigit = b is >= (byte)'0' and <= (byte)'9';
            if (isDigit && digit) continue;
            digit = isDigit;
            hash = (hash ^ (isDigit ? (byte)'#' : b)) * 1099511628211UL;
        }

        return hash;
    }

    private sealed record Kind(ulong Key, DateTimeOffset At, byte[] Line, long Alike);
}
