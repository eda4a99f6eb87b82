namespace Ward.Ingest.Search.Language;

/// <summary>How rows are ordered.</summary>
/// <param name="Column">For events a field's name or "time"; for a summary one of its columns.</param>
public sealed record Order(string Column, bool Descending)
{
    public override string ToString() => Column + (Descending ? " desc" : " asc");
}
