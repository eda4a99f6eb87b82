using System.Diagnostics;
using System.Globalization;
using Ward.Configuration;
using Ward.Detect.Findings;
using Ward.Detect.Hunts;
using Ward.Ingest.Search;
using Ward.Ingest.Search.Language;

namespace Ward.Benchmarks.Store;

/// <summary>How fast a hunt goes over what is stored: reading, rebuilding events, and the rules that come with Ward.</summary>
internal static class HuntMeasure
{
    public static async Task<Row> Run(IEventStore store, TimeRange time, string head)
    {
        var rules = ShippedContent.Rules([]);
        var hunt = new Hunt([new RuleAnalytic(rules)], time, store, new Nowhere(), TimeProvider.System, new HuntOptions { MostFindings = 10_000_000 });
        var (clock, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        await hunt.Run(_ => ValueTask.CompletedTask, CancellationToken.None);
        var work = (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / hunt.Progress.Done;
        return new Row("hunt, the rules that come with Ward", "Ward", hunt.Progress.Done / clock.Elapsed.TotalSeconds, "events/s",
            string.Create(CultureInfo.InvariantCulture, $"{head}; {hunt.Progress.Done} events, {rules.Rules.Count} rules, {rules.Correlations.Count} correlations, {hunt.Progress.Findings} findings; {work:0.0} us of work an event, all cores"));
    }

    private sealed class Nowhere : IHuntNotes
    {
        public ValueTask Save(HuntCheckpoint checkpoint, IReadOnlyList<Finding> since, CancellationToken stop) => ValueTask.CompletedTask;
    }
}
