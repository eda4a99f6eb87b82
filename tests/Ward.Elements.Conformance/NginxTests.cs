using System.Net;
using Ward.Elements.Targets;

namespace Ward.Elements.Conformance;

public sealed class NginxTests : ElementContract
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private protected override IRig Make() => new NginxRig();

    [Fact]
    public async Task AConfigurationThatNginxRefusesPutsTheFormerFileBack()
    {
        using var rig = new NginxRig();
        using var driver = await Started(rig);
        Done(await driver.Apply(Lease(rig, "a", rig.Targets[0], 60), Stop));
        var before = await File.ReadAllTextAsync(rig.Server.Deny, Stop);
        rig.Server.Configure("nonsense;");

        var report = await driver.Apply(Lease(rig, "b", rig.Targets[1], 60), Stop);

        Assert.IsType<ElementReport.Refused>(report);
        Assert.Equal(before, await File.ReadAllTextAsync(rig.Server.Deny, Stop));
        Assert.Equal(RunningState.Passes, await driver.CheckRunning(rig.Targets[1], Stop));
    }

    [Fact]
    public void ARigWhoseConfigurationWasBrokenLeavesNoServerBehind()
    {
        int master;
        using (var rig = new NginxRig())
        {
            master = int.Parse(File.ReadAllText(rig.Server.Pid), System.Globalization.CultureInfo.InvariantCulture);
            rig.Server.Configure("nonsense;");
            Assert.True(Directory.Exists($"/proc/{master}"));
        }
        Assert.False(Directory.Exists($"/proc/{master}"));
    }

    [Fact]
    public async Task AServerThatDoesNotRunRefusesNobody()
    {
        using var rig = new NginxRig();
        using var driver = await Started(rig);
        rig.Server.Stop();
        Assert.IsType<ElementReport.Refused>(await driver.Apply(Lease(rig, "a", rig.Targets[0], 60), Stop));
        Assert.DoesNotContain("203.0.113.7", await File.ReadAllTextAsync(rig.Server.Deny, Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheSiteItselfRefusesADeniedRange()
    {
        using var rig = new NginxRig();
        using var driver = await Started(rig);
        using var http = new HttpClient();
        var site = new Uri($"http://{rig.Server.Site}/");
        Assert.Equal(HttpStatusCode.NoContent, (await http.GetAsync(site, Stop)).StatusCode);
        // Loopback is never denied by the agent; here it stands for the attacker.
        Done(await driver.Apply(Lease(rig, "a", new ElementTarget.Source(IPNetwork.Parse("127.0.0.1/32")), 60), Stop));
        Assert.Equal(HttpStatusCode.Forbidden, (await http.GetAsync(site, Stop)).StatusCode);
        Done(await driver.Release("a", Stop));
        Assert.Equal(HttpStatusCode.NoContent, (await http.GetAsync(site, Stop)).StatusCode);
    }

    [Fact]
    public async Task AFlowIsNotForNginx()
    {
        using var rig = new NginxRig();
        using var driver = await Started(rig);
        Assert.IsType<ElementReport.Refused>(await driver.Apply(
            Lease(rig, "a", new ElementTarget.Connection(IPNetwork.Parse("10.0.0.0/24"), IPNetwork.Parse("10.0.1.0/24"), 6, 80), 60), Stop));
    }
}
