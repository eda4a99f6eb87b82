using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Time.Testing;
using Ward.Agent.Tests.Rigs;
using Ward.Lab;
using Ward.Standards.OpenC2;
using Ward.Trust.Certificates;

namespace Ward.Agent.Tests.Serving;

/// <summary>Whoever cannot show the right certificate changes nothing.</summary>
public sealed class CertificateTests(FirewallAgent rig) : IClassFixture<FirewallAgent>
{
    private const string Deny = """{"action":"deny","target":{"ipv4_net":"203.0.113.99"},"args":{"duration":60000},"command_id":"intruder"}""";

    [Fact]
    public Task NoCertificateChangesNothing() => ChangesNothing(null);

    [Fact]
    public async Task TheCertificateOfAnotherCityChangesNothing()
    {
        using var other = new Server();
        using var theirs = other.Authority.Client(CertificateRole.Producer);
        await ChangesNothing(theirs);
    }

    [Fact]
    public async Task AnExpiredCertificateChangesNothing()
    {
        // The same authority, as it was forty days ago: its producer certificate lived thirty.
        using var copy = new ScratchFolder();
        File.Copy(Path.Combine(rig.Server.State, "trust", "authority.pem"), copy.At("authority.pem"));
        using var past = new CityAuthority(new KeyFolder(copy.Path), new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddDays(-40)));
        using var expired = past.Client(CertificateRole.Producer);
        Assert.True(expired.NotAfter < TimeProvider.System.GetLocalNow().LocalDateTime);
        await ChangesNothing(expired);
    }

    [Fact]
    public async Task ACertificateThatIsNotYetValidChangesNothing()
    {
        using var copy = new ScratchFolder();
        File.Copy(Path.Combine(rig.Server.State, "trust", "authority.pem"), copy.At("authority.pem"));
        using var future = new CityAuthority(new KeyFolder(copy.Path), new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddDays(2)));
        using var early = future.Client(CertificateRole.Producer);
        await ChangesNothing(early);
    }

    [Fact]
    public async Task TheCertificateOfAnAgentChangesNothing()
    {
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=x", key, System.Security.Cryptography.HashAlgorithmName.SHA256).CreateSigningRequest();
        using var bare = rig.Server.Authority.SignAgent(request, "another agent")!;
        using var agent = bare.CopyWithPrivateKey(key);
        await ChangesNothing(agent);
    }

    [Fact]
    public async Task TheReleaseCertificateReleasesAndNothingElse()
    {
        var action = Actions.Deny("203.0.113.50");
        Assert.IsType<Respond.Execution.ActuatorReport.Done>(await rig.Server.Actuators.Apply(action, TestContext.Current.CancellationToken));
        using var certificate = rig.Server.Authority.Client(CertificateRole.Release);
        using var client = rig.Client(certificate);

        Assert.Equal(OpenC2Status.Forbidden, (await FirewallAgent.Ask(client, Deny)).Status);
        Assert.Equal(OpenC2Status.Forbidden, (await FirewallAgent.Ask(client, """{"action":"query","target":{"features":[]}}""")).Status);
        Assert.Contains("203.0.113.50", rig.Table(), StringComparison.Ordinal);
        Assert.Equal(OpenC2Status.Ok, (await FirewallAgent.Ask(client, "{\"action\":\"delete\",\"target\":{\"x-ward:lease\":{\"id\":\"" + action.Id + "\"}}}")).Status);
        Assert.DoesNotContain("203.0.113.50", rig.Table(), StringComparison.Ordinal);
    }

    private async Task ChangesNothing(X509Certificate2? certificate)
    {
        var before = rig.Table();
        using var client = rig.Client(certificate);
        // Refused in the handshake: there is no HTTP answer at all.
        await Assert.ThrowsAsync<HttpRequestException>(() => FirewallAgent.Ask(client, Deny));
        Assert.Equal(before, rig.Table());
        Assert.DoesNotContain(Directory.GetFiles(Path.Combine(rig.AgentState, "leases")), f => File.ReadAllText(f).Contains("intruder", StringComparison.Ordinal));
    }
}
