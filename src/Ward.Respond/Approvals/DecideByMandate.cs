using Ward.Govern.Mandates;

namespace Ward.Respond.Approvals;

/// <summary>What the mandates say of a change now. Joined to the city's mandates by the composition; must be quick and must not block.</summary>
/// <param name="spent">What was put in force under a mandate in the last ten minutes and 24 hours.</param>
/// <param name="heldBack">True where the kill switch or the circuit breaker holds automatic action back.</param>
public delegate Permission DecideByMandate(ChangeRequest request, Func<MandateId, SpentBudget> spent, DateTimeOffset now, bool heldBack);
