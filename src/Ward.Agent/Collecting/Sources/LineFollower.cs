using Microsoft.Win32.SafeHandles;

namespace Ward.Agent.Collecting.Sources;

/// <summary>A log file: each line as it was written. The kernel's audit log is followed in the same way.</summary>
internal sealed class LineFollower(string name, string path, Spool spool, TimeProvider time) : FileFollower(name, path, spool, time)
{
    /// <summary>Bytes of a line that are kept.</summary>
    internal const int Longest = 32 << 10;

    private LineBuffer lines = new(Longest);
    private long origin;

    protected override void Began(long at) => (origin, lines) = (at, new LineBuffer(Longest));

    protected override void Take(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var room = lines.Room().Span;
            var part = Math.Min(room.Length, bytes.Length);
            bytes[..part].CopyTo(room);
            lines.Filled(part);
            bytes = bytes[part..];
            while (lines.TryTake(out var line, out _))
                Keep(line);
        }
    }

    protected override void Ended(long at)
    {
        if (lines.TryTakeRest(out var rest, out _))
            Keep(rest);
    }

    protected override long WholeFrom(SafeFileHandle file, long length)
    {
        Span<byte> step = stackalloc byte[4096];
        for (var until = length; until > 0 && length - until <= Longest;)
        {
            var from = Math.Max(0, until - step.Length);
            var read = RandomAccess.Read(file, step[..(int)(until - from)], from);
            if (read <= 0)
                break;
            if (step[..read].LastIndexOf((byte)'\n') is var at and >= 0)
                return from + at + 1;
            until = from;
        }
        return length > Longest ? length : 0;
    }

    private void Keep(ReadOnlySpan<byte> line)
    {
        if (line.Length > 0)
            Insist(Spool.AppendText(Name, FilePath, line, MarkName, At(origin + lines.Consumed)));
    }
}
