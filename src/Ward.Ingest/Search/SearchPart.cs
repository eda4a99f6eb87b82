namespace Ward.Ingest.Search;

/// <summary>A piece of an answer.</summary>
public abstract record SearchPart
{
    private SearchPart() { }

    /// <summary>An event that fits.</summary>
    public sealed record Row(FoundEvent Event) : SearchPart;

    /// <summary>A group of a summary: its keys, then its figures, in the order of the summary's columns. Null where a field or a figure is missing.</summary>
    public sealed record Group(IReadOnlyList<object?> Values) : SearchPart;

    public sealed record Progress(SearchProgress Now) : SearchPart;

    /// <summary>The end of a complete answer.</summary>
    /// <param name="Cut">True where there may be more rows than the limit.</param>
    public sealed record Done(SearchProgress Total, bool Cut) : SearchPart;
}
