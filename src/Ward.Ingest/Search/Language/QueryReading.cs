namespace Ward.Ingest.Search.Language;

/// <summary>What came of reading a query.</summary>
public abstract record QueryReading
{
    private QueryReading() { }

    public sealed record Read(Query Query) : QueryReading;

    public sealed record Refused(QueryError Error) : QueryReading;
}
