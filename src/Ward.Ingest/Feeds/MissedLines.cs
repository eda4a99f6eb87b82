using System.Text;

namespace Ward.Ingest.Feeds;

/// <summary>The last few lines that were not understood. Thread-safe.</summary>
internal sealed class MissedLines
{
    /// <summary>Lines kept, and bytes of each.</summary>
    public const int Most = 8, Length = 512;

    private readonly Lock gate = new();
    private readonly (DateTimeOffset At, byte[] Line)[] ring = new (DateTimeOffset, byte[])[Most];
    private long count;

    public void Add(ReadOnlySpan<byte> line, DateTimeOffset at)
    {
        var beginning = line[..Math.Min(line.Length, Length)].ToArray();
        lock (gate) ring[count++ % Most] = (at, beginning);
    }

    public void Clear()
    {
        lock (gate) count = 0;
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<MissedLine> Latest()
    {
        lock (gate)
        {
            var lines = new List<MissedLine>();
            for (var i = count - 1; i >= Math.Max(0, count - Most); i--)
                lines.Add(new MissedLine(ring[i % Most].At, Encoding.UTF8.GetString(ring[i % Most].Line)));
            return lines;
        }
    }
}
