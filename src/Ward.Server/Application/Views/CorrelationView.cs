namespace Ward.Server.Application.Views;

/// <summary>What one correlation holds and could not weigh, since its state began.</summary>
/// <param name="Waits">True where it is judged only when the watermark has passed.</param>
/// <param name="Groups">Groups remembered now.</param>
/// <param name="Bytes">What they weigh.</param>
/// <param name="Evicted">Groups given up for lack of room: it is partly blind while this grows.</param>
public sealed record CorrelationView(
    string Detector, string Title, bool Waits, int Groups, long Bytes, long Late, long WithoutGroup, long WithoutValue, long Evicted, long Compacted, long Shortened, long Revised);
