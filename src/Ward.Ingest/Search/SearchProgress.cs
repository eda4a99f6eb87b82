namespace Ward.Ingest.Search;

/// <summary>How far a search is.</summary>
/// <param name="SegmentsDone">Looked at or passed over.</param>
/// <param name="SegmentsTotal">In the time asked for.</param>
/// <param name="SegmentsSkipped">Of those done: passed over because their token filter rules them out.</param>
/// <param name="EventsScanned">Events in what was looked at.</param>
/// <param name="Found">Rows that fit so far.</param>
public sealed record SearchProgress(int SegmentsDone, int SegmentsTotal, int SegmentsSkipped, long EventsScanned, long Found);
