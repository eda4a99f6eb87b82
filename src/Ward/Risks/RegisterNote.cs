using Ward.Govern.Risk;
using Ward.Govern.ThreatModel;

namespace Ward.Risks;

/// <summary>One change of a city's risk register, as it is remembered.</summary>
/// <param name="At">UTC.</param>
/// <param name="CityVersion">The version of the city with which it was seen.</param>
/// <param name="Id">Of the risk; "" where it stands for the other changes of one reckoning.</param>
/// <param name="Words">What is at risk.</param>
/// <param name="Before">Null for a new risk.</param>
/// <param name="After">Null for one that is gone.</param>
/// <param name="Why">What had to do with it, in words; never empty.</param>
public sealed record RegisterNote(DateTimeOffset At, string CityVersion, RiskChangeKind Kind, string Id, string Words, Severity? Before, Severity? After, IReadOnlyList<string> Why);
