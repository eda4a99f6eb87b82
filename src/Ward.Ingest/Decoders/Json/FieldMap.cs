namespace Ward.Ingest.Decoders.Json;

/// <summary>A source's own member paths and the fields of the model that say the same.</summary>
internal sealed class FieldMap(params ReadOnlySpan<(string Path, FieldId Id)> rows) : NameMap<FieldId>(rows)
{
    public static FieldMap None { get; } = new();
}
