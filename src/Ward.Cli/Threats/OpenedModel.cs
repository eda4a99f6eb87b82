using Ward.City;
using Ward.Govern.Risk;
using Ward.Govern.ThreatModel;
using Ward.Govern.ThreatModel.Systems;

namespace Ward.Cli.Threats;

/// <summary>A file as a threat model.</summary>
/// <param name="Format">What the file is, in words.</param>
/// <param name="Own">Risks that its authors named themselves.</param>
/// <param name="Tracking">What was decided about risks in the file itself.</param>
/// <param name="City">The city, where the file is one.</param>
internal sealed record OpenedModel(string Format, SystemModel Model, IReadOnlyList<Finding> Own, IReadOnlyList<TrackingRule> Tracking, CityModel? City);
