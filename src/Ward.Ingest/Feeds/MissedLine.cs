namespace Ward.Ingest.Feeds;

/// <summary>A line that no decoder understood.</summary>
/// <param name="At">When Ward took it, UTC.</param>
/// <param name="Text">Its beginning; hostile text.</param>
public sealed record MissedLine(DateTimeOffset At, string Text);
