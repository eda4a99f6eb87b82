namespace Ward.Server.Application.Views;

/// <summary>What one feed says of a value, of a network around it, or of a parent of it.</summary>
/// <param name="Confidence">As the feed has it, 0 to 100.</param>
/// <param name="Now">After decay.</param>
public sealed record IntelMentionView(
    string Feed, string Reliability, string Value, int Confidence, int Now, string? Tlp, string? Pap, DateTimeOffset FirstSeen, DateTimeOffset? ValidUntil, string Label, bool MayBlock, string Reason);
