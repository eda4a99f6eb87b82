using System.Globalization;
using System.IO.Compression;
using Ward.Detect;
using Ward.Detect.Findings;
using Ward.Detect.Rules;
using Ward.Ingest;

namespace Ward.Cli.Benchmarks;

/// <summary>
/// What another engine found in the events of a lane, line by line, as it lies beside them (<c>NAME.default.matches.tsv.gz</c> without routing by
/// log source, <c>NAME.routing.matches.tsv.gz</c> or <c>NAME.peer-verdicts.tsv.gz</c> with it): number of the line from 0, tab, ids of rules between commas.
/// A peer is no truth: each rule on which the two differ is named, with the number of events, so that somebody can look at it.
/// </summary>
internal sealed class PeerVerdicts
{
    private readonly Dictionary<long, HashSet<string>> byLine = [];

    private PeerVerdicts(string file, bool routed)
    {
        IsRouted = routed;
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            if (tab < 0 || !long.TryParse(line.AsSpan(0, tab), NumberStyles.None, CultureInfo.InvariantCulture, out var at))
                throw new IOException($"{file}, line {number}: expected the number of an event, a tab and ids of rules between commas");
            byLine[at] = [.. line[(tab + 1)..].Split(',', StringSplitOptions.RemoveEmptyEntries)];
        }
    }

    /// <summary>True where the peer lets a rule see the events of its log source only.</summary>
    public bool IsRouted { get; }

    /// <summary>Those that lie beside the file of events.</summary>
    public static IEnumerable<PeerVerdicts> Beside(string events, string lane)
    {
        var folder = Path.GetDirectoryName(events) ?? ".";
        foreach (var (end, routed) in ((string, bool)[])[(".default.matches.tsv.gz", false), (".routing.matches.tsv.gz", true), (".peer-verdicts.tsv.gz", true)])
            if (Path.Combine(folder, lane + end) is var file && File.Exists(file)) yield return new PeerVerdicts(file, routed);
    }

    /// <summary>The events on which both say the same, and each rule that one of the two alone found.</summary>
    public IEnumerable<BenchmarkRow> Compare(RuleSet set, string lane, IReadOnlyList<Event> events, IReadOnlyDictionary<string, string> conditions)
    {
        var engine = new RuleEngine(set, new RuleEngineOptions { IgnoresLogSource = !IsRouted });
        var findings = new List<Finding>();
        var (alike, ours, theirs) = (0, new SortedDictionary<string, int>(StringComparer.Ordinal), new SortedDictionary<string, int>(StringComparer.Ordinal));
        foreach (var e in events)
        {
            findings.Clear();
            engine.Evaluate(e, findings);
            var found = findings.Select(f => f.Detector).ToHashSet(StringComparer.Ordinal);
            var said = byLine.GetValueOrDefault(e.Offset, []);
            if (found.SetEquals(said)) alike++;
            foreach (var id in found.Except(said)) ours[id] = ours.GetValueOrDefault(id) + 1;
            foreach (var id in said.Except(found)) theirs[id] = theirs.GetValueOrDefault(id) + 1;
        }

        var name = $"{lane}.peer-{(IsRouted ? "routed" : "unrouted")}";
        yield return new BenchmarkRow($"{name}.alike", alike, "events", conditions);
        foreach (var (id, count) in ours) yield return Row("ours-alone", id, count);
        foreach (var (id, count) in theirs) yield return Row("peer-alone", id, count);

        BenchmarkRow Row(string side, string id, int count) =>
            new($"{name}.{side}", count, "events", new Dictionary<string, string>(conditions) { ["rule"] = $"{id} {set.Rules.FirstOrDefault(r => r.Header.Key == id)?.Header.Title}" });
    }
}
