namespace Ward.Standards.Otm;

/// <param name="Trust">0 (anybody's) to 100; null where not rated.</param>
/// <param name="Parent">Id of the zone that contains it, or null.</param>
public sealed record OtmZone(string Id, string Name, string? Type, double? Trust, string? Parent);
