namespace Ward.City.Merging;

/// <summary>Where a value of the merged city comes from.</summary>
/// <param name="Id">Of the thing in the merged city.</param>
/// <param name="From">The source that counted; 'assumed' where none said and a value was needed.</param>
public sealed record FieldTrace(CityPart Part, string Id, string Field, string Value, Provenance From);
