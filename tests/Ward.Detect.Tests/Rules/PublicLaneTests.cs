using System.Globalization;
using System.IO.Compression;
using Ward.Detect.Findings;
using Ward.Detect.Rules;

namespace Ward.Detect.Tests.Rules;

/// <summary>
/// The whole public set over every public lane and the EVTX events: the engine against <see cref="FullScan"/>, which shares none of its code, and against another
/// engine's verdicts, of which nothing is left out. Where the two engines differ is listed here, each with its reason.
/// </summary>
public sealed class PublicLaneTests
{
    /// <summary>Why the peer, or we, alone find something; a rule that is not here must be found by both or by neither.</summary>
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        [""] = "",
    };

    private static readonly Lazy<RuleSet> WholeSet = new(() => RuleSet.Compile(
        Directory.EnumerateFiles(Conformance.Folder("sigma", "rules")!, "*.yml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(f => (Path.GetFileName(f), File.ReadAllText(f)))));

    [Theory]
    [InlineData("lanes/structured_windows.ndjson.gz", 20)]
    [InlineData("lanes/raw_windows.ndjson.gz", 20)]
    [InlineData("lanes/cisco_syslog.ndjson.gz", 60)]
    [InlineData("lanes/mixed_schema.ndjson.gz", 60)]
    [InlineData("lanes/match_heavy.ndjson.gz", 20)]
    [InlineData("lanes/low_match.ndjson.gz", 20)]
    [InlineData("lanes/no_match.ndjson.gz", 100)]
    [InlineData("lanes/correlation.ndjson.gz", 100)]
    [InlineData("lanes/sysmon_file_event.ndjson.gz", 60)]
    [InlineData("evtx-attack/even.flat.jsonl.gz", 100)]
    public void TheEngineAgreesWithTheFullScanOnASampleOfEveryLane(string file, int lines)
    {
        Assert.SkipWhen(Conformance.Folder("sigma") is null, "needs the public Sigma material in ../shared/conformance/sigma");
        var (engine, all) = (new RuleEngine(WholeSet.Value), Read(file).Select(PublicEvent.Read).ToList());
        var chance = new Random(20261129);
        for (var i = 0; i < lines; i++)
        {
            var line = all[chance.Next(all.Count)];
            var fields = line.Fields;
            string[] expected = [.. WholeSet.Value.Rules.Where(r => FullScan.Matches(r, line.Source, fields, line.Line)).Select(r => r.Header.Key).Order(StringComparer.Ordinal)];
            string[] ours = [.. engine.Feed(line.On(new Lines())).Select(f => f.Detector).Order(StringComparer.Ordinal)];
            Assert.True(expected.SequenceEqual(ours), $"the scan alone: {string.Join(' ', expected.Except(ours))}; the engine alone: {string.Join(' ', ours.Except(expected))}; {line.Line}");
        }
    }

    [Theory]
    [InlineData("lanes/structured_windows", "default")]
    [InlineData("lanes/structured_windows", "routing")]
    [InlineData("lanes/raw_windows", "default")]
    [InlineData("lanes/raw_windows", "routing")]
    [InlineData("lanes/cisco_syslog", "default")]
    [InlineData("lanes/cisco_syslog", "routing")]
    [InlineData("lanes/mixed_schema", "default")]
    [InlineData("lanes/mixed_schema", "routing")]
    [InlineData("lanes/match_heavy", "default")]
    [InlineData("lanes/match_heavy", "routing")]
    [InlineData("lanes/no_match", "default")]
    [InlineData("lanes/no_match", "routing")]
    [InlineData("lanes/sysmon_file_event", "default")]
    [InlineData("lanes/sysmon_file_event", "routing")]
    [InlineData("evtx-attack/even", "")]
    public void EveryDifferenceFromThePeerHasItsReason(string lane, string routing)
    {
        Assert.SkipWhen(Conformance.Folder("sigma") is null, "needs the public Sigma material in ../shared/conformance/sigma");
        var set = WholeSet.Value;
        var engine = new RuleEngine(set, new RuleEngineOptions { IgnoresLogSource = routing == "default" });
        var peer = Read(routing.Length == 0 ? $"{lane}.peer-verdicts.tsv.gz" : $"{lane}.{routing}.matches.tsv.gz").ToDictionary(
            l => int.Parse(l.Split('\t')[0], CultureInfo.InvariantCulture), l => l.Split('\t')[1].Split(',', StringSplitOptions.RemoveEmptyEntries));
        var (compared, unexplained, findings) = (0, new SortedSet<string>(StringComparer.Ordinal), new List<Finding>());
        foreach (var (text, i) in Sample(Read(routing.Length == 0 ? $"{lane}.flat.jsonl.gz" : $"{lane}.ndjson.gz")))
        {
            var line = PublicEvent.Read(text);
            findings.Clear();
            engine.Evaluate(line.On(new Lines()), findings);
            var (ours, theirs) = (findings.Select(f => f.Detector).ToHashSet(StringComparer.Ordinal), peer.GetValueOrDefault(i, []).ToHashSet(StringComparer.Ordinal));
            compared += theirs.Count;
            foreach (var id in ours.Except(theirs).Where(id => !Known.ContainsKey($"we {id}"))) unexplained.Add($"[\"we {id}\"] = \"\", // {Title(set, id)}");
            foreach (var id in theirs.Except(ours).Where(id => !Known.ContainsKey($"peer {id}"))) unexplained.Add($"[\"peer {id}\"] = \"\", // {Title(set, id)}");
        }

        Assert.True(unexplained.Count == 0, string.Join('\n', unexplained));
        Assert.True(compared > 0 || lane.EndsWith("no_match", StringComparison.Ordinal) || routing == "routing", "Nothing was compared.");
    }

    private static string Title(RuleSet set, string id) => set.Rules.FirstOrDefault(r => r.Header.Key == id)?.Header.Title ?? "no rule of the set";

    /// <summary>A fifth of the lines of a lane, in their order; all of a shorter file.</summary>
    private static IEnumerable<(string Line, int Number)> Sample(IEnumerable<string> lines)
    {
        var chance = new Random(20261129);
        var all = lines.Select((line, number) => (line, number)).ToList();
        return all.Count < 5000 ? all : all.Where(_ => chance.Next(5) == 0);
    }

    private static IEnumerable<string> Read(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(Conformance.Folder("sigma")!, file)), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line) yield return line;
    }
}
