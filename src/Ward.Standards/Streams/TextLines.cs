using System.Globalization;
using System.Text;
using Ward.Standards.Yaml;

namespace Ward.Standards.Streams;

/// <summary>Reads UTF-8 text of any length line by line, plain or gzipped, holding one line at a time. A line beyond <see cref="Longest"/> is reported and left out.</summary>
public static class TextLines
{
    /// <summary>Characters of a line.</summary>
    public const int Longest = 256 * 1024;

    /// <summary>Lines without their end; blank ones are lines too.</summary>
    /// <param name="problems">Gets one where the stream breaks off; what came before it was given.</param>
    public static IEnumerable<TextLine> Read(Stream from, ProblemList problems)
    {
        if (Opened(from, problems) is not { } opened) yield break;
        using var text = opened;
        var buffer = new char[32 * 1024];
        var line = new StringBuilder();
        var (number, tooLong) = (1, false);
        for (int read; (read = Filled(text, buffer, problems)) > 0;)
        {
            for (var at = 0; at < read;)
            {
                var end = Array.IndexOf(buffer, '\n', at, read - at);
                var length = (end < 0 ? read : end) - at;
                if (line.Length + length > Longest) tooLong = true;
                else if (!tooLong && (end < 0 || line.Length > 0)) line.Append(buffer, at, length);
                if (end < 0) break;
                if (tooLong) TooLong(problems, number);
                else yield return new TextLine(number, line.Length > 0 ? Trimmed(line.ToString()) : Trimmed(new string(buffer, at, length)));
                line.Clear();
                tooLong = false;
                if (number < int.MaxValue) number++;
                at = end + 1;
            }
        }

        if (tooLong) TooLong(problems, number);
        else if (line.Length > 0) yield return new TextLine(number, Trimmed(line.ToString()));
    }

    private static string Trimmed(string line) => line.EndsWith('\r') ? line[..^1] : line;

    private static void TooLong(ProblemList problems, int number) => problems.Add(number, "", string.Create(CultureInfo.InvariantCulture, $"at most {Longest} characters in a line"), "more");

    private static StreamReader? Opened(Stream from, ProblemList problems)
    {
        try
        {
            return new StreamReader(Unpacking.Of(from), new UTF8Encoding(false, false));
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException)
        {
            Broken(problems, fault);
            return null;
        }
    }

    private static int Filled(StreamReader text, char[] buffer, ProblemList problems)
    {
        try
        {
            return text.Read(buffer, 0, buffer.Length);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException)
        {
            Broken(problems, fault);
            return 0;
        }
    }

    private static void Broken(ProblemList problems, Exception fault) => problems.Add(0, "", "text that can be read to its end", Printable.Of(fault.Message));
}
