namespace Ward.Govern.ThreatModel.Systems;

/// <summary>One thing that a model says: a field of an element.</summary>
/// <param name="Element">Id of an asset, link, boundary, runtime or data asset.</param>
/// <param name="Value">As a person would write it; ids of other elements separated by ', '.</param>
public sealed record Fact(string Element, string Field, string Value);
