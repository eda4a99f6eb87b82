namespace Ward.Ingest.Feeds;

/// <summary>A line that no decoder understood.</summary>
/// <param name="At">When Ward took it, UTC.</param>
/// <param name="Text">Its beginning; hostile text.</param>
/// <param name="Alike">How many lines before it differ from it in numbers alone, as far as their beginnings tell.</param>
public sealed record MissedLine(DateTimeOffset At, string Text, long Alike);
