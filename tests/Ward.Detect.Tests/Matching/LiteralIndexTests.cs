using System.Text;
using CsCheck;
using Ward.Detect.Matching;

namespace Ward.Detect.Tests.Matching;

public sealed class LiteralIndexTests
{
    private static readonly Gen<string> Text = Gen.String[Gen.Char["aAbB.\\ä\0"], 1, 7];

    private static readonly Gen<Literal> Any = Gen.Select(Gen.Enum<Literal.Place>(), Gen.String[Gen.Char["ab.\\"], 1, 6], (place, text) => place == Literal.Place.Beyond ? Literal.BeyondAscii : new Literal(place, Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void ExactlyTheLiteralsThatAreInAValueAreFound() =>
        Gen.Select(Any.Array[1, 40], Text.Array[0, 6].Select(string.Concat).Array[1, 8]).Sample(
            (some, values) =>
            {
                var literals = some.DistinctBy(l => (l.Where, Encoding.ASCII.GetString(l.Folded))).Select((l, i) => (l, i)).ToList();
                var index = new LiteralIndex(literals);
                var (hits, folding) = (new Hits(literals.Count), new Folding());
                foreach (var value in values)
                {
                    hits.Begin();
                    index.Find(folding.Fold(Encoding.UTF8.GetBytes(value)), hits);
                    var lower = new string([.. value.Select(c => c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c)]);
                    Assert.Equal(literals.Where(l => Has(lower, l.l)).Select(l => l.i), hits.Found.ToArray().Order());
                }
            },
            iter: 3000, threads: 1);

    [Fact]
    public void FoldingTouchesNothingButCapitalsOfAscii() =>
        Gen.Byte.Array[0, 70].Sample(
            bytes => Assert.Equal(bytes.Select(b => b is >= (byte)'A' and <= (byte)'Z' ? (byte)(b + 32) : b).ToArray(), new Folding().Fold(bytes).ToArray()), iter: 2000, threads: 1);

    private static bool Has(string value, Literal literal)
    {
        var text = Encoding.ASCII.GetString(literal.Folded);
        return literal.Where switch
        {
            Literal.Place.Whole => value == text,
            Literal.Place.Beyond => !value.All(char.IsAscii),
            Literal.Place.Start => value.StartsWith(text, StringComparison.Ordinal),
            Literal.Place.End => value.EndsWith(text, StringComparison.Ordinal),
            _ => value.Contains(text, StringComparison.Ordinal),
        };
    }
}
