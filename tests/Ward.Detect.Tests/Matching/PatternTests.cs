using System.Text;
using CsCheck;
using Ward.Detect.Matching;
using Ward.Standards.Sigma;

namespace Ward.Detect.Tests.Matching;

/// <summary>The fast ways to test a pattern say what the slow one says, on any bytes.</summary>
public sealed class PatternTests
{
    private static readonly Gen<byte[]> Bytes = Gen.OneOf(
        Gen.String[Gen.Char["aAbBk\u212AäÄ\u02E3中-/"], 0, 14].Select(Encoding.UTF8.GetBytes),
        Gen.Select(Gen.Int[0, 7], i => new byte[] { (byte)'a', (byte)'B', 0xC3, 0xA4, 0xCB, 0xA3, 0xE2, (byte)'k' }[i]).Array[0, 12]);

    [Fact]
    public void LiteralsBehindEachOtherAreFoundAsTheGlobFindsThem()
    {
        var tried = 0;
        Gen.Select(Gen.String[Gen.Char["aAb**"], 1, 8], Gen.OneOf(Bytes, Gen.String[Gen.Char["aAbB"], 0, 9].Select(Encoding.UTF8.GetBytes)), Gen.Bool).Sample(
            (text, value, cased) =>
            {
                var pattern = SigmaPattern.Parse(text);
                if (SegmentsTest.For(pattern, cased) is not { } fast) return;
                var expected = new GlobTest(pattern, cased).Holds(value, null!);
                if (expected) tried++;
                Assert.True(expected == fast.Holds(value, null!), $"{text} over {Convert.ToHexString(value)}, cased {cased}");
            },
            iter: 200_000, threads: 1);
        Assert.True(tried > 500, $"Only {tried} values fitted: the property would prove little.");
    }

    [Fact]
    public void ALiteralOfAnIndexHoldsWhereItsPatternDoes()
    {
        var tried = 0;
        Gen.Select(Gen.String[Gen.Char["aAbk\u02E3中ä\u212A\uFFFD"], 1, 4], Gen.Bool, Gen.Bool, Bytes).Sample(
            (text, before, after, value) =>
            {
                var pattern = SigmaPattern.Literal(text).Open(before, after);
                if (Literal.Of(pattern, cased: false) is not { } literal) return;
                var (index, hits) = (new LiteralIndex([(literal, 0)]), new Hits(1));
                hits.Begin();
                index.Find(new Folding().Fold(value), hits);
                var expected = new GlobTest(pattern, cased: false).Holds(value, null!);
                if (expected) tried++;
                Assert.True(expected == (hits.Found.Length == 1), $"{pattern} over {Convert.ToHexString(value)}");
            },
            iter: 200_000, threads: 1);
        Assert.True(tried > 500, $"Only {tried} values fitted: the property would prove little.");
    }
}
