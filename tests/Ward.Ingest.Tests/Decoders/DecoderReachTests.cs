using Ward.Ingest.Decoders;

namespace Ward.Ingest.Tests.Decoders;

/// <summary>Every line that the decoders' own tests read is held against the table, too (<see cref="Decoded"/>).</summary>
public sealed class DecoderReachTests
{
    public static TheoryData<string> All => [.. DecoderSet.Cards.Select(c => c.Name)];

    [Theory, MemberData(nameof(All))]
    public void EveryDecoderHasARowThatItsSampleKeepsTo(string name)
    {
        Assert.True(DecoderReach.Of(name) is not null, $"{name} has no row in Schema/decoders.tsv");
        Assert.True(Decoded.Line(name, DecoderSet.Cards.Single(c => c.Name == name).Sample).Understood);
    }

    [Fact]
    public void ALogSourceThatALineStatesItselfIsTheOneAsked()
    {
        var (source, isOwnWord) = Assert.Single(DecoderReach.Of("json")!.Answers("", "dispatch", "calls"));

        Assert.Equal((new LogSource("", "dispatch", "calls"), true), (source, isOwnWord));
    }

    [Fact]
    public void AFixedLogSourceIsAnsweredAsSigmaHasIt()
    {
        Assert.Contains((new LogSource("", "linux", "sshd"), false), DecoderReach.Of("sshd")!.Answers("", "linux", "auth"));
        Assert.Empty(DecoderReach.Of("sshd")!.Answers("webserver", "", ""));
    }
}
