namespace Ward.City.Merging;

/// <param name="Before">Empty where the field was not there.</param>
/// <param name="After">Empty where it is no longer there.</param>
public sealed record FieldChange(string Field, IReadOnlyList<string> Before, IReadOnlyList<string> After);
