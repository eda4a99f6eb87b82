namespace Ward.City.Merging;

/// <summary>Sources that differ, whose word was taken, and what the others said.</summary>
public sealed record MergeConflict(CityPart Part, string Id, string Field, string Taken, Provenance TakenFrom, string Other, Provenance OtherFrom)
{
    public override string ToString() => $"{Part.ToString().ToLowerInvariant()} {Id}: {Field} is \"{Taken}\" by {TakenFrom.Source} ({TakenFrom.File}), \"{Other}\" by {OtherFrom.Source} ({OtherFrom.File}); the first is taken";
}
