namespace Ward.Ingest.Search.Language;

/// <summary>A figure over a group. Values that are no numbers do not count in sum, min, max and avg; where there is none, there is no figure.</summary>
/// <param name="Of">Null for the count of events.</param>
public sealed record Measure(MeasureKind Kind, FieldName? Of)
{
    public override string ToString() => Of is null ? Word(Kind) : $"{Word(Kind)}({Of})";

    internal static string Word(MeasureKind kind) => kind switch
    {
        MeasureKind.Count => "count",
        MeasureKind.Distinct => "dcount",
        MeasureKind.Sum => "sum",
        MeasureKind.Least => "min",
        MeasureKind.Most => "max",
        MeasureKind.Mean => "avg",
        _ => throw new InvalidOperationException($"Unknown measure {kind}."),
    };
}
