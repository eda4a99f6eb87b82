using System.Globalization;
using System.Text;
using Ward.Standards.Csv;
using Ward.Standards.Cve;
using Ward.Standards.Json;
using Ward.Standards.Streams;
using Ward.Standards.Yaml;

namespace Ward.Standards.Epss;

/// <summary>
/// Reads the daily file of EPSS, plain or gzipped: a comment with model version and date, the headings cve, epss, percentile, a row a vulnerability
/// (FIRST, EPSS data and statistics). Rows that are wrong are reported and left out.
/// </summary>
public static class EpssReader
{
    /// <summary>Most bytes unpacked; a day of 2026 has about 12 million.</summary>
    public const long Largest = 128L * 1024 * 1024;

    /// <returns>Null, with the problem added, where the text is no such file.</returns>
    public static EpssScores? Read(Stream from, ProblemList problems)
    {
        try
        {
            using var plain = new BoundedStream(Unpacking.Of(from), Largest);
            using var text = new StreamReader(plain, new UTF8Encoding(false, false));
            return Read(text, problems);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException)
        {
            problems.Add(0, "", "an EPSS file, plain or gzipped", Printable.Of(fault.Message));
            return null;
        }
    }

    private static EpssScores? Read(StreamReader text, ProblemList problems)
    {
        string? model = null;
        DateTimeOffset? date = null;
        var line = 1;
        var heading = text.ReadLine();
        for (; heading is not null && (heading.StartsWith('#') || heading.Length == 0); heading = text.ReadLine(), line++)
        {
            foreach (var part in heading.TrimStart('#').Split(','))
            {
                var (name, value) = part.IndexOf(':', StringComparison.Ordinal) is var colon and > 0 ? (part[..colon].Trim(), part[(colon + 1)..].Trim()) : ("", "");
                if (name == "model_version") model = value;
                else if (name == "score_date" && TryMoment(value, out var moment)) date = moment;
                else if (name == "score_date") problems.Add(line, "score_date", "a date and time", Printable.Quoted(value));
            }
        }

        var names = (heading ?? "").Split(',').Select(n => n.Trim()).ToList();
        var (cve, epss, percentile) = (names.IndexOf("cve"), names.IndexOf("epss"), names.IndexOf("percentile"));
        if (cve < 0 || epss < 0)
        {
            problems.Add(line, "", "the headings cve,epss,percentile", Printable.Quoted(heading ?? ""));
            return null;
        }

        var scores = new Dictionary<CveId, EpssScore>();
        foreach (var row in CsvReader.Read(text, ',', problems, line + 1))
        {
            if (row.Cells.Count != names.Count)
                problems.Add(row.Line, "", $"{names.Count.ToString(CultureInfo.InvariantCulture)} cells", row.Cells.Count.ToString(CultureInfo.InvariantCulture));
            else if (!CveId.TryRead(row.Cells[cve], out var id)) problems.Add(row.Line, "cve", CveId.Expected, Printable.Quoted(row.Cells[cve]));
            else if (!TryShare(row.Cells[epss], out var probability)) problems.Add(row.Line, "epss", "a probability from 0 to 1", Printable.Quoted(row.Cells[epss]));
            else if (percentile >= 0 && !TryShare(row.Cells[percentile], out _)) problems.Add(row.Line, "percentile", "a share from 0 to 1", Printable.Quoted(row.Cells[percentile]));
            else if (!scores.TryAdd(id, new(probability, percentile >= 0 && TryShare(row.Cells[percentile], out var share) ? share : null)))
                problems.Add(row.Line, "cve", "each vulnerability once", Printable.Quoted(id.Value));
        }

        return new EpssScores(model, date, scores);
    }

    // The file writes the offset as +0000, without a colon.
    private static bool TryMoment(string text, out DateTimeOffset moment) =>
        DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:sszz'00'", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out moment);

    private static bool TryShare(string text, out double share) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out share) && share is >= 0 and <= 1;
}
