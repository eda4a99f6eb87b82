using System.Globalization;
using Ward.Detect;
using Ward.Detect.Findings;
using Ward.Detect.Rules;

namespace Ward.Benchmarks.Correlate;

/// <summary>
/// How many events a second one core takes through each kind of correlation, with one group, a thousand and a million, and what a group weighs.
/// The work of making the event and matching its rule is measured beside it, by a correlation that finds no group, and taken off. Synthetic.
/// </summary>
internal static class CorrelateBenchmark
{
    private const int SpanSeconds = 60;

    private static readonly (string Name, string Body)[] Kinds =
    [
        ("event_count", "type: event_count\n  rules: [a]\n  condition:\n    gte: 100000"),
        ("value_count", "type: value_count\n  rules: [a]\n  condition:\n    field: v\n    gte: 5000"),
        ("value_sum", "type: value_sum\n  rules: [a]\n  condition:\n    field: n\n    gt: 1e15"),
        ("value_avg", "type: value_avg\n  rules: [a]\n  condition:\n    field: n\n    gt: 1e15"),
        ("value_median", "type: value_median\n  rules: [a]\n  condition:\n    field: n\n    gt: 1e15"),
        ("value_percentile", "type: value_percentile\n  rules: [a]\n  condition:\n    field: n\n    percentile: 99\n    gt: 1e15"),
        ("temporal", "type: temporal\n  rules: [a, b]"),
        ("temporal_ordered", "type: temporal_ordered\n  rules: [a, b]"),
        ("temporal, absence", "type: temporal\n  rules: [a, b]\n  condition: b and not a"),
        ("event_count, upper bound", "type: event_count\n  rules: [a]\n  condition:\n    lt: 1"),
    ];

    internal static IEnumerable<Row> Run(string? only)
    {
        foreach (var (name, body) in Kinds)
        {
            if (only is not null && !name.Contains(only, StringComparison.Ordinal)) continue;
            foreach (var groups in (int[])[1, 1_000, 1_000_000])
                foreach (var row in Measure(name, body, new Load(groups, PerWindow: 20, Distinct: 1_800, Disorder: false))) yield return row;
        }

        foreach (var (name, body) in Kinds)
        {
            if (only is not null && !name.Contains(only, StringComparison.Ordinal)) continue;
            foreach (var row in Measure($"{name}, 10,000 events a window", body, new Load(1, PerWindow: 10_000, Distinct: 1_800, Disorder: false))) yield return row;
            foreach (var row in Measure($"{name}, every second event up to 5 s late", body, new Load(1_000, PerWindow: 20, Distinct: 1_800, Disorder: true))) yield return row;
        }
    }

    private static IEnumerable<Row> Measure(string name, string body, Load load)
    {
        var control = Rate(body.Replace("rules:", "group-by: [missing]\n  rules:", StringComparison.Ordinal), load, out _, out _);
        var rate = Rate(body.Replace("rules:", "group-by: [g]\n  rules:", StringComparison.Ordinal), load, out var weight, out var engine);
        var counts = engine.Counts;
        var own = 1 / Math.Max(1e-12, (1 / rate) - (1 / control));
        var conditions = string.Create(CultureInfo.InvariantCulture,
            $"{load.Groups:N0} groups, {load.Events:N0} events, {SpanSeconds} s windows, lateness 5 min; one thread, CPU time; {counts.Compacted} windows compacted, {counts.Evicted} groups given up, {counts.Late} late");
        yield return new Row($"correlate {name}", "Ward", rate, "events/s/core", conditions);
        yield return new Row($"correlate {name}, beyond the match", "Ward", own, "events/s/core", string.Create(CultureInfo.InvariantCulture, $"{conditions}; match alone {control:N0} events/s"));
        if (load.Groups > 1) yield return new Row($"memory of a group, {name}", "Ward", weight, "bytes", string.Create(CultureInfo.InvariantCulture, $"{counts.Groups:N0} groups alive; {(double)counts.Bytes / Math.Max(1, counts.Groups):0} by account"));
    }

    private static double Rate(string body, Load load, out double weight, out RuleEngine engine)
    {
        var set = RuleSet.Compile([("bench.yml", $"{Rule("a")}---\n{Rule("b")}---\ntitle: Measured\nid: measured\ncorrelation:\n  timespan: {SpanSeconds}s\n  {body}\n")]);
        if (set.Errors.Count > 0) throw new InvalidOperationException(set.Errors[0].ToString());
        var events = new MadeEvents(load, SpanSeconds);
        engine = new RuleEngine(set, new RuleEngineOptions { MaxGroups = 10_000_000, MaxGroupsInAll = 10_000_000, MaxBytes = 1L << 33, MaxBytesInAll = 1L << 33 });
        var findings = new List<Finding>();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        // The first part compiles and fills the table.
        var warm = Math.Min(load.Events / 4, Math.Max(load.Groups, 200_000));
        for (var i = 0; i < warm; i++) engine.Evaluate(events.Next(), findings);
        var start = Environment.CpuUsage.TotalTime;
        for (var i = warm; i < load.Events; i++) engine.Evaluate(events.Next(), findings);
        var used = Environment.CpuUsage.TotalTime - start;
        weight = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Math.Max(1, engine.Counts.Groups);
        if (findings.Count > 0) throw new InvalidOperationException("The bound was meant never to be met.");
        return (load.Events - warm) / used.TotalSeconds;
    }

    private static string Rule(string name) => $"title: {name}\nname: {name}\nlogsource:\n  service: made\ndetection:\n  s:\n    k: {name}\n  condition: s\n";
}
