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
    private const string Keyword = "a keyword stands in the line, in the name of a field: we seek keywords in the whole line, the peer in values alone";
    private const string LogSourceLeftOut = "the event does not say the part of the log source that the rule states; the peer lets such a rule look, Ward does not";
    private const string RegistryEvent = "the category registry_event takes in registry_delete by Sigma's taxonomy; the peer compares the names";
    private const string Windash = "windash: a known error of the peer";

    /// <summary>Why the peer, or we, alone find something; a rule that is not here must be found by both or by neither.</summary>
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["unrouted: we 9705a6a1-6db6-4a16-a987-15b7151e299b"] = Keyword, // Cisco Discovery: 'dir', in CurrentDirectory
        ["unrouted: we 6d844f0f-1c18-41af-8f19-33e7654edfc3"] = Keyword, // Cisco Local Accounts: 'username', in userName
        ["routed: peer 78bc5783-81d9-4d73-ac97-59f6db4f72a8"] = LogSourceLeftOut, // Relevant Anti-Virus Signature Keywords In Application Log: service application
        ["routed: peer d84c0ded-edd7-4123-80ed-348bb3ccc4d5"] = LogSourceLeftOut, // Suspicious SQL Query: category database
        ["routed: peer e2b5163d-7deb-4566-9af3-40afea6858c3"] = LogSourceLeftOut, // Certificate Private Key Acquired: service capi2
        ["routed: we 152f3630-77c1-4284-bcc0-4cc68ab2f6e7"] = RegistryEvent, // Shell Open Registry Keys Manipulation
        ["routed: we a54f842a-3713-4b45-8c84-5f136fdebd3c"] = RegistryEvent, // New PortProxy Registry Entry Added
        ["routed: we b3503044-60ce-4bf4-bbcb-e3db98788823"] = RegistryEvent, // DLL Load via LSASS
        ["routed: we 4a0b2c7e-7cb2-495d-8b63-5f268e7bfd67"] = Windash, // Renamed ProcDump Execution
        ["routed: we 7c9340a9-e2ee-4e43-94c5-c54ebbea1006"] = Windash, // File And SubFolder Enumeration Via Dir Command
    };

    /// <summary>Every line instead of a sample: WARD_LANES=all, for the long run.</summary>
    private static readonly bool WholeLanes = Environment.GetEnvironmentVariable("WARD_LANES") == "all";

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
        foreach (var line in WholeLanes ? all : Enumerable.Range(0, lines).Select(_ => all[chance.Next(all.Count)]))
        {
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
        var (set, mode) = (WholeSet.Value, routing == "default" ? "unrouted" : "routed");
        var engine = new RuleEngine(set, new RuleEngineOptions { IgnoresLogSource = mode == "unrouted" });
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
            foreach (var id in ours.Except(theirs).Where(id => !Known.ContainsKey($"{mode}: we {id}"))) unexplained.Add($"{mode}: we {id} // {Title(set, id)}");
            foreach (var id in theirs.Except(ours).Where(id => !Known.ContainsKey($"{mode}: peer {id}"))) unexplained.Add($"{mode}: peer {id} // {Title(set, id)}");
        }

        Assert.True(unexplained.Count == 0, string.Join('\n', unexplained));
        Assert.True(compared > 0 || lane.EndsWith("no_match", StringComparison.Ordinal) || routing == "routing", "Nothing was compared.");
    }

    private static string Title(RuleSet set, string id) => set.Rules.FirstOrDefault(r => r.Header.Key == id)?.Header.Title ?? "no rule of the set";

    /// <summary>A tenth of the lines of a lane, in their order; all of a shorter file.</summary>
    private static IEnumerable<(string Line, int Number)> Sample(IEnumerable<string> lines)
    {
        var chance = new Random(20261129);
        var all = lines.Select((line, number) => (line, number)).ToList();
        return all.Count < 5000 ? all : all.Where(_ => chance.Next(10) == 0);
    }

    private static IEnumerable<string> Read(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(Conformance.Folder("sigma")!, file)), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line) yield return line;
    }
}
