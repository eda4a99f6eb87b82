using Ward.Ingest.Feeds;

namespace Ward.Ingest;

/// <summary>The first chapter: every feed of the city, as one ordered stream of events.</summary>
public interface IIngest
{
    /// <summary>
    /// Events in journal order from where the last snapshot stood, then as they come.
    /// The event handed out is pooled: it is valid until the next one is asked for. Whoever keeps something copies it.
    /// </summary>
    IAsyncEnumerable<Event> Listen(CancellationToken stop);

    /// <summary>Every feed with its counts, as of now. Thread-safe.</summary>
    IReadOnlyList<FeedStatus> Feeds { get; }
}
