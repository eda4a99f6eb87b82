namespace Ward.Intelligence;

/// <summary>Which column holds what: a number from 1, or a name of the header line. Null where there is none.</summary>
/// <param name="Separator">Between columns.</param>
public sealed record CsvColumns(string Value, string? Type, string? Confidence, string? Label, string? Seen, string? Until, char Separator);
