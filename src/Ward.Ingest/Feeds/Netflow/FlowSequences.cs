namespace Ward.Ingest.Feeds.Netflow;

/// <summary>
/// What each exporter's own count says is missing: NetFlow 5 and IPFIX count flow records (RFC 7011 section 3.1), NetFlow 9 export packets (RFC 3954
/// section 5.1). A count that goes back is an exporter begun anew or a datagram that came late, and says nothing. Bounded, since exporters can be forged:
/// when too many are known, all are forgotten. Not thread-safe.
/// </summary>
internal sealed class FlowSequences
{
    /// <summary>Exporters that are followed at once.</summary>
    public const int MostExporters = 4096;

    /// <summary>A gap beyond it is another count, not a loss.</summary>
    public const uint LargestGap = 1_000_000;

    private readonly Dictionary<Exporter, uint> next = [];
    private long missed;

    /// <summary>What was found missing since the last time this was asked.</summary>
    public long TakeMissed()
    {
        var found = missed;
        missed = 0;
        return found;
    }

    /// <summary>A datagram with this number came.</summary>
    /// <param name="counted">What it adds to the exporter's count; null where nobody can tell, and the next one begins anew.</param>
    public void Came(Exporter from, uint sequence, uint? counted)
    {
        if (next.TryGetValue(from, out var expected) && unchecked(sequence - expected) is var gap and <= LargestGap) missed += gap;
        if (next.Count >= MostExporters && !next.ContainsKey(from)) next.Clear();
        if (counted is { } more) next[from] = unchecked(sequence + more);
        else next.Remove(from);
    }
}
