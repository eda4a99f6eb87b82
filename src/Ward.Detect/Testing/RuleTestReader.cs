using System.Globalization;
using System.Text;
using Ward.Ingest.Decoders;
using Ward.Standards.Yaml;

namespace Ward.Detect.Testing;

/// <summary>Reads a file of tests. It is taken whole or refused whole, with every problem.</summary>
public static class RuleTestReader
{
    private static readonly Dictionary<string, string> Decoders = DecoderSet.Names.ToDictionary(d => d, StringComparer.Ordinal);

    /// <returns>Null where there are problems; they stand in the list, which names the file.</returns>
    public static RuleTestFile? Read(string text, ProblemList problems)
    {
        if (YamlFields.Read(text, problems) is not { } root) return null;
        var rule = root["rule"].Text("the id, name or title of a rule");
        var list = root["tests"];
        var names = new HashSet<string>(StringComparer.Ordinal);
        var tests = list.Mappings("a list of tests").Select(fields => Test(fields, names)).ToList();
        if (list.IsAbsent || (tests.Count == 0 && problems.Count == 0)) list.Wrong("a list of at least one test");
        var placeholders = Placeholders(root);
        root.Close();
        return problems.Count > 0 ? null : new RuleTestFile(problems.File, rule, root.LineOf("rule"), tests) { Placeholders = placeholders };
    }

    private static Dictionary<string, IReadOnlyList<string>> Placeholders(YamlFields root)
    {
        var placeholders = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        if (root["placeholders"].MappingOrNull() is not { } fields) return placeholders;
        foreach (var name in fields.Keys)
        {
            placeholders[name] = [.. fields[name].Items("a text or a list of texts").Select(v => v.Text())];
            if (placeholders[name].Count == 0) fields[name].Wrong("a text or a list of texts");
        }

        fields.Close();
        return placeholders;
    }

    private static RuleTest Test(YamlFields fields, HashSet<string> names)
    {
        var name = fields["name"].Text("what the sample is, in a few words");
        if (name.Length > 0 && !names.Add(name)) fields["name"].Wrong("a name that no other test of the file has");
        var (lines, file) = (fields["lines"], fields["file"]);
        if (lines.IsAbsent == file.IsAbsent) lines.Wrong("either lines or a file of lines");
        var test = new RuleTest(
            name,
            fields.Line,
            fields["decoder"].IsAbsent ? DecoderSet.Auto : fields["decoder"].Choice(Decoders, "a decoder that 'ward feeds coverage' lists"),
            fields["host"].TextOrNull("the id of an asset"),
            fields["at"].IsAbsent ? null : fields["at"].Parsed<DateTimeOffset>("a moment such as 2026-03-01T10:00:00Z", TryMoment, default),
            fields["apart"].ParsedOr<TimeSpan>(TimeSpan.Zero, "a number and s, m, h or d, such as 10s", TrySpan),
            file.TextOrNull("the path of a file of lines"),
            [.. lines.Items("a list of lines").Select(l => Encoding.UTF8.GetBytes(l.Text("a line").TrimEnd('\r', '\n')))],
            fields["expect"].Parsed<Expectation>("match, none or a number of findings", Expectation.TryParse, default));
        fields.Close();
        return test;
    }

    private static bool TryMoment(string text, out DateTimeOffset moment) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out moment)
        && text.Length >= 10 && text[4] == '-' && moment.Year is >= 1970 and < 9000;

    private static bool TrySpan(string text, out TimeSpan span)
    {
        span = TimeSpan.Zero;
        if (text.Length is < 2 or > 8 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        var seconds = text[^1] switch { 's' => 1L, 'm' => 60, 'h' => 3600, 'd' => 86_400, _ => 0 };
        if (seconds == 0 || number * seconds > 366 * 86_400L) return false;
        span = TimeSpan.FromSeconds(number * seconds);
        return true;
    }
}
