namespace Ward.Architecture.Tests;

public sealed class FileLengthTests
{
    private static readonly int[] Lengths = [.. Tree.Sources("src").Select(f => File.ReadLines(f).Count()).Order()];

    [Fact]
    public void NoFileIsLongerThan500Lines() =>
        Assert.DoesNotContain(Tree.Sources("src", "tests", "bench"), f => File.ReadLines(f).Count() > 500);

    [Fact]
    public void TheMedianFileHasAtMost80Lines() => Assert.True(Lengths[Lengths.Length / 2] <= 80, $"median is {Lengths[Lengths.Length / 2]}");

    [Fact]
    public void NinetyFiveInAHundredFilesHaveAtMost300Lines() =>
        Assert.True(Lengths[(int)(Lengths.Length * 0.95)] <= 300, $"95th percentile is {Lengths[(int)(Lengths.Length * 0.95)]}");
}
