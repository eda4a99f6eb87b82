using System.Globalization;
using System.Text;

namespace Ward.Standards.Zeek;

/// <summary>What the lines that begin with # say of the rows below them (Zeek, LogAscii): <c>#separator \x09</c>, <c>#set_separator</c>, <c>#empty_field</c>, <c>#unset_field</c>, <c>#path</c>, <c>#fields</c>.</summary>
internal sealed class ZeekHeader
{
    public char Separator { get; private set; } = '\t';

    public string SetSeparator { get; private set; } = ",";

    public string Empty { get; private set; } = "(empty)";

    public string Unset { get; private set; } = "-";

    public string? Path { get; private set; }

    /// <summary>Field to its place; empty before <c>#fields</c>.</summary>
    public Dictionary<string, int> Fields { get; private set; } = [];

    /// <summary>Which log the rows are of.</summary>
    public ZeekLog Log { get; private set; }

    public void Take(string line)
    {
        // The separator itself is written with a space before it, since it is not known yet.
        if (line.StartsWith("#separator ", StringComparison.Ordinal))
        {
            if (Plain(line[11..]) is [var separator]) Separator = separator;
            return;
        }

        var cells = line.Split(Separator);
        var value = cells.Length > 1 ? cells[1] : "";
        switch (cells[0])
        {
            case "#set_separator": SetSeparator = Plain(value) is { Length: > 0 } set ? set : ","; break;
            case "#empty_field": Empty = Plain(value); break;
            case "#unset_field": Unset = Plain(value); break;
            case "#path":
                Path = value;
                Log = ZeekLogs.Of(Path, Fields.ContainsKey);
                break;
            case "#fields":
                Fields = new Dictionary<string, int>(StringComparer.Ordinal);
                for (var i = 1; i < cells.Length; i++) Fields.TryAdd(cells[i], i - 1);
                Count = cells.Length - 1;
                Log = ZeekLogs.Of(Path, Fields.ContainsKey);
                break;
        }
    }

    /// <summary>Cells of a row.</summary>
    public int Count { get; private set; }

    /// <summary>Text with its <c>\xHH</c> resolved; bytes beyond ASCII are those of UTF-8.</summary>
    public static string Plain(string text)
    {
        if (!text.Contains("\\x", StringComparison.Ordinal)) return text;
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 3 < text.Length && text[i] == '\\' && text[i + 1] == 'x' && byte.TryParse(text.AsSpan(i + 2, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var escaped))
            {
                bytes.Add(escaped);
                i += 3;
            }
            else if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length) bytes.AddRange(Encoding.UTF8.GetBytes(text[i..(++i + 1)]));
            else bytes.AddRange(Encoding.UTF8.GetBytes(text[i].ToString()));
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
