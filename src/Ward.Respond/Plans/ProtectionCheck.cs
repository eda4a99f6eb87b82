using System.Net;
using System.Net.Sockets;
using Ward.City;
using Ward.City.Flows;
using Ward.Prescribe.Measures;

namespace Ward.Respond.Plans;

/// <summary>The protected set, asked once more right before a plan is recorded and again at its approval. Fails closed.</summary>
internal static class ProtectionCheck
{
    /// <summary>Why the measure must not be carried out, or null.</summary>
    public static string? Touches(CityModel city, Measure measure, IReadOnlyList<ActionTarget> targets)
    {
        var named = measure switch
        {
            Measure.DenySource or Measure.DenyWeb => null,
            Measure.CloseFlow m => OfFlow(city, m.Flow),
            Measure.DisableAccount m => OfAccount(city, m.Account),
            Measure.SegmentZone m => m.Flows(city).Select(f => OfFlow(city, f.Id)).FirstOrDefault(reason => reason is not null),
            Measure.RotateCredential m => OfAccount(city, m.Account),
            Measure.RequireFactor m => OfAccount(city, m.Account),
            Measure.ChangePassword m => OfAsset(city, m.Asset),
            Measure.Harden m => OfAsset(city, m.Asset),
            Measure.Patch m => OfAsset(city, m.Asset),
            Measure.VerifyBackup m => OfAsset(city, m.Asset),
            Measure.VirtualPatch => null,
            Measure.IsolateHost m => OfAsset(city, m.Host),
            _ => $"unknown measure '{measure.Key}'",
        };
        return named ?? targets.Select(t => OfTarget(city, t)).FirstOrDefault(reason => reason is not null);
    }

    private static string? OfAccount(CityModel city, AccountId id) => city.Protection.Accounts.Contains(id) ? $"account {id} is protected" : null;

    private static string? OfAsset(CityModel city, AssetId id) => city.IsProtected(id) ? $"{id} is protected" : null;

    private static string? OfTarget(CityModel city, ActionTarget target) => target switch
    {
        ActionTarget.Source t => OfAddress(city, t.Address),
        ActionTarget.WebSource t => OfAddress(city, t.Address),
        ActionTarget.Host t => t.Addresses.Select(a => OfAddress(city, a)).FirstOrDefault(reason => reason is not null),
        ActionTarget.Connection t => OfFlows(city, t),
        _ => "unknown kind of target",
    };

    private static string? OfAddress(CityModel city, IPAddress address)
    {
        if (city.IsProtected(address) || city.IsProtected(address.MapToIPv6())) return $"{address} is in the protected set";
        if (IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) || address.Equals(IPAddress.Broadcast)
            || address.IsIPv6Multicast || (address.AddressFamily == AddressFamily.InterNetwork && address.GetAddressBytes()[0] >= 224))
            return $"{address} is not the address of one host";
        return null;
    }

    private static string? OfFlow(CityModel city, FlowId id)
    {
        if (city.Protection.Flows.Contains(id)) return $"flow {id} is protected";
        if (city.Find(id) is not { } flow) return $"the city has no flow '{id}'";
        return OfEnd(city, id, flow.From) ?? OfEnd(city, id, flow.To);
    }

    private static string? OfEnd(CityModel city, FlowId flow, FlowEnd end)
    {
        if (end is FlowEnd.OfAsset a && city.IsProtected(a.Asset)) return $"flow {flow} ends at {a.Asset}, which is protected";
        if (Targeting.IsOutside(city, end)) return null;
        var ranges = Targeting.Networks(city, end);
        var shielded = city.Protection.Networks.Concat(city.Protection.Assets
            .SelectMany(id => city.Find(id)?.Addresses ?? []).Select(x => AddressRanges.Single(AddressRanges.Plain(x))));
        foreach (var network in shielded)
            if (ranges.Any(r => AddressRanges.Overlap(r, network))) return $"flow {flow} has {network} at one end, which is protected";
        return null;
    }

    /// <summary>A protected flow inside the ranges that would be closed.</summary>
    private static string? OfFlows(CityModel city, ActionTarget.Connection target)
    {
        foreach (var id in city.Protection.Flows)
        {
            if (city.Find(id) is not { } flow || flow.Protocol != target.Protocol) continue;
            if (flow.Port != 0 && target.Port != 0 && flow.Port != target.Port) continue;
            if (Meets(flow.From, target.From) && Meets(flow.To, target.To)) return $"it would close flow {id} too, which is protected";
        }

        return null;

        bool Meets(FlowEnd end, IPNetwork range) =>
            Targeting.IsOutside(city, end) || Targeting.Networks(city, end).Any(n => AddressRanges.Overlap(n, range));
    }
}
