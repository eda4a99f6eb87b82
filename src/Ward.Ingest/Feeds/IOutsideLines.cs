namespace Ward.Ingest.Feeds;

/// <summary>Where an outside client's lines go.</summary>
public interface IOutsideLines
{
    /// <summary>For each source of the feed (a partition, say) the position of its last durable line.</summary>
    IReadOnlyDictionary<string, string> Positions { get; }

    /// <summary>Completes when every line is durable and the feed's rate allows more; waits while the disk is full. Lines may be reused afterwards.</summary>
    Task Keep(IReadOnlyList<OutsideLine> lines, CancellationToken stop);

    /// <summary>Says what is wrong now, or null that nothing is.</summary>
    void Trouble(string? now);
}
