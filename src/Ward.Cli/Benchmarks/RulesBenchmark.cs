using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Ward.Configuration;
using Ward.Detect.Findings;
using Ward.Detect.Rules;
using Ward.Ingest;

namespace Ward.Cli.Benchmarks;

/// <summary>
/// Rules against events, with the full findings made: events a second of processor time on one thread, beside the naive scan of the
/// same rules. Processor time, since wall-clock time on a shared machine tells of its neighbours.
/// </summary>
/// <param name="seconds">Of processor time for each figure, at least.</param>
internal sealed class RulesBenchmark(double seconds = 3) : IBenchmark
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public string Name => "rules";

    public string Description => "Sigma rules over events, with full findings: rules RULES EVENTS (flat JSON lines, .gz too, or a folder of such files)";

    public IReadOnlyList<string> Options => [];

    public bool TakesMore => true;

    public Task<IReadOnlyList<BenchmarkRow>> Run(TimeProvider clock, IReadOnlyList<string> arguments, CancellationToken stop)
    {
        if (arguments.Count < 2) throw new IOException("this benchmark needs rules and events: ward bench rules RULES EVENTS");
        return Task.Run<IReadOnlyList<BenchmarkRow>>(() => [.. Measure(arguments[0], [.. arguments.Skip(1).SelectMany(Files)], stop)], stop);
    }

    private IEnumerable<BenchmarkRow> Measure(string rules, IReadOnlyList<string> files, CancellationToken stop)
    {
        var machine = $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSArchitecture}, .NET {Environment.Version}";
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var began = Now;
        var set = new RuleReading([rules], RuleSettings.Default).Compile();
        var load = (Now - began).TotalSeconds;
        var held = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1048576.0;
        var conditions = new Dictionary<string, string> { ["rules"] = rules, ["machine"] = machine };
        yield return new BenchmarkRow("rules.loaded", set.Rules.Count, "rules", conditions);
        yield return new BenchmarkRow("rules.refused", set.Errors.Count, "errors", conditions);
        yield return new BenchmarkRow("rules.load", load, "CPU s", conditions);
        yield return new BenchmarkRow("rules.memory", held, "MB", conditions);
        foreach (var file in files)
        {
            stop.ThrowIfCancellationRequested();
            foreach (var row in Measure(set, file, machine, stop)) yield return row;
        }

        yield return new BenchmarkRow("process.peak", Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0, "MB", conditions);
    }

    private IEnumerable<BenchmarkRow> Measure(RuleSet set, string file, string machine, CancellationToken stop)
    {
        var lines = FlatEvents.Lines(file);
        var source = new FlatEvents();
        var events = new List<Event>();
        for (var i = 0; i < lines.Count; i++)
        {
            var builder = new EventBuilder();
            if (source.TryRead(lines[i], i, Start.AddMilliseconds(i), builder)) events.Add(builder.Event);
        }

        var name = Path.GetFileName(file).Split('.')[0];
        var conditions = new Dictionary<string, string> { ["events"] = events.Count.ToString(CultureInfo.InvariantCulture), ["unread"] = (lines.Count - events.Count).ToString(CultureInfo.InvariantCulture), ["threads"] = "1", ["machine"] = machine };
        if (events.Count == 0) yield break;

        var engine = new RuleEngine(set);
        var findings = new List<Finding>();
        var found = 0L;
        foreach (var e in events) One(engine, e);
        found = 0;
        var rounds = 0;
        var began = Now;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        do
        {
            foreach (var e in events) One(engine, e);
            rounds++;
        }
        while ((Now - began).TotalSeconds < seconds);
        var each = (Now - began).TotalSeconds / rounds / events.Count;
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)rounds / events.Count;
        var speaking = found / (double)rounds;
        yield return new BenchmarkRow($"{name}.engine", 1 / each, "events/CPU s", conditions);

        var whole = new EventBuilder();
        (rounds, began) = (0, Now);
        do
        {
            for (var i = 0; i < lines.Count; i++)
                if (source.TryRead(lines[i], i, Start.AddMilliseconds(i), whole)) One(engine, whole.Event);
            rounds++;
        }
        while ((Now - began).TotalSeconds < seconds);
        yield return new BenchmarkRow($"{name}.read-and-engine", lines.Count * (double)rounds / (Now - began).TotalSeconds, "events/CPU s", conditions);

        var scan = new RuleScan(set);
        var scanned = new List<Finding>();
        var differences = 0;
        scan.Evaluate(events[0], scanned);
        (var spent, var fresh) = (TimeSpan.Zero, new RuleEngine(set));
        foreach (var e in events)
        {
            stop.ThrowIfCancellationRequested();
            scanned.Clear();
            began = Now;
            scan.Evaluate(e, scanned);
            spent += Now - began;
            One(fresh, e);
            if (!findings.Select(f => f.Id).SequenceEqual(scanned.Select(f => f.Id))) differences++;
        }

        var naive = spent.TotalSeconds / events.Count;
        yield return new BenchmarkRow($"{name}.naive", 1 / naive, "events/CPU s", conditions);
        yield return new BenchmarkRow($"{name}.differences", differences, "events", conditions);
        yield return new BenchmarkRow($"{name}.times-naive", naive / each, "times", conditions);
        yield return new BenchmarkRow($"{name}.findings", speaking, "findings", conditions);
        yield return new BenchmarkRow($"{name}.allocated", bytes, "B/event", conditions);

        void One(RuleEngine asked, Event e)
        {
            findings.Clear();
            asked.Evaluate(e, findings);
            found += findings.Count;
        }
    }

    private static TimeSpan Now => Environment.CpuUsage.TotalTime;

    private static IEnumerable<string> Files(string path) => Directory.Exists(path)
        ? Directory.EnumerateFiles(path).Where(f => f.Contains(".ndjson", StringComparison.Ordinal) || f.Contains(".jsonl", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        : [path];
}
