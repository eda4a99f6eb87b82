using Ward.City;
using Ward.Respond;
using Ward.Respond.Execution;
using Ward.Server.Access;
using Ward.Server.Application.Agents;
using Ward.Server.Application.Telling;
using Ward.Server.Application.Views;

namespace Ward.Server.Application;

/// <summary>Agents, and what their elements hold in force.</summary>
internal sealed class AgentDesk(Gate gate, CurrentCity city, IAgentRoster roster, IActuators actuators, IRespond respond, Auditor auditor)
{
    public async Task<Answer<IReadOnlyList<AgentView>>> List(Caller who, CancellationToken stop)
    {
        if (await gate.Refuses(who, Permission.See) is { } refusal) return new Answer<IReadOnlyList<AgentView>>.Denied(refusal);
        var plans = await respond.Plans(city().Id, PlanDesk.Most, stop);
        var known = plans.SelectMany(p => p.Actions.Select(a => (p.Id, Action: a))).DistinctBy(x => x.Action.Id).ToDictionary(x => x.Action.Id);
        var views = new List<AgentView>();
        foreach (var agent in await roster.All(stop))
        {
            var held = new List<HeldView>();
            foreach (var element in agent.Reachable ? agent.Elements : [])
                foreach (var lease in await actuators.Held(element, stop) ?? [])
                    held.Add(known.TryGetValue(lease.Action, out var of)
                        ? new HeldView(element.Value, lease.Action.Value, lease.Until, of.Id.Value, city().Words(of.Action.Measure))
                        : new HeldView(element.Value, lease.Action.Value, lease.Until, null, null));
            views.Add(Tell(agent, held));
        }

        return new Answer<IReadOnlyList<AgentView>>.Ok(views);
    }

    public async Task<Answer<AgentView>> Enrol(Caller who, string? address, string? code, IReadOnlyList<string>? elements, CancellationToken stop)
    {
        if (await gate.Refuses(who, Permission.ManageAgents) is { } refusal) return new Answer<AgentView>.Denied(refusal);
        if (!Uri.TryCreate(address?.Trim(), UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps)
            return new Answer<AgentView>.Invalid("address is https://HOST:PORT, as the agent prints it.");
        if (string.IsNullOrWhiteSpace(code) || code.Length > 200) return new Answer<AgentView>.Invalid("code is the one-time code that the agent prints.");
        // One that only collects serves no element.
        elements ??= [];
        if (elements.FirstOrDefault(e => city().Find(new ElementId(e)) is null) is { } unknown)
            return new Answer<AgentView>.Invalid($"The city has no element '{Visible.Of(unknown, 60)}'; it has {string.Join(", ", city().Elements.Select(e => e.Id))}.");

        switch (await roster.Enrol(uri, code.Trim(), [.. elements.Select(e => new ElementId(e))], stop))
        {
            case EnrolmentResult.Enrolled done:
                await auditor.Note(who, "enrol", done.Agent.Id, $"{uri} for {(elements.Count > 0 ? string.Join(", ", elements) : "collecting")}");
                return new Answer<AgentView>.Ok(Tell(done.Agent, []));
            case EnrolmentResult.Refused refused:
                return new Answer<AgentView>.Conflict(refused.Reason);
            case var other:
                throw new InvalidOperationException($"unknown result {other.GetType().Name}");
        }
    }

    private static AgentView Tell(EnrolledAgent a, IReadOnlyList<HeldView> held) =>
        new(a.Id, a.Address.ToString(), a.Fingerprint, [.. a.Elements.Select(e => e.Value)], a.Reachable, a.Enrolled, held);
}
