namespace Ward.Server.Application.Views;

/// <summary>A person's verdict on an incident.</summary>
/// <param name="Kind">truePositive, falsePositive or benign.</param>
public sealed record JudgementView(string Kind, string By, DateTimeOffset At, string Note);
