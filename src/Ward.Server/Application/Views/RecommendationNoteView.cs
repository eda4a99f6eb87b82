namespace Ward.Server.Application.Views;

/// <param name="By">Who decided it; ward for what the city shows.</param>
/// <param name="Words">The end of a sentence that begins with whoever it was, or with the recommendation.</param>
public sealed record RecommendationNoteView(DateTimeOffset At, string By, string Words);
