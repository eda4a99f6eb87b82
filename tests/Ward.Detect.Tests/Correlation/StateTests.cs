using Ward.Detect.Findings;
using Ward.Detect.Rules;
using Ward.Detect.Tests.Rules;

namespace Ward.Detect.Tests.Correlation;

public sealed class StateTests
{
    private readonly Lines lines = new();

    private static byte[] Save(RuleEngine engine)
    {
        using var stream = new MemoryStream();
        engine.Save(stream);
        return stream.ToArray();
    }

    private List<Finding> Feed(RuleEngine engine, double from, int count, string source = "203.0.113.5")
    {
        var findings = new List<Finding>();
        for (var i = 0; i < count; i++) engine.Evaluate(lines.Sshd(from + i, source), findings);
        return findings;
    }

    [Fact]
    public void ARestartNeitherForgetsNorRepeats()
    {
        var before = Engines.Of(EventCountTests.Count());
        Feed(before, 0, 2, "203.0.113.1");
        Feed(before, 0, 4, "203.0.113.2");
        var after = Engines.Of(EventCountTests.Count());

        Assert.True(after.TryRestore(new MemoryStream(Save(before))));

        Assert.Equal(Save(before), Save(after));
        var finding = Assert.Single(Feed(after, 5, 1, "203.0.113.1"));
        Assert.Equal("3 in 5 s", finding.Explanation.Seen);
        Assert.Equal([1L, 2L, 7L], finding.Evidence.Select(l => l.Offset));
        Assert.Empty(Feed(after, 6, 1, "203.0.113.2"));
    }

    [Fact]
    public void TheStateMayLieWithinALargerStream()
    {
        var engine = Engines.Of(EventCountTests.Count());
        Feed(engine, 0, 2);
        var stream = new MemoryStream([.. Save(engine), 42]);

        Assert.True(Engines.Of(EventCountTests.Count()).TryRestore(stream));
        Assert.Equal(42, stream.ReadByte());
    }

    [Fact]
    public void TornStateIsRefusedWithNothingChanged()
    {
        var saved = Save(FedEngine());
        var engine = Engines.Of(EventCountTests.Count());
        Feed(engine, 0, 2, "203.0.113.9");
        var before = Save(engine);
        for (var length = 0; length < saved.Length; length++)
            Assert.False(engine.TryRestore(new MemoryStream(saved[..length])), $"{length} of {saved.Length} bytes");

        Assert.Equal(before, Save(engine));
    }

    [Fact]
    public void ChangedStateIsRefusedWhicheverByteItIs()
    {
        var saved = Save(FedEngine());
        var engine = Engines.Of(EventCountTests.Count());
        for (var at = 0; at < saved.Length; at++)
        {
            saved[at] ^= 0x40;
            Assert.False(engine.TryRestore(new MemoryStream(saved)), $"byte {at}");
            saved[at] ^= 0x40;
        }

        Assert.Equal(0, engine.Counts.Groups);
    }

    [Fact]
    public void ACorrelationThatWasChangedBeginsAnewAndTheOthersGoOn()
    {
        var other = EventCountTests.Count().Replace("id: guessing", "id: other", StringComparison.Ordinal).Split("---\n")[1];
        var before = Engines.Of(EventCountTests.Count() + "---\n" + other);
        Feed(before, 0, 2);
        var after = Engines.Of(EventCountTests.Count(timespan: "61s") + "---\n" + other);

        Assert.True(after.TryRestore(new MemoryStream(Save(before))));

        Assert.Equal("other", Assert.Single(Feed(after, 3, 1)).Detector);
    }

    private RuleEngine FedEngine()
    {
        var engine = Engines.Of(EventCountTests.Count());
        Feed(engine, 0, 2);
        return engine;
    }
}
