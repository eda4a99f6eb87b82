using System.Globalization;
using System.Text.Json;
using Ward.Detect.Testing;
using Ward.Ingest.Decoders;
using Ward.Standards.Yaml;

namespace Ward.Configuration;

/// <summary>
/// Tests laid out as SigmaHQ lays out its regression data: a folder a rule with <c>info.yml</c> and, beside it, the events as JSON under the name of the
/// EVTX file that it names. The count there is a least one: a sample may hold more.
/// </summary>
public static class SigmaHqTests
{
    private const string Info = "info.yml";
    private const int LargestSamples = 64 << 20;

    /// <summary>Every test below the folders; what is wrong with one is told of, and the others are read.</summary>
    public static IReadOnlyList<RuleTestFile> Read(IEnumerable<string> folders, ICollection<Problem> problems)
    {
        var files = new List<RuleTestFile>();
        foreach (var folder in folders)
        {
            if (!Directory.Exists(folder))
            {
                problems.Add(new Problem(folder, 0, "", "a folder", "none"));
                continue;
            }

            foreach (var path in Directory.EnumerateFiles(folder, Info, SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                var list = new ProblemList(ConfigurationFile.Shown(Path.GetFullPath(path)));
                if (TextFile.Read(path, list) is { } text && YamlFields.Read(text, list) is { } root && Of(root, Path.GetDirectoryName(path)!, list) is { } file && list.Count == 0) files.Add(file);
                foreach (var problem in list.Sorted()) problems.Add(problem);
            }
        }

        return files;
    }

    private static RuleTestFile? Of(YamlFields root, string folder, ProblemList problems)
    {
        var rules = root["rule_metadata"].Mappings("a list of rules");
        var tests = root["regression_tests_info"].Mappings("a list of tests");
        if (rules.Count == 0) root["rule_metadata"].Wrong("the rule that is tested");
        if (tests.Count == 0) root["regression_tests_info"].Wrong("at least one test");
        if (problems.Count > 0) return null;
        var id = rules[0]["id"].Text("the id of a rule");
        return new RuleTestFile(problems.File, id, rules[0].LineOf("id"), [.. tests.Select((t, i) => Test(t, i, folder, problems))]);
    }

    private static RuleTest Test(YamlFields fields, int index, string folder, ProblemList problems)
    {
        var count = (int)fields["match_count"].Whole(0, 1_000_000);
        var path = fields["path"];
        var name = Path.ChangeExtension(Path.GetFileName(path.Text("the path of the events").Replace('\\', '/')), ".json");
        return new RuleTest(
            $"{fields["name"].Text("a name")} {(index + 1).ToString(CultureInfo.InvariantCulture)}", fields.Line, DecoderSet.Auto, null, null, TimeSpan.Zero, name,
            Events(Path.Combine(folder, name), path, problems), count == 0 ? Expectation.None : new Expectation(count, int.MaxValue));
    }

    /// <summary>JSON values one after the other, or arrays of them, however they are broken into lines.</summary>
    private static List<byte[]> Events(string path, YamlField field, ProblemList problems)
    {
        var events = new List<byte[]>();
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > LargestSamples }) throw new IOException($"it is more than {LargestSamples >> 20} MB");
            var reader = new Utf8JsonReader(File.ReadAllBytes(path), new JsonReaderOptions { AllowMultipleValues = true });
            while (reader.Read())
            {
                using var value = JsonDocument.ParseValue(ref reader);
                foreach (var one in value.RootElement.ValueKind == JsonValueKind.Array ? value.RootElement.EnumerateArray().ToList() : [value.RootElement]) events.Add(JsonSerializer.SerializeToUtf8Bytes(one));
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            field.Problems.Add(field.Line, field.Path, $"events as JSON in {Path.GetFileName(path)} beside this file", Printable.Of(fault.Message));
        }

        if (problems.Count == 0 && events.Count == 0) field.Wrong("at least one event as JSON");
        return events;
    }
}
