using Ward.City.Assets;
using Ward.City.Flows;
using Ward.Standards.Yaml;

namespace Ward.City.Reading;

internal static class FlowReader
{
    public static IReadOnlyList<Flow> Read(CityDraft draft, IReadOnlyList<Asset> assets)
    {
        var byId = new Dictionary<AssetId, Asset>();
        foreach (var asset in assets) byId.TryAdd(asset.Id, asset);
        var flows = new List<Flow>();
        foreach (var (id, fields) in draft.Flows.Entries)
        {
            var from = ReadEnd(draft, fields["from"]);
            var to = ReadEnd(draft, fields["to"]);
            if (from is FlowEnd.OfAsset one && to is FlowEnd.OfAsset other && one.Asset == other.Asset)
                fields["to"].Wrong("another asset than the one from which the flow comes");
            var target = to is FlowEnd.OfAsset end ? byId.GetValueOrDefault(end.Asset) : null;
            var (protocol, port) = ReadPort(fields, target);
            if (target is { Ports.Count: > 0 } && port > 0 && !target.Ports.Any(p => p.Port == port && p.Protocol == protocol))
                draft.Warnings.Add(fields.LineOf("port"), $"{fields.Path}.port",
                    $"a port on which {target.Id} listens ({string.Join(", ", target.Ports.Select(p => p.Port))})", $"{port}");
            flows.Add(new Flow(new FlowId(id), from, to, protocol, port,
                [.. draft.Services.ReferAll(fields["neededBy"]).Select(s => new ServiceId(s))],
                fields["perDay"].Number(0, 1e12, 0)));
            fields.Close();
        }

        return flows;
    }

    private static FlowEnd ReadEnd(CityDraft draft, YamlField field)
    {
        if (field.Peek is { } id)
        {
            if (draft.Zones.Has(id)) return new FlowEnd.OfZone(new ZoneId(id));
            if (draft.Assets.Has(id)) return new FlowEnd.OfAsset(new AssetId(id));
        }

        var known = draft.Zones.Ids.Concat(draft.Assets.Ids).ToList();
        field.Wrong($"the id of a zone or an asset{Section.Known(known, known.Count)}", known);
        return new FlowEnd.OfZone(new ZoneId(""));
    }

    // A name means what listens under that name at the target first, and the well-known port second.
    private static (Transport, int) ReadPort(YamlFields fields, Asset? target)
    {
        var field = fields["port"];
        var stated = fields["protocol"];
        if (field.Peek is { } name && (target?.Ports.FirstOrDefault(p => p.Name == name) ?? (WellKnownPorts.TryFind(name, out var known) ? known : null)) is { } named)
            return (Ports.Protocol(stated, named.Protocol), named.Port);
        var protocol = Ports.Protocol(stated, Transport.Tcp);
        if (field.Peek == "any" || (field.IsAbsent && protocol == Transport.Icmp)) return (protocol, 0);
        return (protocol, field.Parsed<int>($"a port from 1 to {Ports.Highest}, a protocol by name (ssh, https), or any", Ports.TryPort, 0));
    }
}
