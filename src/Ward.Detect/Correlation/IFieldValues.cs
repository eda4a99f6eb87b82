namespace Ward.Detect.Correlation;

/// <summary>Values by the number of their field: of an event that a rule matched, or of what a finding hands up.</summary>
internal interface IFieldValues
{
    /// <summary>False where the field is not there.</summary>
    bool TryGet(int field, out ReadOnlySpan<byte> value);
}
