namespace Ward.Ingest.Search.Language;

public enum MeasureKind
{
    Count,
    /// <summary>How many different values there are, to about 5 in 100.</summary>
    Distinct,
    Sum,
    Least,
    Most,
    Mean,
}
