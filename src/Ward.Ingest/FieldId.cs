namespace Ward.Ingest;

/// <summary>A known attribute of the event model; an index into <see cref="Fields"/>.</summary>
public readonly record struct FieldId(ushort Value)
{
    /// <summary>A field that the decoder kept under its own name.</summary>
    public static FieldId Unmapped { get; } = new(ushort.MaxValue);
}
