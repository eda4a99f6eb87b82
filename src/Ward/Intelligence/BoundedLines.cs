using System.Text;

namespace Ward.Intelligence;

/// <summary>Lines of a text of others: one without an end does not fill the memory, and a source that keeps silent can be given up. Not thread-safe.</summary>
/// <param name="longest">A longer line is cut there, in characters.</param>
internal sealed class BoundedLines(TextReader reader, int longest)
{
    private readonly char[] buffer = new char[16 * 1024];
    private readonly StringBuilder line = new();
    private int at;
    private int filled;

    /// <summary>The next line without its end; null behind the last.</summary>
    public async ValueTask<string?> Next(CancellationToken stop)
    {
        line.Clear();
        for (var any = false; ; any = true)
        {
            // Never by Peek or Read: they wait for the source without hearing the stop.
            if (at == filled) (at, filled) = (0, await reader.ReadAsync(buffer.AsMemory(), stop).ConfigureAwait(false));
            if (filled == 0) return any ? Taken() : null;
            var end = buffer.AsSpan(at, filled - at).IndexOf('\n');
            var part = buffer.AsSpan(at, end < 0 ? filled - at : end);
            line.Append(part[..Math.Min(part.Length, longest - line.Length)]);
            at += end < 0 ? part.Length : part.Length + 1;
            if (end >= 0) return Taken();
        }
    }

    private string Taken() => line is [.., '\r'] ? line.ToString(0, line.Length - 1) : line.ToString();
}
