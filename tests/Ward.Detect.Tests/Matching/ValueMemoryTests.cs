using System.Text;
using CsCheck;
using Ward.Detect.Matching;

namespace Ward.Detect.Tests.Matching;

public sealed class ValueMemoryTests
{
    [Fact]
    public void AValueIsRecalledFromItsThirdTimeOn()
    {
        var memory = new ValueMemory();
        int[] found = [3, 1];

        Assert.False(memory.TryRecall(7, "cmd.exe"u8, out _, out var tag));
        memory.Keep(7, "cmd.exe"u8, found, tag);
        Assert.False(memory.TryRecall(7, "cmd.exe"u8, out _, out tag));
        memory.Keep(7, "cmd.exe"u8, found, tag);

        Assert.True(memory.TryRecall(7, "cmd.exe"u8, out var recalled, out _));
        Assert.Equal(found, recalled.ToArray());
        Assert.False(memory.TryRecall(8, "cmd.exe"u8, out _, out _));
        Assert.False(memory.TryRecall(7, "cmd.exf"u8, out _, out _));
    }

    [Fact]
    public void WhatIsRecalledIsWhatWasKeptHoweverMuchCameSince() =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[1, 300]).Array[30_000, 40_000].Sample(
            asked =>
            {
                var memory = new ValueMemory();
                var recalled = 0;
                foreach (var (which, length) in asked)
                {
                    var value = Encoding.ASCII.GetBytes(new string((char)('a' + (which % 26)), length));
                    var truth = Truth(which, length);
                    if (memory.TryRecall(which % 4, value, out var found, out var tag))
                    {
                        recalled++;
                        Assert.Equal(truth, found.ToArray());
                        continue;
                    }

                    memory.Keep(which % 4, value, truth, tag);
                }

                Assert.True(recalled > 100, $"Only {recalled} recalled: the property would prove little.");
            },
            iter: 6, threads: 1);

    private static int[] Truth(int which, int length) => [.. Enumerable.Repeat((((which % 4 * 26) + (which % 26)) * 1000) + length, length % 7 == 0 ? 900 : 3)];
}
