using Ward.Lab;
using Ward.Lab.Guards;

namespace Ward.Reflex.Tests;

/// <summary>The control ban: a peer that cannot block in the lab may not be measured in it.</summary>
[Collection("one machine")]
public sealed class GuardTests
{
    [Fact]
    public void Fail2banBlocksAnAttackerInTheLab() => Block(new Fail2ban(fastest: true), "wtf");

    [Fact]
    public void CrowdSecBlocksAnAttackerInTheLab() => Block(new CrowdSec(fastest: true), "wtc");

    private static void Block(IGuard guard, string tag)
    {
        if (Requirements.Missing(["ip", .. guard.Programs]) is { } missing) Assert.Skip(missing);
        using var folder = new LabFolder();
        using var lab = new HostLab(folder.Path, $"{tag}{Environment.ProcessId % 10000}");
        using (guard)
        {
            guard.Start(lab);
            var latency = new ReflexClock(lab, guard).Attack(HostLab.Address(1), TimeSpan.FromMilliseconds(300), TimeSpan.FromSeconds(10));

            Assert.NotNull(latency);
            Assert.True(lab.CanConnect(HostLab.Address(2), TimeSpan.FromSeconds(1)), "another address is let in");
            TestContext.Current.TestOutputHelper!.WriteLine($"{guard.Name}: {latency:0.0} ms");
        }
    }
}
