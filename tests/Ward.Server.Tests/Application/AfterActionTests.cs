using Ward.Server.Application.Telling;
using Ward.Server.Tests.Samples;

namespace Ward.Server.Tests.Application;

public sealed class AfterActionTests
{
    private static readonly SampleStory Story = new(new DateTimeOffset(2026, 11, 22, 21, 0, 0, TimeSpan.Zero));

    [Fact]
    public void ItTellsWhatWhyProofCostAndUndo()
    {
        var text = AfterActionText.Write(SampleCity.Make().Tell(Story.Intrusion, [Story.Waiting]), "Seaford");

        Assert.All(
            ["41 in 38 s", "Block 203.0.113.7 at Edge firewall", "Proven cheapest", "touches 12 people", "Undo:", "| Payments | 68% | 0.3% | 5% |", Story.Waiting.Prescription.Hash],
            part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    [Fact]
    public void HostileTextIsNeitherMarkupNorControl()
    {
        var text = AfterActionText.Write(SampleCity.Make().Tell(Story.Probe, []), "Seaford");

        Assert.DoesNotContain('\u001b', text);
        Assert.DoesNotContain("\n# ", text[2..], StringComparison.Ordinal);
        Assert.All(text.Split('\n').Where(l => l.Contains("<script>", StringComparison.Ordinal)), l => Assert.StartsWith("    ", l, StringComparison.Ordinal)); // only inside code
    }
}
