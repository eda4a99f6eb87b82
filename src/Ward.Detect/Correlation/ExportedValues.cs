namespace Ward.Detect.Correlation;

/// <summary>The values that a finding hands up to the correlations that look at it.</summary>
internal readonly struct ExportedValues(byte[]?[] exports) : IFieldValues
{
    public bool TryGet(int field, out ReadOnlySpan<byte> value)
    {
        value = exports[field];
        return exports[field] is not null;
    }
}
