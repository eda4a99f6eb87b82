using System.Text;

namespace Ward.Intelligence;

/// <summary>Lines of a text of others: one without an end does not fill the memory.</summary>
internal static class BoundedLines
{
    /// <summary>The next line, cut at a length; null at the end.</summary>
    public static async ValueTask<string?> Next(StreamReader reader, int longest, CancellationToken stop)
    {
        var line = new StringBuilder();
        var buffer = new char[1];
        var any = false;
        while (true)
        {
            // The reader is buffered: a character at a time costs little, and the rest of a long line is passed over.
            var next = reader.Peek();
            if (next < 0 && await reader.ReadAsync(buffer.AsMemory(), stop).ConfigureAwait(false) == 0) return any ? line.ToString() : null;
            var c = next < 0 ? buffer[0] : (char)reader.Read();
            if (c == '\n') return line.ToString();
            any = true;
            if (c != '\r' && line.Length < longest) line.Append(c);
        }
    }
}
