namespace Ward.Standards.Ocsf;

/// <summary>One value of an enumeration.</summary>
/// <param name="Key">As it stands in an event: a whole number in digits, or the text itself.</param>
/// <param name="Caption">The label, which the sibling attribute carries.</param>
/// <param name="DeprecatedSince">The schema version after which it should not be used; null while it may.</param>
public sealed record OcsfValue(string Key, string Caption, string? DeprecatedSince);
