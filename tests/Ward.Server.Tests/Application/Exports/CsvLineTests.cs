using System.Text;
using CsCheck;
using Ward.Server.Application.Exports;

namespace Ward.Server.Tests.Application.Exports;

public sealed class CsvLineTests
{
    [Fact]
    public void AnythingComesBackAsItWasButForFormulas() =>
        Gen.String[Gen.OneOf(Gen.Char, Gen.Char["\",\r\n=+-@\t1"]), 0, 12].List[1, 8].Sample(values =>
        {
            var read = Read(CsvLine.Of(values));
            return read.Count == values.Count && read.Zip(values).All(p => p.First == p.Second || (p.First == "'" + p.Second && "=+-@\t\r".Contains(p.Second[0], StringComparison.Ordinal)));
        });

    [Theory]
    [InlineData("=1+1", "'=1+1\r\n")]
    [InlineData("-5", "-5\r\n")]
    [InlineData("-5+cmd", "'-5+cmd\r\n")]
    [InlineData("@SUM(A1)", "'@SUM(A1)\r\n")]
    [InlineData("", "\"\"\r\n")]
    [InlineData("a,b", "\"a,b\"\r\n")]
    public void AFormulaIsNone(string value, string line) => Assert.Equal(line, CsvLine.Of([value]));

    /// <summary>RFC 4180, read strictly.</summary>
    private static List<string> Read(string line)
    {
        var (values, value, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < line.Length; i++)
        {
            if (quoted && line[i] == '"' && i + 1 < line.Length && line[i + 1] == '"') value.Append(line[i++]);
            else if (line[i] == '"') quoted = !quoted;
            else if (!quoted && line[i] == ',') Next();
            else if (!quoted && line.AsSpan(i).SequenceEqual("\r\n")) break;
            else value.Append(line[i]);
        }

        Next();
        return values;

        void Next()
        {
            values.Add(value.ToString());
            value.Clear();
        }
    }
}
