using System.Runtime.CompilerServices;
using Ward.Ingest;
using Ward.Ingest.Feeds;
using Ward.Ingest.Journal;

namespace Ward.Scenarios;

/// <summary>Plays a scenario's lines through the real journal and decoders, moving the clock to each line's time, and ends with the last line.</summary>
internal sealed class ScenarioFeeds(Scenario scenario, Ingestion ingestion, IJournal journal, ScenarioClock clock) : IIngest
{
    private const int Batch = 512;

    /// <summary>Lines of the scenario.</summary>
    public long Lines { get; private set; }

    public IReadOnlyList<FeedStatus> Feeds => ingestion.Feeds;

    /// <summary>Puts every line into the journal, as it would have arrived.</summary>
    public async Task Record(CancellationToken stop)
    {
        var assurance = scenario.Feeds.ToDictionary(f => f.Options.Id, f => f.Assurance);
        foreach (var chunk in scenario.Lines().Chunk(Batch))
        {
            await journal.Append([.. chunk.Select(l => new Arrival(scenario.City.Id, l.Feed, 0, l.Received, assurance[l.Feed], null, null, l.Line, Cut: false))], stop).ConfigureAwait(false);
            Lines += chunk.Length;
        }
    }

    public async IAsyncEnumerable<Event> Listen([EnumeratorCancellation] CancellationToken stop)
    {
        var left = Lines;
        if (left == 0) yield break;
        await foreach (var e in ingestion.Listen(stop).ConfigureAwait(false))
        {
            clock.MoveTo(e.Received);
            yield return e;
            if (--left == 0) yield break;
        }
    }
}
