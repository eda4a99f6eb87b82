using CsCheck;
using Ward.Standards.Csv;
using Ward.Standards.Yaml;

namespace Ward.Standards.Tests.Csv;

public sealed class CsvReaderTests
{
    [Fact]
    public void QuotedCellsMayHoldSeparatorsQuotesAndLineBreaks()
    {
        var (rows, problems) = Read("a,b\n\"x,\"\"y\"\"\nz\",2\n\n3,4\n", ',');
        Assert.Equal(0, problems.Count);
        Assert.Equal(["x,\"y\"\nz", "2"], rows[1].Cells);
        Assert.Equal([1, 2, 5], rows.Select(r => r.Line));
    }

    [Theory]
    [InlineData("a;b;c,d", ';')]
    [InlineData("a\tb", '\t')]
    [InlineData("\"a;b;c\",d", ',')]
    [InlineData("alone", ',')]
    public void TheSeparatorIsFound(string row, char separator) => Assert.Equal(separator, CsvReader.Separator(row));

    [Theory]
    [InlineData("\"open\n", "closing quote")]
    [InlineData("\"a\"b,c\n", "separator after a closing quote")]
    public void AWrongRowIsNamedAndLeftOut(string text, string expected)
    {
        var (rows, problems) = Read(text, ',');
        Assert.Empty(rows);
        Assert.Contains(expected, Assert.Single(problems.Sorted()).Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsWrittenIsReadAgain() => Gen.String[0, 12].Where(s => !s.Contains('\r') && s.IndexOfAny(['\u0085', '\u2028']) < 0).Array[1, 6].Array[1, 8].Sample(table =>
    {
        var text = string.Concat(table.Select(r => string.Join(',', r.Select(c => $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\n"));
        var (rows, problems) = Read(text, ',');
        Assert.Equal(0, problems.Count);
        Assert.Equal(table.Select(r => string.Join('\0', r)), rows.Select(r => string.Join('\0', r.Cells)));
    });

    private static (List<CsvRow> Rows, ProblemList Problems) Read(string text, char separator)
    {
        var problems = new ProblemList("a.csv");
        using var reader = new StringReader(text);
        return ([.. CsvReader.Read(reader, separator, problems)], problems);
    }
}
