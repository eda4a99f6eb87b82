using CsCheck;
using Ward.Storage.Embedded.Events;

namespace Ward.Storage.Tests.Embedded.Events;

public sealed class TokenFilterTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    [Fact]
    public void NoWordThatWasAddedIsEverMissingHoweverTheFilterWasSizedAndFolded() =>
        Gen.Select(Gen.ULong.Array[1, 300], Gen.Int[1, 40]).Sample((words, generous) =>
        {
            var bits = new FilterBits((long)words.Length * generous);
            foreach (var word in words) bits.Add(word);
            bits.Write(file);
            Assert.True(TokenFilter.MayHaveAll(file, words));
            Assert.All(words, w => Assert.True(TokenFilter.MayHaveAll(file, [w])));
        }, iter: 300, threads: 1);

    [Fact]
    public void OfManyWordsThatAreNotThereFewAreSaidToBe()
    {
        var chance = new Random(5);
        var words = new TokenSet();
        while (words.Count < 50_000) words.Add(Word(chance));
        TokenFilter.Write(file, words);

        Assert.InRange(Enumerable.Range(0, 20_000).Count(_ => TokenFilter.MayHaveAll(file, [Word(chance)])), 0, 700);
    }

    [Fact]
    public void AFilterMadeForTwentyTimesAsManyWordsIsFoldedToAboutTheSameSize()
    {
        var chance = new Random(6);
        var (exact, generous) = (new FilterBits(50_000), new FilterBits(1_000_000));
        for (var i = 0; i < 50_000; i++)
        {
            var word = Word(chance);
            exact.Add(word);
            generous.Add(word);
        }

        exact.Write(file);
        var size = new FileInfo(file).Length;
        generous.Write(file);
        Assert.InRange(new FileInfo(file).Length, size / 2, size * 2);
    }

    [Fact]
    public void AFilterThatCannotBeReadRulesNothingOut() =>
        Gen.Byte.Array[0, 100].Sample(bytes =>
        {
            File.WriteAllBytes(file, bytes);
            Assert.True(TokenFilter.MayHaveAll(file, [1, 2, 3]));
        }, iter: 200, threads: 1);

    [Fact]
    public void AFilterThatWasCutShortRulesNothingOut()
    {
        TokenFilter.Write(file, new TokenSet());
        using (var stream = File.OpenWrite(file)) stream.SetLength(stream.Length - 1);

        Assert.True(TokenFilter.MayHaveAll(file, [1]));
    }

    // All 64 bits, as a hash has them.
    private static ulong Word(Random chance) => ((ulong)chance.NextInt64() << 1) ^ (ulong)chance.NextInt64();

    public void Dispose() => File.Delete(file);
}
