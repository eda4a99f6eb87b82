using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Ward.Configuration;
using Ward.Detect;
using Ward.Detect.Findings;
using Ward.Detect.Rules;
using Ward.Ingest;

namespace Ward.Cli.Benchmarks;

/// <summary>
/// Rules against events, with the full findings made: events a second of processor time on one thread, beside the naive scan of the
/// same rules. Processor time, since wall-clock time on a shared machine tells of its neighbours; it counts what the runtime does beside.
/// </summary>
/// <param name="seconds">Of processor time for each figure, at least.</param>
internal sealed class RulesBenchmark(double seconds = 3) : IBenchmark
{
    private const string Grow = "--grow";

    /// <summary>The best of so many counts: neighbours on the machine only ever take away.</summary>
    private const int Rounds = 5;
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string Machine = $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSArchitecture}, .NET {Environment.Version}";

    public string Name => "rules";

    public string Description => "Sigma rules over events, with full findings: rules RULES EVENTS (JSON lines, .gz too, or a folder of such files); --grow: with ten times the rules too";

    public IReadOnlyList<string> Options => [Grow];

    public bool TakesMore => true;

    public Task<IReadOnlyList<BenchmarkRow>> Run(TimeProvider clock, IReadOnlyList<string> arguments, CancellationToken stop)
    {
        var paths = arguments.Where(a => a != Grow).ToList();
        if (paths.Count < 2) throw new IOException("this benchmark needs rules and events: ward bench rules RULES EVENTS");
        return Task.Run<IReadOnlyList<BenchmarkRow>>(() => [.. Measure(paths[0], [.. paths.Skip(1).SelectMany(Files)], arguments.Contains(Grow), stop)], stop);
    }

    private IEnumerable<BenchmarkRow> Measure(string rules, IReadOnlyList<string> files, bool grow, CancellationToken stop)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var began = Now;
        var reading = new RuleReading([rules], RuleSettings.Default);
        var set = reading.Compile();
        var load = (Now - began).TotalSeconds;
        var held = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1048576.0;
        var conditions = new Dictionary<string, string> { ["rules"] = rules, ["machine"] = Machine };
        yield return new BenchmarkRow("rules.loaded", set.Rules.Count, "rules", conditions);
        yield return new BenchmarkRow("rules.refused", set.Errors.Count, "errors", conditions);
        yield return new BenchmarkRow("rules.load", load, "CPU s", conditions);
        yield return new BenchmarkRow("rules.memory", held, "MB", conditions);
        yield return new BenchmarkRow("rules.resident", Environment.WorkingSet / 1048576.0, "MB", conditions);
        var lanes = files.Select(f => Lane.Read(f, Start)).Where(l => l.Events.Count > 0).ToList();
        var rates = new List<double>();
        foreach (var lane in lanes)
        {
            stop.ThrowIfCancellationRequested();
            // A lane may bring rules of its own, such as correlations that only its events satisfy.
            var own = lane.Rules is { } beside ? RuleSet.Compile([.. reading.Texts.Files.Select(f => (f.Name, f.Text)), (beside, File.ReadAllText(beside))]) : set;
            foreach (var row in Measure(own, lane, rates, stop)) yield return row;
        }

        yield return new BenchmarkRow("process.peak", Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0, "MB", conditions);
        if (!grow) yield break;
        var many = RuleSet.Compile(RuleCopies.Of(reading.Texts.Files, 10));
        conditions = new Dictionary<string, string> { ["rules"] = $"{rules} and nine copies with other letters in their values", ["machine"] = Machine };
        yield return new BenchmarkRow("grown.loaded", many.Rules.Count, "rules", conditions);
        for (var i = 0; i < lanes.Count; i++)
        {
            stop.ThrowIfCancellationRequested();
            var rate = Rate(new RuleEngine(many), lanes[i], out _, out _);
            yield return new BenchmarkRow($"{lanes[i].Name}.grown", rate, "events/CPU s", lanes[i].Conditions);
            yield return new BenchmarkRow($"{lanes[i].Name}.growth", rates[i] / rate, "times the cost", lanes[i].Conditions);
        }
    }

    private IEnumerable<BenchmarkRow> Measure(RuleSet set, Lane lane, List<double> rates, CancellationToken stop)
    {
        var rate = Rate(new RuleEngine(set), lane, out var found, out var bytes);
        rates.Add(rate);
        yield return new BenchmarkRow($"{lane.Name}.unread", lane.Lines.Count - lane.Events.Count, "lines", lane.Conditions);
        yield return new BenchmarkRow($"{lane.Name}.engine", rate, "events/CPU s", lane.Conditions);
        yield return new BenchmarkRow($"{lane.Name}.findings", found, "findings", lane.Conditions);
        yield return new BenchmarkRow($"{lane.Name}.allocated", bytes, "B/event", lane.Conditions);
        yield return new BenchmarkRow($"{lane.Name}.unrouted", Rate(new RuleEngine(set, new RuleEngineOptions { IgnoresLogSource = true }), lane, out found, out _), "events/CPU s", lane.Conditions);
        yield return new BenchmarkRow($"{lane.Name}.unrouted-findings", found, "findings", lane.Conditions);
        yield return new BenchmarkRow($"{lane.Name}.first-sight", FirstSight(set, lane), "events/CPU s", lane.Conditions);
        yield return new BenchmarkRow($"{lane.Name}.read-and-engine", WithReading(set, lane), "events/CPU s", lane.Conditions);

        var differences = 0;
        var naive = Compare(set, lane, everywhere: false, stop, ref differences);
        yield return new BenchmarkRow($"{lane.Name}.naive", 1 / naive, "events/CPU s", lane.Conditions);
        yield return new BenchmarkRow($"{lane.Name}.times-naive", naive * rate, "times", lane.Conditions);
        Compare(set, lane, everywhere: true, stop, ref differences);
        yield return new BenchmarkRow($"{lane.Name}.differences", differences, "events", lane.Conditions);
        if (lane.Peers.Count == 0) yield return new BenchmarkRow($"{lane.Name}.peers", 0, "verdicts of others beside it", lane.Conditions);
        foreach (var peer in lane.Peers)
            foreach (var row in peer.Compare(set, lane.Name, lane.Events, lane.Conditions)) yield return row;
        yield return new BenchmarkRow($"{lane.Name}.p99", P99(new RuleEngine(set), lane), "us by the clock", lane.Conditions);
    }

    private double Rate(RuleEngine engine, Lane lane, out double found, out double bytes)
    {
        var findings = new List<Finding>();
        // The runtime compiles what is used most in steps, and meanwhile.
        for (var began = Now; (Now - began).TotalSeconds < seconds / 2;) Pass(engine, lane.Events, findings);
        var (all, passes, best, allocated) = (0L, 0, 0.0, GC.GetAllocatedBytesForCurrentThread());
        for (var round = 0; round < Rounds; round++)
        {
            var (before, start) = (passes, Now);
            do
            {
                all += Pass(engine, lane.Events, findings);
                passes++;
            }
            while ((Now - start).TotalSeconds < seconds / Rounds);
            best = Math.Max(best, (passes - before) * lane.Events.Count / (Now - start).TotalSeconds);
        }

        bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)passes / lane.Events.Count;
        found = all / (double)passes;
        return best;
    }

    /// <summary>Engines that have seen nothing, for whom no value comes again but within the lane itself.</summary>
    private double FirstSight(RuleSet set, Lane lane)
    {
        var findings = new List<Finding>();
        var (spent, rounds) = (TimeSpan.Zero, 0);
        for (; spent.TotalSeconds < seconds / 2; rounds++)
        {
            var engine = new RuleEngine(set);
            // What finds the rules is built when the first event of a log source comes.
            foreach (var first in lane.Events.DistinctBy(e => e.LogSource)) engine.Evaluate(first, findings);
            var start = Now;
            Pass(engine, lane.Events, findings);
            spent += Now - start;
        }

        return lane.Events.Count * (double)rounds / spent.TotalSeconds;
    }

    private double WithReading(RuleSet set, Lane lane)
    {
        var (engine, source, whole, findings) = (new RuleEngine(set), new FlatEvents(), new EventBuilder(), new List<Finding>());
        var (rounds, began) = (0, Now);
        do
        {
            for (var i = 0; i < lane.Lines.Count; i++)
            {
                if (!source.TryRead(lane.Lines[i], i, Start.AddMilliseconds(i), whole)) continue;
                findings.Clear();
                engine.Evaluate(whole.Event, findings);
            }

            rounds++;
        }
        while ((Now - began).TotalSeconds < seconds);
        return lane.Lines.Count * (double)rounds / (Now - began).TotalSeconds;
    }

    /// <summary>Processor time of the naive scan, s an event; counts the events on which it finds something else, or otherwise explained.</summary>
    private static double Compare(RuleSet set, Lane lane, bool everywhere, CancellationToken stop, ref int differences)
    {
        var (scan, engine) = (new RuleScan(set, everywhere), new RuleEngine(set, new RuleEngineOptions { IgnoresLogSource = everywhere }));
        var (scanned, findings) = (new List<Finding>(), new List<Finding>());
        // What correlations say rests on more than one event; the tests count that anew.
        var rules = set.Rules.Select(r => r.Header.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var first in lane.Events.DistinctBy(e => e.LogSource)) scan.Evaluate(first, scanned);
        var spent = TimeSpan.Zero;
        foreach (var e in lane.Events)
        {
            stop.ThrowIfCancellationRequested();
            scanned.Clear();
            findings.Clear();
            var began = Now;
            scan.Evaluate(e, scanned);
            spent += Now - began;
            engine.Evaluate(e, findings);
            if (!findings.Where(f => rules.Contains(f.Detector)).Select(Shown).SequenceEqual(scanned.Select(Shown))) differences++;
        }

        return spent.TotalSeconds / lane.Events.Count;

        static string Shown(Finding f) => $"{f.Id} {string.Join(' ', f.Explanation.Fields)}";
    }

    private static double P99(RuleEngine engine, Lane lane)
    {
        var findings = new List<Finding>();
        Pass(engine, lane.Events, findings);
        var taken = new List<long>(lane.Events.Count);
        foreach (var e in lane.Events)
        {
            findings.Clear();
            var began = Stopwatch.GetTimestamp();
            engine.Evaluate(e, findings);
            taken.Add(Stopwatch.GetTimestamp() - began);
        }

        taken.Sort();
        return taken[(int)(taken.Count * 0.99)] * 1e6 / Stopwatch.Frequency;
    }

    private static int Pass(RuleEngine engine, List<Event> events, List<Finding> findings)
    {
        var found = 0;
        foreach (var e in events)
        {
            findings.Clear();
            engine.Evaluate(e, findings);
            found += findings.Count;
        }

        return found;
    }

    private static TimeSpan Now => Environment.CpuUsage.TotalTime;

    private static IEnumerable<string> Files(string path) => Directory.Exists(path)
        ? Directory.EnumerateFiles(path).Where(f => f.Contains(".ndjson", StringComparison.Ordinal) || f.Contains(".jsonl", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        : [path];

    private sealed record Lane(string Name, List<byte[]> Lines, List<Event> Events, IReadOnlyList<PeerVerdicts> Peers, string? Rules, IReadOnlyDictionary<string, string> Conditions)
    {
        internal static Lane Read(string file, DateTimeOffset start)
        {
            var lines = FlatEvents.Lines(file);
            var source = new FlatEvents();
            var events = new List<Event>();
            for (var i = 0; i < lines.Count; i++)
            {
                var builder = new EventBuilder();
                if (source.TryRead(lines[i], i, start.AddMilliseconds(i), builder)) events.Add(builder.Event);
            }

            var name = Path.GetFileName(file).Split('.')[0];
            return new Lane(name, lines, events, [.. PeerVerdicts.Beside(file, name)], Beside(file, name), new Dictionary<string, string>
            {
                ["events"] = events.Count.ToString(CultureInfo.InvariantCulture),
                ["unread"] = (lines.Count - events.Count).ToString(CultureInfo.InvariantCulture),
                ["threads"] = "1",
                ["machine"] = Machine,
            });
        }

        /// <summary>The rules of the lane's own, NAME.yml; null where there are none.</summary>
        private static string? Beside(string file, string name) => Path.Combine(Path.GetDirectoryName(file) ?? ".", name + ".yml") is var rules && File.Exists(rules) ? rules : null;
    }
}
