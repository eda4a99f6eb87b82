namespace Ward.Fuzz.Tests;

/// <summary>That what is looked for would be found.</summary>
public sealed class CampaignTests
{
    private static readonly byte[] Seed = "abcdefgh"u8.ToArray();

    [Fact]
    public void AnExceptionIsFoundWithItsInput()
    {
        var campaign = new Campaign(Target(input =>
        {
            if (input.Contains((byte)'{')) throw new FormatException("a brace");
        }), seed: 1);
        Assert.Contains("a brace", Watched.Run(campaign, rounds => rounds < 100_000), StringComparison.Ordinal);
        Assert.Contains((byte)'{', campaign.Input);
    }

    [Fact]
    public void TheSameSeedGivesTheSameInputs()
    {
        Assert.Equal(Inputs(3), Inputs(3));
        Assert.NotEqual(Inputs(3), Inputs(4));
    }

    [Fact]
    public void WhatGrowsByTheSquareIsFound()
    {
        Assert.Contains("allocates", Growth.Of(Target(input =>
        {
            for (var i = 0; i < input.Length / 64; i++) GC.KeepAlive(new byte[input.Length]);
        }), seed: 1, tries: 3, timed: false), StringComparison.Ordinal);
        Assert.Null(Growth.Of(Target(input => GC.KeepAlive(new byte[input.Length * 16])), seed: 1, tries: 3, timed: false));
    }

    private static List<string> Inputs(int seed)
    {
        var inputs = new List<string>();
        new Campaign(Target(input => inputs.Add(Convert.ToHexString(input))), seed).Run(rounds => rounds < 200);
        return inputs;
    }

    private static FuzzTarget Target(Action<byte[]> read) => new("t", "g", read, [Seed]);
}
