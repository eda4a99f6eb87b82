namespace Ward.Detect.Rules;

/// <summary>What one correlation holds and could not weigh, since its state began.</summary>
/// <param name="Detector">The correlation's id, as its findings carry it.</param>
/// <param name="Waits">True where it is judged only when the watermark has passed.</param>
/// <param name="Groups">Groups remembered now.</param>
/// <param name="Bytes">What they weigh, by account.</param>
public sealed record CorrelationCounts(
    string Detector, string Title, bool Waits, int Groups, long Bytes, long Late, long WithoutGroup, long WithoutValue, long Evicted, long Compacted, long Shortened, long Revised);
