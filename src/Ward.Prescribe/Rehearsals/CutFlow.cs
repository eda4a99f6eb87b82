using Ward.City;
using Ward.Prescribe.Measures;

namespace Ward.Prescribe.Rehearsals;

/// <summary>A conversation that a plan would have cut.</summary>
/// <param name="By">The first measure of the plan that cuts it.</param>
/// <param name="Services">Services that need the flow to which it belongs; empty where none does, or no flow of the city explains it.</param>
public sealed record CutFlow(ObservedFlow Flow, Measure By, IReadOnlyList<ServiceId> Services, bool IsCritical);
