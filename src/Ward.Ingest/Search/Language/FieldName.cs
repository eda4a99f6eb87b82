namespace Ward.Ingest.Search.Language;

/// <summary>
/// A field as the asker named it. A known field is looked for under its OCSF path; where the event lacks that, and for any other name,
/// under the name itself, as the source wrote it.
/// </summary>
/// <param name="Written">The name as it was written.</param>
/// <param name="Known">The OCSF field for which the name stands, or null.</param>
/// <param name="Stamp">What every event has of itself, or null.</param>
public sealed record FieldName(string Written, FieldId? Known, Stamp? Stamp)
{
    public override string ToString() => Written;
}
