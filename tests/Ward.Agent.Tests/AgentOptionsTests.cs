namespace Ward.Agent.Tests;

public sealed class AgentOptionsTests
{
    private static readonly string[] Needed = ["--listen", "127.0.0.1:7443", "--state", "s"];

    [Fact]
    public void AnAgentThatOnlyCollectsNeedsNoElement()
    {
        var options = Read("--collect", "journal,process", "--follow", "/var/log/x", "--follow", "/var/log/x", "--watch", "/etc", "--spool-bytes", "33554432");
        Assert.Empty(options!.Elements);
        Assert.Equal((2, 33554432L), (options.Collect!.Kinds.Count, options.Collect.SpoolBytes));
        // A file that is named twice is followed once.
        Assert.Equal(["/var/log/x"], options.Collect.Follow);
        Assert.Equal(["/etc"], options.Collect.Watch);
    }

    [Fact]
    public void CollectingAndServingAnElementGoTogether()
    {
        var options = Read("--collect", "all", "--element", "fw=nftables");
        Assert.Equal(("fw", 8), (Assert.Single(options!.Elements).Name, options.Collect!.Kinds.Count));
    }

    [Fact]
    public void WithoutTheOptionNothingIsCollected() => Assert.Null(Read("--element", "fw=nftables")!.Collect);

    [Theory]
    [InlineData("--element", "fw=nftables", "--follow", "/x", "--follow and --watch need --collect")]
    [InlineData("--element", "fw=nftables", "--watch", "/x", "--follow and --watch need --collect")]
    [InlineData("--collect", "journal,nonsense", "--watch", "/x", "--collect journal,nonsense: 'nonsense' is none of all, journal, audit")]
    [InlineData("--collect", "", "--watch", "/x", "--collect : '' is none of")]
    [InlineData("--collect", "all", "--spool-bytes", "16777215", "--spool-bytes 16777215: not from 16777216 to 68719476736 bytes")]
    [InlineData("--collect", "all", "--spool-bytes", "68719476737", "--spool-bytes 68719476737: not from")]
    [InlineData("--collect", "all", "--spool-bytes", "1e9", "--spool-bytes 1e9: not from")]
    [InlineData("--collect", "all", "--spool-bytes", "-16777216", "--spool-bytes -16777216: not from")]
    public void WhatIsWrongIsRefusedByOptionValueAndBound(string first, string its, string second, string value, string reason)
    {
        Assert.Null(AgentOptions.Read([.. Needed, first, its, second, value], out var why));
        Assert.StartsWith(reason, why, StringComparison.Ordinal);
    }

    [Fact]
    public void AnAgentThatNeitherCollectsNorServesIsRefused()
    {
        Assert.Null(AgentOptions.Read(Needed, out var reason));
        Assert.Contains("--collect", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void AnOptionWithoutItsValueIsNamed()
    {
        Assert.Null(AgentOptions.Read([.. Needed, "--collect"], out var reason));
        Assert.Equal("--collect needs a value", reason);
    }

    private static AgentOptions? Read(params string[] more)
    {
        var options = AgentOptions.Read([.. Needed, .. more], out var reason);
        Assert.True(options is not null, reason);
        return options;
    }
}
