using System.Globalization;
using System.Text;
using Ward.Detect.Indicators;

namespace Ward.Intelligence;

/// <summary>Reads lists and CSV line by line.</summary>
internal static class TextFeedReader
{
    private const int LongestLine = 64 * 1024;

    private static readonly Dictionary<string, IndicatorType> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ip"] = IndicatorType.Address, ["ipv4"] = IndicatorType.Address, ["ipv6"] = IndicatorType.Address, ["address"] = IndicatorType.Address, ["ip-src"] = IndicatorType.Address, ["ip-dst"] = IndicatorType.Address,
        ["cidr"] = IndicatorType.Network, ["network"] = IndicatorType.Network, ["domain"] = IndicatorType.Domain, ["hostname"] = IndicatorType.Domain, ["fqdn"] = IndicatorType.Domain,
        ["url"] = IndicatorType.Url, ["hash"] = IndicatorType.Hash, ["md5"] = IndicatorType.Hash, ["sha1"] = IndicatorType.Hash, ["sha256"] = IndicatorType.Hash, ["sha512"] = IndicatorType.Hash,
        ["md5_hash"] = IndicatorType.Hash, ["sha1_hash"] = IndicatorType.Hash, ["sha256_hash"] = IndicatorType.Hash, ["mail"] = IndicatorType.Mail, ["email"] = IndicatorType.Mail, ["email-src"] = IndicatorType.Mail,
        ["ja3"] = IndicatorType.Ja3, ["ja4"] = IndicatorType.Ja4,
    };

    /// <exception cref="IOException">The text ends early or is longer than allowed.</exception>
    public static async Task Read(IntelFeed feed, Stream from, FeedDraft draft, CancellationToken stop)
    {
        using var reader = new StreamReader(from, Encoding.UTF8);
        var lines = new BoundedLines(reader, LongestLine);
        List<string>? header = null;
        var columns = feed.Kind == IntelFeedKind.Csv ? feed.Columns : null;
        var named = columns is not null && new[] { columns.Value, columns.Type, columns.Confidence, columns.Label, columns.Seen, columns.Until }.Any(c => c is not null && !IsNumber(c));
        for (var number = 1; await lines.Next(stop).ConfigureAwait(false) is { } line; number++)
        {
            var where = string.Create(CultureInfo.InvariantCulture, $"line {number}");
            var trimmed = line.Trim();
            if (columns is not null && named && header is null)
            {
                // Feeds such as abuse.ch's have their header in the last comment before the data.
                var cells = Csv.Split(trimmed.TrimStart('#', ' '), columns.Separator);
                if (cells.Contains(columns.Value, StringComparer.OrdinalIgnoreCase)) header = cells;
                else if (trimmed.Length > 0 && trimmed[0] != '#') draft.Refuse(where, line, $"a header line with the column '{columns.Value}' was expected before the first value");
                continue;
            }

            if (trimmed.Length == 0 || trimmed[0] is '#' or ';') continue;
            if (line.Length >= LongestLine) draft.Refuse(where, line, $"the line is longer than {LongestLine} characters");
            else if (columns is null) draft.Add(where, feed.Type, FirstWord(trimmed));
            else Row(feed, columns, header, Csv.Split(line, columns.Separator), where, draft);
        }

        if (named && header is null) draft.Refuse("the whole", "", $"there is no header line with the column '{columns!.Value}'");
    }

    private static void Row(IntelFeed feed, CsvColumns columns, List<string>? header, List<string> cells, string where, FeedDraft draft)
    {
        if (Cell(columns.Value) is not { Length: > 0 } value)
        {
            draft.Refuse(where, string.Join(columns.Separator, cells), $"its column '{columns.Value}' is absent or empty");
            return;
        }

        var type = feed.Type;
        // Some write 'ip:port' and mean the address.
        if (Cell(columns.Type) is { Length: > 0 } word)
        {
            if (word.Equals("ip:port", StringComparison.OrdinalIgnoreCase)) (type, value) = (IndicatorType.Address, value[..(value.LastIndexOf(':') is var colon and > 0 ? colon : value.Length)]);
            else if (Types.TryGetValue(word, out var known)) type = known;
            else
            {
                draft.Refuse(where, value, $"its type '{word}' is not known");
                return;
            }
        }

        int? confidence = null;
        if (Cell(columns.Confidence) is { Length: > 0 } sure)
        {
            if (!int.TryParse(sure.TrimEnd('%'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > 100)
            {
                draft.Refuse(where, value, "its confidence is no number from 0 to 100");
                return;
            }

            confidence = number;
        }

        draft.Add(where, type, value, confidence: confidence, until: Moment(Cell(columns.Until)), confirmed: Moment(Cell(columns.Seen)), label: Cell(columns.Label));

        string? Cell(string? column)
        {
            if (column is null) return null;
            var at = IsNumber(column) ? int.Parse(column, CultureInfo.InvariantCulture) - 1 : header!.FindIndex(h => h.Equals(column, StringComparison.OrdinalIgnoreCase));
            return at >= 0 && at < cells.Count ? cells[at].Trim() : null;
        }
    }

    private static DateTimeOffset? Moment(string? text) =>
        text is { Length: > 0 } && DateTimeOffset.TryParse(text.Replace(" UTC", "Z", StringComparison.Ordinal), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) ? moment : null;

    /// <summary>Lists have remarks behind the value, and host files an address before it.</summary>
    private static string FirstWord(string line)
    {
        var words = line.Split([' ', '\t', ',', ';'], 3, StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? line : words.Length > 1 && words[0] is "0.0.0.0" or "127.0.0.1" && words.Length > 1 ? words[1] : words[0];
    }

    private static bool IsNumber(string text) => text.All(char.IsAsciiDigit);
}
