namespace Ward.Learn.Feedback;

/// <summary>A person's verdict on an incident.</summary>
public sealed record Judgement(JudgementKind Kind, string By, DateTimeOffset At, string Note);
