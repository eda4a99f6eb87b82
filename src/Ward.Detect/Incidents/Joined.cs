using Ward.City;
using Ward.Detect.Findings;

namespace Ward.Detect.Incidents;

/// <summary>Why one finding belongs to its incident.</summary>
/// <param name="By">What both have in common: the address, the conquered host, the shared host and login; of a step over a flow the asset that it came from and the one that it reached. Empty for the finding that opened the incident.</param>
public sealed record Joined(FindingId Finding, JoinReason Reason, IReadOnlyList<Entity> By)
{
    /// <summary>The flow of the city over which the attack can have moved; null but for <see cref="JoinReason.Neighbour"/>.</summary>
    public FlowId? Flow { get; init; }

    /// <summary>In words: 'because it comes from 203.0.113.9 too'. Logins are shown so that nothing in them can pass for our words.</summary>
    public string Words => Reason switch
    {
        JoinReason.Opened => "it opened the incident",
        JoinReason.SharedSource => $"it comes from {Names} too",
        JoinReason.ConqueredHost => $"it comes from {Names}, where somebody has got in",
        JoinReason.SameAttempt => $"it is close in time and about {Names} too",
        JoinReason.Neighbour => $"from {Name(By[0])} an attack can move to {Name(By[1])} over the flow {Flow}",
        _ => throw new InvalidOperationException($"Unknown reason {Reason}."),
    };

    private string Names => string.Join(" and ", By.Select(Name));

    private static string Name(Entity entity) => Shown.Name(entity.ToString()!);
}
