using Ward.City;
using Ward.Server.Application.Agents;

namespace Ward.Server.Tests.Samples;

/// <summary>One agent that answers and one that does not; the right code is RIGHT.</summary>
internal sealed class SampleRoster(DateTimeOffset now, bool empty) : IAgentRoster
{
    private readonly List<EnrolledAgent> agents = empty ? [] :
    [
        new EnrolledAgent("agent-edge", new Uri("https://fw-edge:7879"), "5b0a11c2d37f9e4688aa51b7c0d2e3f4a5968778695a4b3c2d1e0f9a8b7c6d5e", [new ElementId("fw-edge")], true, now.AddDays(-12)),
        new EnrolledAgent("agent-portal", new Uri("https://portal:7879"), "c41d90ee0b2a7f6351d8e9c0a4b7f2163d5e8c9b0a7f4e1d2c3b6a5f8e9d0c1b", [new ElementId("web-portal")], false, now.AddDays(-12)),
    ];

    public Task<IReadOnlyList<EnrolledAgent>> All(CancellationToken stop) => Task.FromResult<IReadOnlyList<EnrolledAgent>>([.. agents]);

    public Task<EnrolmentResult> Enrol(Uri address, string code, IReadOnlyList<ElementId> elements, CancellationToken stop)
    {
        if (code != "RIGHT") return Task.FromResult<EnrolmentResult>(new EnrolmentResult.Refused("The agent refused the code."));
        var agent = new EnrolledAgent($"agent-{address.Host}", address, new string('a', 64), elements, true, now);
        agents.Add(agent);
        return Task.FromResult<EnrolmentResult>(new EnrolmentResult.Enrolled(agent));
    }
}
