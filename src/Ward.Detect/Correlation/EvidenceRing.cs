using Ward.Detect.Findings;
using Ward.Detect.Matching;
using Ward.Ingest;

namespace Ward.Detect.Correlation;

/// <summary>Copies of the last lines of a group, each cut to a bound. Buffers are used again.</summary>
internal sealed class EvidenceRing
{
    internal const int MaxLines = 10;
    internal const int MaxLineBytes = 1024;
    private readonly List<Line> lines = new(4);
    private int oldest;

    internal int Count => lines.Count;

    /// <summary>Bytes that the buffers hold.</summary>
    internal int Bytes { get; private set; }

    internal void Add(Event e, long moment) =>
        Add(e.Feed, e.Offset, moment, e.Raw.Span[..Texts.Length(e.Raw.Span, MaxLineBytes)]);

    internal void Add(FeedId feed, long offset, long moment, ReadOnlySpan<byte> text)
    {
        Line line;
        if (lines.Count < MaxLines)
        {
            lines.Add(line = new Line());
        }
        else
        {
            line = lines[oldest];
            oldest = (oldest + 1) % MaxLines;
        }

        if (line.Buffer.Length < text.Length)
        {
            Bytes += text.Length - line.Buffer.Length;
            line.Buffer = new byte[text.Length];
        }

        text.CopyTo(line.Buffer);
        (line.Feed, line.Offset, line.Moment, line.Length) = (feed, offset, moment, text.Length);
    }

    /// <summary>The lines from the given moment on, oldest first.</summary>
    internal IReadOnlyList<EvidenceLine> From(long moment) =>
        [.. lines.Where(l => l.Moment >= moment).OrderBy(l => l.Moment).ThenBy(l => l.Offset)
            .Select(l => new EvidenceLine(l.Feed, l.Offset, new DateTimeOffset(l.Moment, TimeSpan.Zero), Texts.Of(l.Text, MaxLineBytes)))];

    /// <summary>Forgets all and keeps the buffers' room on account.</summary>
    internal void Clear()
    {
        lines.Clear();
        oldest = 0;
        Bytes = 0;
    }

    internal void Write(BinaryWriter writer)
    {
        writer.Write(lines.Count);
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[(oldest + i) % lines.Count];
            writer.Write(line.Feed.Value);
            writer.Write(line.Offset);
            writer.Write(line.Moment);
            writer.Write(line.Length);
            writer.Write(line.Text);
        }
    }

    internal static EvidenceRing Read(BinaryReader reader)
    {
        var ring = new EvidenceRing();
        var count = reader.ReadInt32();
        for (var i = 0; i < count; i++)
            ring.Add(new FeedId(reader.ReadString()), reader.ReadInt64(), reader.ReadInt64(), reader.ReadBytes(reader.ReadInt32()));
        return ring;
    }

    private sealed class Line
    {
        internal FeedId Feed;
        internal long Offset;
        internal long Moment;
        internal int Length;
        internal byte[] Buffer = [];

        internal ReadOnlySpan<byte> Text => Buffer.AsSpan(0, Length);
    }
}
