using System.Globalization;
using System.Net;
using Ward.City.Assets;
using Ward.City.Merging;

namespace Ward.City.Imports.Observed;

/// <summary>What was counted, as records: flows with their sessions a day, and the hosts at their ends with what answered there.</summary>
internal sealed class ObservedDelta(FlowCounter counter, Func<IPAddress, bool?>? isCity)
{
    /// <summary>More ports than this between two are any port, as with rules of firewalls.</summary>
    private const int MostPorts = 32;

    /// <summary>Flows told, those with most sessions first.</summary>
    private const int MostFlows = 20_000;

    private const int Named = 10;

    /// <summary>From here on ports are given out for a while (RFC 6335, section 6): nothing is known to listen there.</summary>
    private const int Dynamic = 49_152;

    public static string Outside => ObservedFlows.Outside;

    public (List<CityRecord> Records, List<string> Notes) Of(Provenance from)
    {
        var notes = new List<string>();
        var scanning = counter.Sources.Where(s => s.Value.Scans).OrderByDescending(s => s.Value.Refused).ThenBy(s => s.Key.ToString(), StringComparer.Ordinal).ToList();
        var flows = Folded(scanning).OrderByDescending(f => f.Value).ThenBy(f => Key(f.Key), StringComparer.Ordinal).ToList();
        var days = counter.Days ?? 1;
        var records = new List<CityRecord>();
        foreach (var (flow, sessions) in flows.Take(MostFlows))
            records.Add(new RecordBuilder(CityPart.Flow, Key(flow), from).With("from", flow.From?.ToString() ?? Outside).With("to", flow.To?.ToString() ?? Outside).With("protocol", flow.Protocol.ToString().ToLowerInvariant())
                .With("port", flow.Port.ToString(CultureInfo.InvariantCulture)).With("perDay", Math.Round(sessions / days, 2)).With("observed", true).Build());
        records.InsertRange(0, Hosts(flows.Take(MostFlows).Select(f => f.Key), from));

        notes.Add(string.Create(CultureInfo.InvariantCulture, $"{counter.Seen} conversations{(counter.Days is { } told ? $" of {told:0.##} days" : " without a time, counted as of one day")} are {Math.Min(flows.Count, MostFlows)} flows"));
        Say(notes, counter.Refused, "were refused or not answered and are no flow");
        Say(notes, counter.ToMany, "were to or from addresses of many (multicast, broadcast, link-local, loopback)");
        Say(notes, counter.Foreign, "were between addresses that are not the city's");
        Say(notes, counter.LetGo, "were of flows too rare to be kept in memory");
        Say(notes, counter.Unwatched, "were from addresses of which it is not known whether they scan, since there are too many");
        Say(notes, flows.Skip(MostFlows).Sum(f => f.Value), $"were of the {Math.Max(0, flows.Count - MostFlows)} rarest flows, which are left out");
        foreach (var (address, source) in scanning.Take(Named))
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{address} scans (about {source.Refused} places refused it or did not answer): its flows are left out"));
        if (scanning.Count > Named) notes.Add(string.Create(CultureInfo.InvariantCulture, $"{scanning.Count - Named} more addresses scan"));
        return (records, notes);
    }

    private static void Say(List<string> notes, long count, string words)
    {
        if (count > 0) notes.Add(string.Create(CultureInfo.InvariantCulture, $"{count} {words}"));
    }

    // Without what scans, and with many ports between two as any.
    private Dictionary<FlowKey, long> Folded(List<KeyValuePair<IPAddress, ObservedSource>> scanning)
    {
        var flows = counter.Flows.ToDictionary();
        var scanners = scanning.Select(s => s.Key).ToHashSet();
        foreach (var (flow, count) in scanning.SelectMany(s => s.Value.Outside ?? []))
            if (flows.TryGetValue(flow, out var all)) flows[flow] = all - count;
        foreach (var key in flows.Where(f => f.Value <= 0 || (f.Key.From is { } source && scanners.Contains(source))).Select(f => f.Key).ToList()) flows.Remove(key);
        foreach (var pair in flows.Keys.GroupBy(k => k with { Port = 0 }).Where(g => g.Count() > MostPorts).Select(g => (g.Key, All: g.ToList())).ToList())
        {
            var sum = pair.All.Sum(k => flows[k]);
            foreach (var key in pair.All) flows.Remove(key);
            flows[pair.Key] = sum;
        }

        return flows;
    }

    private List<CityRecord> Hosts(IEnumerable<FlowKey> flows, Provenance from)
    {
        var listens = new Dictionary<IPAddress, SortedSet<string>>();
        foreach (var flow in flows)
        {
            foreach (var end in new[] { flow.From, flow.To })
                if (end is not null && isCity?.Invoke(end) != false) listens.TryAdd(end, new SortedSet<string>(StringComparer.Ordinal));
            if (flow is { To: { } to, Port: > 0 and < Dynamic } && flow.Protocol != Transport.Icmp && listens.TryGetValue(to, out var own)) own.Add(PortText.Print(null, flow.Protocol, flow.Port));
        }

        return [.. listens.Select(l => (Address: l.Key.ToString(), l.Value)).OrderBy(l => l.Address, StringComparer.Ordinal).Select(l => new RecordBuilder(CityPart.Asset, l.Address, from).With("addresses", [l.Address]).With("listens", l.Value).Build())];
    }

    private static string Key(FlowKey flow) =>
        string.Create(CultureInfo.InvariantCulture, $"{flow.From?.ToString() ?? Outside} > {flow.To?.ToString() ?? Outside} {flow.Protocol.ToString().ToLowerInvariant()} {flow.Port}");
}
