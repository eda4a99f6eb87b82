using Ward.City;

namespace Ward.Server.Application.Agents;

/// <summary>The agents that carry out changes. Wired to the dialogue with the agents by the composition. Thread-safe.</summary>
public interface IAgentRoster
{
    Task<IReadOnlyList<EnrolledAgent>> All(CancellationToken stop);

    /// <summary>Enrols the agent that listens at the address and printed the one-time code.</summary>
    Task<EnrolmentResult> Enrol(Uri address, string code, IReadOnlyList<ElementId> elements, CancellationToken stop);
}
