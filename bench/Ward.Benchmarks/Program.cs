using System.Globalization;
using System.Text.Json;
using Ward.Benchmarks;
using Ward.Benchmarks.Endpoint;
using Ward.Benchmarks.Correlate;
using Ward.Benchmarks.Indicators;
using Ward.Benchmarks.Ingest;
using Ward.Benchmarks.Predict;
using Ward.Benchmarks.Prescribe;
using Ward.Benchmarks.Reflex;
using Ward.Benchmarks.Store;

if (args is ["city-yaml", var nodes])
{
    Console.Write(LargeCity.Yaml(int.Parse(nodes, CultureInfo.InvariantCulture)));
    return 0;
}

var json = args.Contains("--json");
var measured = args switch
{
    ["choice", .. var rest] => ChoiceBenchmark.Run([.. rest.Where(r => r != "--json")]),
    ["prescribe", .. var rest] => PrescribeBenchmark.Run(
        [.. (Option(rest, "--nodes") ?? "1000,10000,100000").Split(',').Select(n => int.Parse(n, CultureInfo.InvariantCulture))],
        [.. (Option(rest, "--tolerated") ?? "0.05,0.02,0.005").Split(',').Select(t => double.Parse(t, CultureInfo.InvariantCulture))],
        int.Parse(Option(rest, "--seeds") ?? "5", CultureInfo.InvariantCulture), Option(rest, "--kind") ?? "both",
        int.Parse(Option(rest, "--greedy-up-to") ?? "100000", CultureInfo.InvariantCulture)),
    ["predict", .. var rest] => PredictBenchmark.Run(int.Parse(Option(rest, "--campaigns") ?? "600", CultureInfo.InvariantCulture), int.Parse(Option(rest, "--cities") ?? "3", CultureInfo.InvariantCulture), Option(rest, "--only")),
    ["reflex", .. var rest] => ReflexBenchmark.Run(int.Parse(Option(rest, "--attacks") ?? "200", CultureInfo.InvariantCulture), Option(rest, "--only"), Option(rest, "--row")),
    ["decode", .. var rest] when rest.Contains("--growth") => GrowthBenchmark.Run(Option(rest, "--only")),
    ["decode", .. var rest] => DecodeBenchmark.Run(Option(rest, "--only")),
    ["correlate", .. var rest] => CorrelateBenchmark.Run(Option(rest, "--only")),
    ["store", .. var rest] => StoreBenchmark.Run(long.Parse(Option(rest, "--events") ?? "5000000", CultureInfo.InvariantCulture), Option(rest, "--folder"), rest.Contains("--keep")),
    ["indicators", .. var rest] => IndicatorBenchmark.Run([.. (Option(rest, "--counts") ?? "1000000,10000000").Split(',').Select(c => int.Parse(c, CultureInfo.InvariantCulture))]),
    ["stix", .. var rest] => StixBenchmark.Run(int.Parse(Option(rest, "--indicators") ?? "1000000", CultureInfo.InvariantCulture)),
    ["agent", .. var rest] => AgentBenchmark.Run(int.Parse(Option(rest, "--idle") ?? "120", CultureInfo.InvariantCulture), int.Parse(Option(rest, "--rate") ?? "1000", CultureInfo.InvariantCulture)),
    ["ingest", .. var rest] => IngestBenchmark.Run(
        long.Parse(Option(rest, "--events") ?? "3000000", CultureInfo.InvariantCulture), Option(rest, "--rate") is { } rate ? int.Parse(rate, CultureInfo.InvariantCulture) : null,
        int.Parse(Option(rest, "--overload") ?? "60", CultureInfo.InvariantCulture), Option(rest, "--only"), Option(rest, "--rules") is { } more ? [more] : []),
    _ => null,
};
if (measured is null)
{
    Console.Error.WriteLine("usage: choice [graph nodes ...] [--json] | prescribe [--nodes N,N] [--tolerated P,P] [--seeds N] [--kind easy|hard|both] [--greedy-up-to NODES] [--json] | predict [--campaigns N] [--cities N] [--only score|time] [--json] | reflex [--attacks N] [--only NAME] [--row TEXT] [--json] | decode [--only NAME] [--growth] [--json] | correlate [--only TYPE] [--json] | store [--events N] [--folder PATH] [--keep] [--json] | ingest [--events N] [--rate N] [--overload SECONDS] [--only WORD] [--rules PATH] [--json] | agent [--idle SECONDS] [--rate LINES_PER_SECOND] [--json] | indicators [--counts N,N] [--json] | stix [--indicators N] [--json] | city-yaml NODES");
    return 2;
}

var rows = new List<Row>();
foreach (var row in measured)
{
    rows.Add(row);
    if (!json) Console.WriteLine($"{row.Name,-28} {row.Subject,-9} {row.Shown,13}  {row.Conditions}");
}

if (json) Console.WriteLine(JsonSerializer.Serialize(rows.Select(r => new { name = $"{r.Subject}: {r.Name}", value = r.Finite, unit = r.Unit, conditions = r.Conditions })));
return 0;

static string? Option(string[] arguments, string name) =>
    Array.IndexOf(arguments, name) is var at and >= 0 && at + 1 < arguments.Length ? arguments[at + 1] : null;
