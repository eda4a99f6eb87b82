using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Ward.City;
using Ward.Lab;
using Ward.Respond.Dialogue;
using Ward.Trust.Certificates;

namespace Ward.Agent.Tests.Rigs;

/// <summary>The server's side: authority, registry and actuators over a state folder.</summary>
internal sealed class Server : IDisposable
{
    private readonly ScratchFolder folder = new();

    public Server()
    {
        Registry = new(new AgentFile(folder.Path));
        var keys = new KeyFolder(folder.At(OfflineRelease.TrustFolder));
        // A city that is sixty days old, so that something of it can have expired.
        using (new CityAuthority(keys, new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddDays(-60)))) { }
        Authority = new(keys, TimeProvider.System);
        Enrolment = new(Registry, Authority, TimeProvider.System);
        Actuators = new(Registry, Authority, _ => Probes, TimeProvider.System, NullLogger.Instance);
    }

    public string State => folder.Path;
    public AgentRegistry Registry { get; }
    public CityAuthority Authority { get; }
    public Enrolment Enrolment { get; }
    public OpenC2Actuators Actuators { get; }
    public IReadOnlyList<Uri> Probes { get; set; } = [];

    public async Task Enrol(RunningAgent agent, params string[] elements)
    {
        var result = await Enrolment.Enrol(agent.Address, agent.Code, [.. elements.Select(e => new ElementId(e))], CancellationToken.None);
        Assert.True(result is EnrolmentResult.Enrolled, result.ToString());
        agent.Await("serving: ");
    }

    public void Dispose()
    {
        Actuators.Dispose();
        Authority.Dispose();
        folder.Dispose();
    }
}
