namespace Ward.Ingest.Search.Language;

/// <summary>By what events are grouped.</summary>
public abstract record GroupKey
{
    private GroupKey() { }

    /// <summary>By the field's value, as written; events without it are a group of their own.</summary>
    public sealed record Field(FieldName Name) : GroupKey
    {
        public override string ToString() => Name.Written;
    }

    /// <summary>By pieces of time of this width, counted from 1970 UTC.</summary>
    public sealed record Time(TimeSpan Width) : GroupKey
    {
        public override string ToString() => $"time({Span.Print(Width)})";
    }
}
