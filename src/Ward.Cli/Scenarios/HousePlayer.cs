using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Ward.Configuration;
using Ward.Learn.AfterAction;
using Ward.Respond.Plans;
using Ward.Scenarios;
using Ward.Storage.Embedded;

namespace Ward.Cli.Scenarios;

/// <summary>Plays a scenario with the real stores in a temporary folder that is removed afterwards.</summary>
internal sealed class HousePlayer : IScenarioPlayer
{
    public async Task<ScenarioOutcome> Play(Scenario scenario, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("ward-replay-").FullName;
        try
        {
            await using var store = SqliteStore.Open(folder);
            await using var journal = new JournalLog(new JournalOptions { Folder = Path.Combine(folder, "journal") });
            var stores = new Stores(store.Snapshots, store.Plans, store.AfterActions, store.Audit);
            var run = await ScenarioPlayer.Play(scenario, ShippedContent.Rules(scenario.RuleFolders), stores, journal, NullLoggerFactory.Instance, stop).ConfigureAwait(false);
            return new ScenarioOutcome(run.Lines, [.. run.Records.SelectMany(Tell)], [.. run.Plans.Where(p => p.Actions.Count + p.ManualSteps.Count > 0).Select(Tell)], run.Misses);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<string> Tell(AfterActionRecord record)
    {
        yield return $"{record.Incident.Title} ({record.Incident.Severity})";
        foreach (var path in record.Forecast.Paths.Take(3))
            yield return string.Create(CultureInfo.InvariantCulture, $"  foreseen: {path.Probability:P0} to {path.Goal}, about {path.Hours:0.#} h: {path.Words}");
    }

    private static string Tell(Plan plan)
    {
        var prescription = plan.Prescription;
        return string.Create(CultureInfo.InvariantCulture,
            $"{string.Join(", ", prescription.Measures.Select(m => m.Key.Replace('|', ' ')))}: {plan.State}; cost {prescription.Cost.Total:0.#}, {prescription.Cost.People} people touched, {prescription.Proof.Status}; {plan.History[^1].Reason}");
    }
}
