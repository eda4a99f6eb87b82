using System.Globalization;
using YamlDotNet.Core;

namespace Ward.Standards.Yaml;

/// <summary>
/// Reads one YAML 1.2 document from text of unknown origin. Bounded in length, depth and expanded size;
/// tags, merge keys and several documents are refused, since nothing that Ward reads needs them.
/// </summary>
public static class YamlText
{
    /// <summary>Longest text taken, in characters.</summary>
    public const int Longest = 32 * 1024 * 1024;

    /// <returns>The document, or null where there is none; problems are added in either case, so a value alone does not mean that all is well.</returns>
    public static YamlValue? Read(string text, ProblemList problems)
    {
        if (text.Length > Longest)
        {
            problems.Add(0, "", $"at most {Longest.ToString(CultureInfo.InvariantCulture)} characters", text.Length.ToString(CultureInfo.InvariantCulture));
            return null;
        }

        try
        {
            return new YamlTree(new Parser(new StringReader(text)), problems).Document();
        }
        catch (YamlException fault)
        {
            Report(text, (int)Math.Max(1, fault.Start.Line), (int)fault.End.Line, fault.InnerException?.Message ?? fault.Message, problems);
            return null;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The scanner is not ours and the text is anybody's: whatever it stumbles over is a problem of the file.
            Report(text, 1, 1, fault.Message, problems);
            return null;
        }
    }

    private static void Report(string text, int line, int last, string fault, ProblemList problems)
    {
        // The scanner calls a tab many things, and not always with its line; a person wants to hear the one.
        var search = fault.Contains("tab", StringComparison.Ordinal) ? int.MaxValue : Math.Max(line, last) + 1;
        if (TabIndented(text, line - 1, search) is { } tabbed)
            problems.Add(tabbed, "", "spaces for indentation", "a tab");
        else
            problems.Add(line, "", "well-formed YAML", $"a syntax error ({Printable.Of(fault)})");
    }

    private static int? TabIndented(string text, int first, int last)
    {
        var number = 0;
        foreach (var row in text.AsSpan().EnumerateLines())
        {
            if (++number > last) return null;
            if (number >= first && row[..(row.Length - row.TrimStart(" \t").Length)].Contains('\t')) return number;
        }

        return null;
    }
}
