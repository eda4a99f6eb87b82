using System.Globalization;
using System.Net;
using Ward.City.Assets;
using Ward.City.Flows;
using Ward.City.Services;
using Ward.City.Zones;

namespace Ward.City.Merging;

/// <summary>Flows whose ends sources name by zone, asset, address, network or 'any'; the same flow is one with the same ends, protocol and port.</summary>
internal sealed class FlowMerge(MergeState state, ZoneMerge zones, AssetMerge assets, IReadOnlyList<Flow> own)
{
    /// <summary>A rule from anywhere to anywhere in a city of many zones says nothing that a person could use.</summary>
    private const int MostEnds = 64;

    private readonly List<Flow> flows = [.. own];
    private readonly HashSet<string> taken = [.. own.Select(f => f.Id.Value)];
    private readonly HashSet<(string, string, Transport, int)> known = [.. own.Select(f => (f.From.ToString()!, f.To.ToString()!, f.Protocol, f.Port))];

    public IReadOnlyList<Flow> Flows => flows;

    /// <summary>
    /// A firewall's rule or an observation does not say which services need the flow. Those are taken to whose needs it leads, or from whose
    /// asset it starts: closing what a service may rest on must never look free. The city's own flows say so themselves and stay as they are.
    /// </summary>
    public void Finish(IReadOnlyList<Service> services)
    {
        var servicesOf = services.SelectMany(s => s.Needs.SelectMany(n => n.Assets), (s, asset) => (asset, s.Id)).Distinct().ToLookup(n => n.asset, n => n.Id);
        var neededIn = servicesOf.Select(n => n.Key).ToLookup(a => assets[a.Value].Zone);
        for (var f = own.Count; f < flows.Count; f++)
        {
            var flow = flows[f];
            var reached = flow.To switch
            {
                FlowEnd.OfAsset asset => [asset.Asset],
                FlowEnd.OfZone zone => neededIn[zone.Zone].Where(a => MayListen(assets[a.Value], flow)),
                _ => throw new InvalidOperationException($"unknown flow end {flow.To}"),
            };
            var starts = flow.From is FlowEnd.OfAsset from ? [from.Asset] : Enumerable.Empty<AssetId>();
            flows[f] = flow with { NeededBy = [.. reached.Concat(starts).SelectMany(a => servicesOf[a]).Distinct().OrderBy(s => s.Value, StringComparer.Ordinal)] };
        }
    }

    public void Add(CityRecord record)
    {
        var (protocol, port) = PortOf(record);
        var (from, to) = (Ends(record, "from"), Ends(record, "to"));
        if (from.Count == 0 || to.Count == 0) return;
        if (from.Count * to.Count > MostEnds)
        {
            state.LeftOut.Add($"flow {record.Key} ({record.From.File}): it would be {(from.Count * to.Count).ToString(CultureInfo.InvariantCulture)} flows; name zones or assets instead of any");
            return;
        }

        foreach (var one in from)
            foreach (var other in to)
                if (one != other && (ZoneOf(one) != ZoneOf(other) || one is FlowEnd.OfAsset)) Add(record, one, other, protocol, port, PerDayOf(record));
    }

    /// <summary>A flow that was seen; the caller has asked whether it is allowed already.</summary>
    public void AddObserved(CityRecord record, FlowEnd from, FlowEnd to, Transport protocol, int port, double perDay) => Add(record, from, to, protocol, port, Math.Round(perDay, 2));

    /// <summary>True where a flow of these ends or their zones has the port, or any.</summary>
    public bool IsAllowed(FlowEnd from, FlowEnd to, Transport protocol, int port)
    {
        foreach (var one in new[] { from.ToString()!, ZoneOf(from) })
            foreach (var other in new[] { to.ToString()!, ZoneOf(to) })
                if (known.Contains((one, other, protocol, port)) || known.Contains((one, other, protocol, 0))) return true;
        return false;
    }

    public static (Transport Protocol, int Port) PortOf(CityRecord record) => (
        record["protocol"] switch { "udp" => Transport.Udp, "icmp" => Transport.Icmp, _ => Transport.Tcp },
        int.TryParse(record["port"], NumberStyles.None, CultureInfo.InvariantCulture, out var read) && read <= 65535 ? read : record["port"] is { } name && PortText.TryRead(name, out var named) ? named.Port : 0);

    public static double PerDayOf(CityRecord record) => double.TryParse(record["perDay"], CultureInfo.InvariantCulture, out var perDay) && perDay is >= 0 and <= 1e12 ? perDay : 0;

    // An asset of which no port is known may listen on any.
    private static bool MayListen(Asset asset, Flow flow) =>
        flow.Port == 0 || asset.Ports.Count == 0 || asset.Ports.Any(p => p.Port == flow.Port && p.Protocol == flow.Protocol);

    private void Add(CityRecord record, FlowEnd from, FlowEnd to, Transport protocol, int port, double perDay)
    {
        if (!known.Add((from.ToString()!, to.ToString()!, protocol, port))) return;
        var id = Ids.Free($"{from}-{to}-{protocol}-{(port == 0 ? "any" : port.ToString(CultureInfo.InvariantCulture))}", taken);
        flows.Add(new Flow(new(id), from, to, protocol, port, [], perDay));
        state.Traces.Add(new(CityPart.Flow, id, "rule", record.Key, record.From));
    }

    private List<FlowEnd> Ends(CityRecord record, string field)
    {
        var ends = new List<FlowEnd>();
        foreach (var reference in record.All(field))
        {
            var before = ends.Count;
            var address = reference.Split('/') is [var host, "32" or "128"] ? host : reference;
            if (assets.Find(record.From.Source, address) is { } asset) ends.Add(new FlowEnd.OfAsset(new(asset)));
            else if (zones.Find(record.From.Source, reference) is { } zone) ends.Add(new FlowEnd.OfZone(new(zone)));
            else if (reference == "any") ends.AddRange(zones.Zones.Select(z => new FlowEnd.OfZone(z.Id)));
            else if (IPNetwork.TryParse(reference.Contains('/', StringComparison.Ordinal) ? reference : $"{reference}/{(reference.Contains(':', StringComparison.Ordinal) ? "128" : "32")}", out var network)) ends.AddRange(Within(network));
            if (ends.Count == before) state.LeftOut.Add($"flow {record.Key} ({record.From.File}): \"{reference}\" is no zone, asset or network of the city");
        }

        return [.. ends.Distinct()];
    }

    // Zones whose networks lie in the network; else the zone that holds it, which is more than was allowed, never less; else the outside.
    private IEnumerable<FlowEnd> Within(IPNetwork network)
    {
        var inside = zones.Zones.Where(z => z.Networks.Any(n => n.PrefixLength >= network.PrefixLength && n.BaseAddress.AddressFamily == network.BaseAddress.AddressFamily && network.Contains(n.BaseAddress))).ToList();
        if (inside.Count > 0) return inside.Select(z => new FlowEnd.OfZone(z.Id));
        var holding = zones.Holding(network.BaseAddress) ?? zones.Zones.FirstOrDefault(z => z.Kind == ZoneKind.External)?.Id.Value;
        return holding is null ? [] : [new FlowEnd.OfZone(new(holding))];
    }

    public string ZoneOf(FlowEnd end) => end switch
    {
        FlowEnd.OfZone zone => zone.Zone.Value,
        FlowEnd.OfAsset asset => assets[asset.Asset.Value].Zone.Value,
        _ => throw new InvalidOperationException($"unknown flow end {end}"),
    };
}
