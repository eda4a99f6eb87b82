namespace Ward.Govern.Mandates;

/// <summary>Above any of these, 'act' becomes 'ask'.</summary>
/// <param name="TargetsPerPlan">Targets (addresses, flows, accounts, hosts) in one plan, 1 or more.</param>
/// <param name="TargetsPerTenMinutes">Targets put in force in any ten minutes.</param>
/// <param name="TargetsPerDay">Targets put in force in any 24 hours.</param>
/// <param name="PeoplePerPlan">Citizens whose service a plan may degrade.</param>
public sealed record BlastBudget(int TargetsPerPlan, int TargetsPerTenMinutes, int TargetsPerDay, long PeoplePerPlan);
