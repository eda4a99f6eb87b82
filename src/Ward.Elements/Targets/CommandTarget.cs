using System.Net;
using System.Text.Json;
using Ward.Standards.OpenC2;
using Ward.Standards.OpenC2.Profiles;

namespace Ward.Elements.Targets;

/// <summary>From the words of OpenC2 to what a driver understands.</summary>
public static class CommandTarget
{
    private const int MostAddresses = 32;

    /// <summary>False with a reason where the command is none that puts something in force, or is too vague to be carried out.</summary>
    public static bool TryRead(OpenC2Command command, out ElementTarget target, out string reason)
    {
        target = null!;
        reason = "";
        switch (command.Action, command.Target)
        {
            case (OpenC2Action.Deny, OpenC2Target.Ipv4Net net): target = new ElementTarget.Source(net.Range.Network); return true;
            case (OpenC2Action.Deny, OpenC2Target.Ipv6Net net): target = new ElementTarget.Source(net.Range.Network); return true;
            case (OpenC2Action.Deny, OpenC2Target.Ipv4Connection c): return TryReadTuple(c.Tuple, icmp: 1, out target, out reason);
            case (OpenC2Action.Deny, OpenC2Target.Ipv6Connection c): return TryReadTuple(c.Tuple, icmp: 58, out target, out reason);
            case (OpenC2Action.Contain, OpenC2Target.Extension { Profile: WardProfile.Name, Kind: WardProfile.Host } host):
                return TryReadHost(host.Json, out target, out reason);
            case (OpenC2Action.Contain, OpenC2Target.Device):
                reason = "a device is not known here by name or id; name its addresses with x-ward:host";
                return false;
            default:
                reason = $"{command.Action.Name()} {command.Target.Name} is not carried out here";
                return false;
        }
    }

    private static bool TryReadTuple(ConnectionTuple tuple, byte icmp, out ElementTarget target, out string reason)
    {
        target = null!;
        reason = tuple switch
        {
            { Source: null } or { Destination: null } => "a connection is denied only between two given ends",
            { Protocol: null } => "a connection is denied only for a given protocol",
            { SourcePort: not null } => "a source port changes with every connection and cannot be denied",
            { Protocol: L4Protocol.Sctp } => "sctp is not carried out here",
            { Protocol: L4Protocol.Icmp, DestinationPort: > 0 } => "icmp has no ports",
            _ => "",
        };
        if (reason.Length > 0)
            return false;
        var protocol = tuple.Protocol == L4Protocol.Icmp ? icmp : (byte)tuple.Protocol!.Value;
        target = new ElementTarget.Connection(tuple.Source!.Value.Network, tuple.Destination!.Value.Network, protocol, tuple.DestinationPort ?? 0);
        return true;
    }

    private static bool TryReadHost(string json, out ElementTarget target, out string reason)
    {
        target = null!;
        reason = "x-ward:host is {\"addresses\": [...]} with 1 to 32 addresses";
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || root.GetPropertyCount() != 1 || !root.TryGetProperty("addresses", out var list)
            || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() is 0 or > MostAddresses)
            return false;
        List<IPAddress> addresses = [];
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String || !TryReadAddress(item.GetString()!, out var address))
                return false;
            if (!addresses.Contains(address))
                addresses.Add(address);
        }
        target = new ElementTarget.Host(addresses);
        reason = "";
        return true;
    }

    private static bool TryReadAddress(string text, out IPAddress address)
    {
        var read = AddressRange.TryReadV4(text, out var range) || AddressRange.TryReadV6(text, out range);
        address = read ? range.Address : IPAddress.None;
        return read && range.IsHost;
    }
}
