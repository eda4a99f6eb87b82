using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ward.City;
using Ward.City.Assets;
using Ward.Respond.Plans;
using Ward.Standards.OpenC2;
using Ward.Standards.OpenC2.Profiles;

namespace Ward.Respond.Dialogue;

/// <summary>From Ward's actions to the words of OpenC2.</summary>
internal static class CommandWords
{
    public static OpenC2Command Apply(LeasedAction action, DateTimeOffset now)
    {
        var left = action.Until - now;
        // Both: where the clocks differ the agent takes the earlier end.
        var args = new OpenC2Args(null, action.Until, TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling(left.TotalMilliseconds))), ResponseRequest.Complete, null, []);
        var (verb, target, profile) = action.Target switch
        {
            ActionTarget.Source source => (OpenC2Action.Deny, Net(source.Address), "slpf"),
            ActionTarget.WebSource source => (OpenC2Action.Deny, Net(source.Address), WardProfile.Name),
            ActionTarget.Connection connection => (OpenC2Action.Deny, Flow(connection), "slpf"),
            ActionTarget.Host host => (OpenC2Action.Contain, Isolate(host), WardProfile.Name),
            _ => throw new InvalidOperationException($"no words for {action.Target.GetType().Name}"),
        };
        return new(verb, target, args, At(action.Element, profile), action.Id.Value);
    }

    public static OpenC2Command Release(ElementId element, ActionId action) =>
        new(OpenC2Action.Delete, Extension(WardProfile.Lease, new JsonObject { ["id"] = action.Value }), null, At(element, WardProfile.Name), null);

    /// <param name="element">Null for every element of the agent.</param>
    public static OpenC2Command ReleaseAll(ElementId? element) =>
        new(OpenC2Action.Delete, Extension(WardProfile.Leases, []), null, element is { } named ? At(named, WardProfile.Name) : null, null);

    public static OpenC2Command Held(ElementId element) =>
        new(OpenC2Action.Query, Extension(WardProfile.Leases, []), null, At(element, WardProfile.Name), null);

    public static OpenC2Command AreYouThere() => new(OpenC2Action.Query, new OpenC2Target.Features(false, false, false, false), null, null, null);

    /// <param name="action">Null to learn only which services answer.</param>
    public static OpenC2Command Witness(ElementId element, ActionId? action, TimeSpan window, IReadOnlyList<Uri> probes)
    {
        var question = new JsonObject { ["window_ms"] = (int)window.TotalMilliseconds, ["probes"] = new JsonArray([.. probes.Select(p => JsonValue.Create(p.ToString()))]) };
        if (action is { } asked)
            question["id"] = asked.Value;
        return new(OpenC2Action.Query, Extension(WardProfile.Witness, question), null, At(element, WardProfile.Name), null);
    }

    private static OpenC2Target Net(IPAddress address)
    {
        var plain = Plain(address);
        return plain.AddressFamily == AddressFamily.InterNetwork ? new OpenC2Target.Ipv4Net(AddressRange.Of(plain)) : new OpenC2Target.Ipv6Net(AddressRange.Of(plain));
    }

    private static OpenC2Target Flow(ActionTarget.Connection flow)
    {
        var protocol = flow.Protocol switch
        {
            Transport.Tcp => L4Protocol.Tcp,
            Transport.Udp => L4Protocol.Udp,
            Transport.Icmp => L4Protocol.Icmp,
            _ => throw new InvalidOperationException($"no protocol for {flow.Protocol}"),
        };
        var tuple = new ConnectionTuple(AddressRange.Of(flow.From), null, AddressRange.Of(flow.To), flow.Port == 0 ? null : flow.Port, protocol);
        return flow.From.BaseAddress.AddressFamily == AddressFamily.InterNetwork ? new OpenC2Target.Ipv4Connection(tuple) : new OpenC2Target.Ipv6Connection(tuple);
    }

    private static OpenC2Target.Extension Isolate(ActionTarget.Host host) =>
        Extension(WardProfile.Host, new JsonObject { ["addresses"] = new JsonArray([.. host.Addresses.Select(a => JsonValue.Create(Plain(a).ToString()))]) });

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static OpenC2Target.Extension Extension(string kind, JsonObject value) => new(WardProfile.Name, kind, value.ToJsonString());

    private static OpenC2Actuator At(ElementId element, string profile) =>
        new(profile, element.Value, JsonSerializer.Serialize(new Dictionary<string, string> { ["asset_id"] = element.Value }));
}
