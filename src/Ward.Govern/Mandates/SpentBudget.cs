namespace Ward.Govern.Mandates;

/// <summary>Targets that were put in force under a mandate in the last ten minutes and the last 24 hours.</summary>
public sealed record SpentBudget(int LastTenMinutes, int LastDay);
