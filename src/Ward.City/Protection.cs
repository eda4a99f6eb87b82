using System.Net;

namespace Ward.City;

/// <summary>What no measure may ever touch: management, DNS, DHCP, domain controllers, time, safety controllers, emergency services, shared egress.</summary>
public sealed record Protection(
    IReadOnlyList<IPNetwork> Networks,
    IReadOnlyList<AssetId> Assets,
    IReadOnlyList<AccountId> Accounts,
    IReadOnlyList<FlowId> Flows)
{
    public static Protection None { get; } = new([], [], [], []);
}
