using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Ward.Detect.Findings;
using Ward.Detect.Rules;
using Ward.Ingest;
using Ward.Ingest.Decoders;

namespace Ward.Detect.Tests.Rules;

public sealed class RegressionTests
{
    private static readonly Lazy<RuleSet> WholeSet = new(() => RuleSet.Compile(
        Directory.EnumerateFiles(Conformance.Folder("sigma", "rules")!, "*.yml", SearchOption.AllDirectories).Select(f => (Path.GetFileName(f), File.ReadAllText(f)))));

    [Fact]
    public void EveryRuleFindsItsPublicSample()
    {
        var folder = Conformance.Folder("sigma", "regression");
        if (folder is null) Assert.Skip("needs the public Sigma samples in ../shared/conformance/sigma/regression");

        var missed = new List<string>();
        var cases = 0;
        foreach (var line in File.ReadLines(Path.Combine(folder, "cases.jsonl")))
        {
            using var entry = JsonDocument.Parse(line);
            var id = entry.RootElement.GetProperty("rule_id").GetString()!;
            var set = RuleSet.Compile([(id, File.ReadAllText(Path.Combine(folder, entry.RootElement.GetProperty("rule").GetString()!)))]);
            var engine = new RuleEngine(set);
            var found = 0;
            foreach (var sample in File.ReadLines(Path.Combine(folder, entry.RootElement.GetProperty("flat").GetString()!)))
                if (Run(engine, sample, out _).Count > 0) found++;
            cases++;
            if (found < entry.RootElement.GetProperty("expected_matches").GetInt32()) missed.Add($"{id}: {found}; {string.Join("; ", set.Errors)}");
        }

        Assert.NotEqual(0, cases);
        Assert.Empty(missed);
    }

    /// <summary>The whole way: the line as a shipper sends it, the decoder's own choice of log source and fields, the rule.</summary>
    [Theory]
    [InlineData("events")]
    [InlineData("flat")]
    public void EveryRuleFindsItsPublicSampleAsTheDecodersReadIt(string form)
    {
        var folder = Conformance.Folder("sigma", "regression");
        if (folder is null) Assert.Skip("needs the public Sigma samples in ../shared/conformance/sigma/regression");

        var missed = new List<string>();
        Assert.True(DecoderSet.TryMake(DecoderSet.Auto, out var decoder));
        foreach (var line in File.ReadLines(Path.Combine(folder, "cases.jsonl")))
        {
            using var entry = JsonDocument.Parse(line);
            var id = entry.RootElement.GetProperty("rule_id").GetString()!;
            var engine = new RuleEngine(RuleSet.Compile([(id, File.ReadAllText(Path.Combine(folder, entry.RootElement.GetProperty("rule").GetString()!)))]));
            var found = 0;
            foreach (var sample in File.ReadLines(Path.Combine(folder, entry.RootElement.GetProperty(form).GetString()!)))
            {
                var e = new Lines().At(0, sample);
                var header = SyslogHeader.Read(Encoding.UTF8.GetBytes(sample), Lines.Start, TimeZoneInfo.Utc);
                if (decoder.TryDecode(header.Message, header, e) && engine.Feed(e.Event).Count > 0) found++;
            }

            if (found < entry.RootElement.GetProperty("expected_matches").GetInt32()) missed.Add($"{id}: {found}");
        }

        Assert.Empty(missed);
    }

    [Theory]
    [InlineData("structured_windows", 150)]
    [InlineData("cisco_syslog", 500)]
    [InlineData("match_heavy", 150)]
    public void TheWholePublicSetAgreesWithThePeerLineByLine(string lane, int lines)
    {
        var folder = Conformance.Folder("sigma");
        if (folder is null) Assert.Skip("needs the public Sigma rules in ../shared/conformance/sigma");

        var set = WholeSet.Value;
        var engine = new RuleEngine(set);
        var peer = Read(folder, $"{lane}.routing.matches.tsv.gz").ToDictionary(
            l => int.Parse(l.Split('\t')[0], CultureInfo.InvariantCulture), l => l.Split('\t')[1].Split(',', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).ToArray());
        var compared = 0;
        var differing = new List<string>();
        foreach (var (text, i) in Read(folder, $"{lane}.ndjson.gz").Take(lines).Select((l, i) => (l, i)))
        {
            var ours = Run(engine, text, out var source).Select(f => f.Detector).Order(StringComparer.Ordinal).ToArray();
            // The peer lets a rule see events whose log source leaves out what the rule states; Ward does not.
            var theirs = peer.GetValueOrDefault(i, []).Where(id => set.Compiled.Single(r => r.Facts.Detector == id).LooksAt(source)).ToArray();
            compared += theirs.Length;
            if (!ours.SequenceEqual(theirs)) differing.Add($"{i}: ours {string.Join(' ', ours.Except(theirs))}; theirs {string.Join(' ', theirs.Except(ours))}");
        }

        Assert.Empty(differing);
        Assert.True(compared > 10, $"Only {compared} verdicts compared.");
    }

    private static IEnumerable<string> Read(string folder, string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(folder, "lanes", file)), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line) yield return line;
    }

    private static List<Finding> Run(RuleEngine engine, string json, out LogSource source)
    {
        using var document = JsonDocument.Parse(json);
        var e = new Lines().At(0, json);
        source = LogSource.None;
        foreach (var property in document.RootElement.EnumerateObject())
        {
            var value = property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString()! : property.Value.GetRawText();
            if (property.Value.ValueKind == JsonValueKind.Null) continue;
            source = property.Name switch
            {
                "product" => source with { Product = value },
                "category" => source with { Category = value },
                "service" => source with { Service = value },
                _ => source,
            };
            if (property.Name is not ("product" or "category" or "service")) e.SetUnmapped(Encoding.UTF8.GetBytes(property.Name), Encoding.UTF8.GetBytes(value));
        }

        return engine.Feed(e.Is(EventClass.Base, 0, 0, source).Event);
    }
}
