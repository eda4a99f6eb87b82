namespace Ward.Server.Application.Views;

/// <param name="At">When Ward took it.</param>
/// <param name="Line">At most 512 characters; hostile text.</param>
/// <param name="Alike">How many lines before it differ from it in numbers alone.</param>
public sealed record MissedLineView(DateTimeOffset At, string Line, long Alike);
