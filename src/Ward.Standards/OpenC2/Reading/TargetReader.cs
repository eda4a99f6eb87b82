using System.Text.Json;

namespace Ward.Standards.OpenC2.Reading;

internal static class TargetReader
{
    public static OpenC2Target? Read(Refusals r, JsonElement e)
    {
        if (!r.IsObject(e, "target"))
            return null;
        if (e.GetPropertyCount() != 1)
            return r.Refuse<OpenC2Target>("target names more than one thing");
        var member = e.EnumerateObject().First();
        var (name, value) = (member.Name, member.Value);
        return name switch
        {
            "ipv4_net" => ReadRange(r, value, name, v4: true) is { } v4 ? new OpenC2Target.Ipv4Net(v4) : null,
            "ipv6_net" => ReadRange(r, value, name, v4: false) is { } v6 ? new OpenC2Target.Ipv6Net(v6) : null,
            "ipv4_connection" => ReadTuple(r, value, name, v4: true) is { } t4 ? new OpenC2Target.Ipv4Connection(t4) : null,
            "ipv6_connection" => ReadTuple(r, value, name, v4: false) is { } t6 ? new OpenC2Target.Ipv6Connection(t6) : null,
            "device" => ReadDevice(r, value),
            "features" => ReadFeatures(r, value),
            "file" => ShapeReader.ReadFile(r, value, "file"),
            "artifact" => ShapeReader.ReadArtifact(r, value),
            "process" => ShapeReader.ReadProcess(r, value, "process", depth: 0) ? new OpenC2Target.Shaped(name, Refusals.Compact(value)) : null,
            "properties" => ReadProperties(r, value),
            "command" or "domain_name" or "email_addr" or "idn_domain_name" or "idn_email_addr" or "iri" or "mac_addr" or "uri" => TextShapes.Read(r, name, value),
            "slpf:rule_number" when r.Vocabulary.Profiles.Contains("slpf") =>
                r.Integer(value, name, long.MinValue, long.MaxValue) is { } number ? new OpenC2Target.RuleNumber(number) : null,
            _ => ReadExtension(r, name, value),
        };
    }

    private static AddressRange? ReadRange(Refusals r, JsonElement e, string where, bool v4)
    {
        if (r.Text(e, where) is not { } text)
            return null;
        if (v4 ? AddressRange.TryReadV4(text, out var range) : AddressRange.TryReadV6(text, out range))
            return range;
        r.Refuse<object>($"{where} is not an address with an optional prefix length: '{Refusals.Short(text)}'");
        return null;
    }

    private static ConnectionTuple? ReadTuple(Refusals r, JsonElement e, string where, bool v4)
    {
        if (!r.IsObject(e, where))
            return null;
        AddressRange? source = null, destination = null;
        long? sourcePort = null, destinationPort = null;
        L4Protocol? protocol = null;
        foreach (var member in e.EnumerateObject())
        {
            switch (member.Name)
            {
                case "src_addr": source = ReadRange(r, member.Value, "src_addr", v4); break;
                case "dst_addr": destination = ReadRange(r, member.Value, "dst_addr", v4); break;
                case "src_port": sourcePort = r.Integer(member.Value, "src_port", 0, 65535); break;
                case "dst_port": destinationPort = r.Integer(member.Value, "dst_port", 0, 65535); break;
                case "protocol":
                    if (r.OneOf(member.Value, "protocol", "icmp", "tcp", "udp", "sctp") is { } word)
                        protocol = Enum.Parse<L4Protocol>(word, ignoreCase: true);
                    break;
                default: r.Unknown(where, member.Name); break;
            }
            if (r.Failed)
                return null;
        }
        return new(source, (int?)sourcePort, destination, (int?)destinationPort, protocol);
    }

    private static OpenC2Target.Device? ReadDevice(Refusals r, JsonElement e)
    {
        if (!r.IsObject(e, "device"))
            return null;
        string? host = null, idn = null, id = null;
        foreach (var member in e.EnumerateObject())
        {
            switch (member.Name)
            {
                case "hostname": host = TextShapes.Hostname(r, member.Value, "hostname"); break;
                case "idn_hostname": idn = r.Text(member.Value, "idn_hostname"); break;
                case "device_id": id = r.Text(member.Value, "device_id"); break;
                default: r.Unknown("device", member.Name); break;
            }
            if (r.Failed)
                return null;
        }
        return new OpenC2Target.Device(host, idn, id);
    }

    private static OpenC2Target.Features? ReadFeatures(Refusals r, JsonElement e)
    {
        if (e.ValueKind != JsonValueKind.Array || e.GetArrayLength() > 10)
            return r.Refuse<OpenC2Target.Features>("features is not a list of at most ten names");
        HashSet<string> asked = [];
        foreach (var item in e.EnumerateArray())
        {
            if (r.OneOf(item, "features", "versions", "profiles", "pairs", "rate_limit") is not { } name)
                return null;
            if (!asked.Add(name))
                return r.Refuse<OpenC2Target.Features>($"features names '{name}' twice");
        }
        return new OpenC2Target.Features(asked.Contains("versions"), asked.Contains("profiles"), asked.Contains("pairs"), asked.Contains("rate_limit"));
    }

    private static OpenC2Target.Properties? ReadProperties(Refusals r, JsonElement e)
    {
        if (e.ValueKind != JsonValueKind.Array || e.GetArrayLength() == 0)
            return r.Refuse<OpenC2Target.Properties>("properties is not a list of names");
        HashSet<string> seen = [];
        foreach (var item in e.EnumerateArray())
        {
            if (r.Text(item, "properties") is not { } name)
                return null;
            if (!seen.Add(name))
                return r.Refuse<OpenC2Target.Properties>("properties names one thing twice");
        }
        return new OpenC2Target.Properties(Refusals.Compact(e));
    }

    private static OpenC2Target.Extension? ReadExtension(Refusals r, string name, JsonElement value)
    {
        var colon = name.IndexOf(':');
        if (colon < 0)
            return r.Refuse<OpenC2Target.Extension>($"target is not known: '{Refusals.Short(name)}'");
        var (profile, kind) = (name[..colon], name[(colon + 1)..]);
        if (!Names.IsExtensionProfile(profile) || !Names.IsName(kind))
            return r.Refuse<OpenC2Target.Extension>($"target is not a well-formed name: '{Refusals.Short(name)}'");
        if (!r.Vocabulary.Profiles.Contains(profile))
            return r.Refuse<OpenC2Target.Extension>($"target belongs to a profile that is not known here: '{profile}'");
        return new OpenC2Target.Extension(profile, kind, Refusals.Compact(value));
    }
}
