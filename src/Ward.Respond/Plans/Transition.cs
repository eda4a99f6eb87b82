namespace Ward.Respond.Plans;

public sealed record Transition(PlanState To, DateTimeOffset At, string By, string Reason);
