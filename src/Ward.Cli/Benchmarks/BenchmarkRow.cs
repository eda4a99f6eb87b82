namespace Ward.Cli.Benchmarks;

/// <summary>One figure, in a shape that a script can compare.</summary>
/// <param name="Value">Null where it was not measured; the conditions then say why.</param>
/// <param name="Unit">ms, events/s, MB …</param>
/// <param name="Conditions">What it depends on: rules, events, threads, machine.</param>
internal sealed record BenchmarkRow(string Name, double? Value, string Unit, IReadOnlyDictionary<string, string> Conditions);
