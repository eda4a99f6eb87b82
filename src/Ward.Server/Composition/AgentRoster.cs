using Ward.City;
using Ward.Respond.Dialogue;
using Ward.Server.Application.Agents;
using EnrolmentResult = Ward.Server.Application.Agents.EnrolmentResult;

namespace Ward.Server.Composition;

/// <summary>The enrolled agents as the console and the API show them.</summary>
internal sealed class AgentRoster(AgentRegistry registry, Enrolment enrolment, OpenC2Actuators actuators) : IAgentRoster
{
    public Task<IReadOnlyList<EnrolledAgent>> All(CancellationToken stop)
    {
        return Task.FromResult<IReadOnlyList<EnrolledAgent>>([.. registry.Agents.Select(a => Shown(a, actuators.Answers(a)))]);
    }

    public async Task<EnrolmentResult> Enrol(Uri address, string code, IReadOnlyList<ElementId> elements, CancellationToken stop) =>
        await enrolment.Enrol(address, code, elements, stop) switch
        {
            Ward.Respond.Dialogue.EnrolmentResult.Enrolled done => new EnrolmentResult.Enrolled(Shown(done.Agent, reachable: true)),
            Ward.Respond.Dialogue.EnrolmentResult.Refused refused => new EnrolmentResult.Refused(refused.Reason),
            var other => throw new InvalidOperationException($"{other.GetType().Name} is no result of an enrolment."),
        };

    private static EnrolledAgent Shown(AgentRecord agent, bool reachable) =>
        new(agent.Pin[..Math.Min(12, agent.Pin.Length)], agent.Address, agent.Pin, agent.Elements, reachable, agent.Enrolled);
}
