using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Ward.City;
using Ward.Detect.Findings;
using Ward.Detect.Rules;
using Ward.Detect.Tests.Rules;
using Ward.Ingest;
using Ward.Ingest.Journal;

namespace Ward.Detect.Tests.Correlation;

/// <summary>Material of others: every correlation document in it loads, and what it says of its events agrees with counting anew.</summary>
public sealed class LaneTests
{
    private const string Skipped = "the conformance material is not here";

    [Fact]
    public void EveryCorrelationOfTheConformanceMaterialLoads()
    {
        var folder = Conformance.Folder("sigma");
        Assert.SkipWhen(folder is null, Skipped);
        var seen = 0;
        foreach (var file in Directory.EnumerateFiles(folder!, "*.yml", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(file);
            if (!text.Split('\n').Any(line => line.TrimEnd() == "correlation:")) continue;
            var set = RuleSet.Compile([(Path.GetFileName(file), text)]);
            Assert.Empty(set.Errors);
            seen += set.Correlations.Count;
        }

        Assert.True(seen >= 4, $"{seen} correlations");
    }

    [Fact]
    public void TheCorrelationLaneIsJudgedAsByCountingAnew()
    {
        var folder = Conformance.Folder("sigma", "lanes");
        Assert.SkipWhen(folder is null, Skipped);
        var engine = new RuleEngine(RuleSet.Compile([("lane.yml", File.ReadAllText(Path.Combine(folder!, "correlation.yml")))]));
        var told = new List<Finding>();
        var rows = new List<Dictionary<string, string>>();
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(folder!, "correlation.ndjson.gz")), CompressionMode.Decompress));
        var builder = new EventBuilder();
        while (reader.ReadLine() is { } line)
        {
            var fields = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(line)!.ToDictionary(f => f.Key, f => f.Value.ToString());
            rows.Add(fields);
            // The lane has no time of its own: a line each hundredth of a second.
            var at = Lines.Start.AddMilliseconds(rows.Count * 10);
            var e = builder.Begin(new Arrival(new CityId("c"), new FeedId("lane"), rows.Count, at, Assurance.Session, null, null, Encoding.UTF8.GetBytes(line), false))
                .At(at).Is(EventClass.Base, 0, 0, new LogSource(fields["category"], fields["product"], "")).Proven(true);
            foreach (var (name, value) in fields) e.SetUnmapped(Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(value));
            engine.Evaluate(e.Event, told);
        }

        bool Failed(Dictionary<string, string> f) => f["EventType"] == "authentication_failure";
        AssertSame("perf-auth-failure-user-burst", "User", w => w.Count(Failed) >= 4);
        AssertSame("perf-auth-source-fanout", "Computer", w => w.Where(Failed).Select(f => f["SourceIP"]).Distinct().Count() >= 10);
        AssertSame("perf-auth-egress-volume", "Computer", w => w.Where(Failed).Sum(f => long.Parse(f["BytesOut"], System.Globalization.CultureInfo.InvariantCulture)) > 50_000);
        AssertSame("perf-auth-failure-then-success", "User", w => w.FindIndex(f => Failed(f)) is var first and >= 0 && w.FindLastIndex(f => f["EventType"] == "authentication_success") > first);

        void AssertSame(string detector, string groupBy, Func<List<Dictionary<string, string>>, bool> holds)
        {
            // The whole lane lies within one timespan of 5 min, so a group speaks once: with the first line at which it holds.
            var expected = new Dictionary<string, long>();
            var groups = new Dictionary<string, List<Dictionary<string, string>>>();
            for (var i = 0; i < rows.Count; i++)
            {
                var key = rows[i][groupBy];
                if (!groups.TryGetValue(key, out var group)) groups[key] = group = [];
                group.Add(rows[i]);
                if (!expected.ContainsKey(key) && holds(group)) expected[key] = i + 1;
            }

            var found = told.Where(f => f.Detector == detector).ToDictionary(f => f.Explanation.Fields[0].Value, f => f.Offset);
            Assert.True(expected.Count > 0);
            Assert.Equal(expected.OrderBy(x => x.Key), found.OrderBy(x => x.Key));
        }
    }
}
