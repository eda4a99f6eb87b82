namespace Ward.Standards.Csv;

/// <param name="Line">1-based line on which the row begins.</param>
public sealed record CsvRow(int Line, IReadOnlyList<string> Cells);
