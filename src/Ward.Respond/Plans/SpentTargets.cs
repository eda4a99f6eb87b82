using Ward.Govern.Mandates;

namespace Ward.Respond.Plans;

/// <summary>Targets that one plan put in force, at the moment of its lease, under one of the mandates that it rests on; what blast budgets count.</summary>
public sealed record SpentTargets(MandateId Mandate, DateTimeOffset At, int Targets);
