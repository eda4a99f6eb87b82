using Ward.City;
using Ward.Govern.Mandates;

namespace Ward.Scenarios;

/// <param name="Target">Address, flow, account or asset, as the measure names it.</param>
/// <param name="Element">Which element carries it out; null for any, or for a person.</param>
/// <param name="Stage">How far the plan that holds it came at least.</param>
public sealed record ExpectedMeasure(ActionClass Class, string Target, ElementId? Element, ExpectedStage Stage);
