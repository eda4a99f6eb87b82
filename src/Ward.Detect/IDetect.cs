using Ward.Detect.Incidents;
using Ward.Ingest;

namespace Ward.Detect;

/// <summary>The second chapter: rules, baselines and correlation over one stream of events; findings joined into incidents.</summary>
public interface IDetect
{
    /// <summary>
    /// Incidents as they open and grow; one that grows comes again with the next revision.
    /// State and offset are snapshotted together, so a restart repeats nothing and forgets nothing.
    /// </summary>
    IAsyncEnumerable<Incident> Weigh(IAsyncEnumerable<Event> events, CancellationToken stop);

    /// <summary>
    /// Says that the story of this revision is told and kept. A snapshot never passes an incident that is not settled,
    /// so a crash before this tells it again. Thread-safe.
    /// </summary>
    void Settle(Incident incident);
}
