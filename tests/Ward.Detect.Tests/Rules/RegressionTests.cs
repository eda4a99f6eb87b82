using System.Text;
using System.Text.Json;
using Ward.Detect.Findings;
using Ward.Detect.Rules;
using Ward.Ingest;
using Ward.Ingest.Decoders;

namespace Ward.Detect.Tests.Rules;

public sealed class RegressionTests
{
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

    private static List<Finding> Run(RuleEngine engine, string json, out LogSource source)
    {
        var line = PublicEvent.Read(json);
        source = line.Source;
        return engine.Feed(line.On(new Lines()));
    }
}
