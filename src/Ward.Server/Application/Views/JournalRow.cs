namespace Ward.Server.Application.Views;

/// <summary>One line of the journal.</summary>
/// <param name="Kind">plan or audit.</param>
/// <param name="Sequence">Of the audit record; null for a transition.</param>
/// <param name="Hash">Of the audit record's chain; null for a transition.</param>
public sealed record JournalRow(
    DateTimeOffset At, string Kind, string Actor, string Act, string Subject, string Words, long? Sequence, string? Hash);
