namespace Ward.Ingest.Feeds;

/// <summary>Which time stands for a line's own: what it says, or when Ward took it.</summary>
public enum FeedClock
{
    /// <summary>What the line says where that is near its receipt (<see cref="IngestOptions.ClockAhead"/>, <see cref="IngestOptions.ClockBehind"/>), else the receipt.</summary>
    Auto,
    /// <summary>What the line says, however long ago: for recordings of old days. What lies ahead of the receipt is still not believed.</summary>
    Source,
    /// <summary>The receipt, whatever the line says: for senders without a clock.</summary>
    Received,
}
