using Microsoft.Extensions.Logging;
using Ward.Detect.Rules;
using Ward.Ingest;
using Ward.Ingest.Journal;

namespace Ward.Scenarios;

/// <summary>Plays a recorded day through the whole house: real journal, decoders, detection, choice and response; only the elements are rehearsed.</summary>
public static class ScenarioPlayer
{
    /// <param name="rules">The rules that come with Ward and those of the scenario.</param>
    /// <param name="stores">Empty stores.</param>
    /// <param name="journal">An empty journal.</param>
    public static Task<ScenarioRun> Play(Scenario scenario, RuleSet rules, Stores stores, IJournal journal, ILoggerFactory logs, CancellationToken stop) =>
        Play(scenario, rules, stores, journal, logs, chapters => chapters, stop);

    internal static async Task<ScenarioRun> Play(
        Scenario scenario, RuleSet rules, Stores stores, IJournal journal, ILoggerFactory logs, Func<Chapters, Chapters> with, CancellationToken stop)
    {
        var clock = new ScenarioClock(scenario.Start);
        var rehearsal = new Rehearsal(scenario.City, clock);
        await using var house = new House(new Ground(scenario.City, scenario.Mandates, rules, scenario.Response), stores, rehearsal, clock, logs);
        var ingestion = new Ingestion(scenario.City.Id, [.. scenario.Feeds.Select(f => f.Options)], journal, 0,
            address => scenario.City.AssetAt(address)?.Id, new IngestOptions { ZoneAt = address => scenario.City.InnerZoneOf(address)?.Id.Value }, clock, logs.CreateLogger<Ingestion>());
        var feeds = new ScenarioFeeds(scenario, ingestion, journal, clock);
        await feeds.Record(stop).ConfigureAwait(false);
        await house.Run(with(new Chapters(feeds, house.Detect, house.Predict, house.Prescribe, house.Respond, house.Learn)), stop).ConfigureAwait(false);
        var plans = await house.Respond.Plans(scenario.City.Id, int.MaxValue, stop).ConfigureAwait(false);
        await house.Learn.CatchUp(plans, stop).ConfigureAwait(false);
        var records = await house.Learn.Latest(scenario.City.Id, int.MaxValue, stop).ConfigureAwait(false);
        var run = new ScenarioRun(feeds.Lines, [.. records.Reverse()], [.. plans.Reverse()], rehearsal.Applied, []);
        return run with { Misses = ScenarioJudge.Judge(scenario, run) };
    }
}
