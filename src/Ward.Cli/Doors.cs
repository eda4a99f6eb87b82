using Ward.Cli.Benchmarks;
using Ward.Cli.Scenarios;
using Ward.Cli.Switch;

namespace Ward.Cli;

/// <summary>What the composition puts behind the command line. A command whose door is closed is not offered.</summary>
/// <param name="Player">Plays a scenario through the whole house; null where it is not built in.</param>
/// <param name="Release">Ends everything in force without a server; null where it is not built in.</param>
/// <param name="Benchmarks">By name.</param>
internal sealed record Doors(IScenarioPlayer? Player, IOfflineRelease? Release, IReadOnlyList<IBenchmark> Benchmarks)
{
    /// <summary>This program's own.</summary>
    public static Doors Built { get; } = new(new HousePlayer(), new AgentRelease(TimeProvider.System), 
    [
        new CityBenchmark(),
        new SourceBenchmark("decode", "Lines a second and core that every decoder reads, by itself and through the automatic choice; and what it allocates", "--only", "--growth"),
        new RulesBenchmark(),
        new SourceBenchmark("correlate", "Events a second and core through each kind of correlation at 1, 1,000 and 1,000,000 groups; and what a group weighs", "--only"),
        new SourceBenchmark("choice", "Forecast and prescription on generated cities of 1k to 100k graph nodes"),
        new SourceBenchmark("predict", "Forecasts scored on simulated attackers who are not the forecast's: Brier, ECE, recall, hours, the popularity baseline beside them; and how long a forecast takes", "--campaigns", "--cities", "--only"),
        new SourceBenchmark("prescribe", "The optimiser on generated cities of 1k to 100k states: cold, after new evidence, proof, gap, the greedy plan beside it", "--nodes", "--tolerated", "--seeds", "--kind", "--greedy-up-to"),
        new SourceBenchmark("store", "Events stored and searched, five million unless --events says otherwise: rate, room, times", "--events", "--folder"),
        new SourceBenchmark("indicators", "Look-ups a second and core in sets of 1 and 10 million indicators; memory; what the filter lets through", "--counts"),
        new SourceBenchmark("stix", "A bundle of a million STIX 2.1 indicators taken in", "--indicators"),
        new SourceBenchmark("agent", "What the collecting agent costs its machine: resident memory, CPU when idle and under load; needs five minutes and root", "--idle", "--rate"),
        new SourceBenchmark("ingest", "From loopback sockets into journal, detection and store: rate, delay until searchable, and a minute of overload", "--events", "--rate", "--overload", "--only"),
        new SourceBenchmark("reflex", "From log line to dropped connection, beside fail2ban and CrowdSec; needs root and their packages", "--attacks", "--only", "--row"),
    ]);
}
