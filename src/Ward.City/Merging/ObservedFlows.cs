using System.Globalization;
using System.Net;
using Ward.City.Assets;
using Ward.City.Flows;
using Ward.City.Zones;

namespace Ward.City.Merging;

/// <summary>
/// Flows that were seen, not written: only those that cross from zone to zone and that no flow of the city allows already are added. Where many assets of a zone
/// use the same, it is one flow from the zone. What is left out is counted by source, since a day's traffic has more of it than a person reads.
/// </summary>
internal sealed class ObservedFlows(MergeState state, ZoneMerge zones, AssetMerge assets, FlowMerge flows)
{
    /// <summary>The end that is not the city's; stands for its external zone without networks, else its first external zone.</summary>
    public const string Outside = "outside";

    /// <summary>More assets of one zone than this at one end are the zone.</summary>
    private const int MostAssets = 16;

    /// <summary>Added by one source; those with most sessions first.</summary>
    private const int MostAdded = 5_000;

    private readonly string? outside = (zones.Zones.FirstOrDefault(z => z.Kind == ZoneKind.External && z.Networks.Count == 0) ?? zones.Zones.FirstOrDefault(z => z.Kind == ZoneKind.External))?.Id.Value;

    public void Add(IEnumerable<CityRecord> records)
    {
        foreach (var source in records.GroupBy(r => r.From.Source)) AddOf([.. source]);
    }

    private void AddOf(List<CityRecord> records)
    {
        var (nowhere, within, allowed) = (0, 0, 0);
        var sums = new Dictionary<(FlowEnd From, FlowEnd To, Transport Protocol, int Port), (double PerDay, CityRecord Record)>();
        foreach (var record in records)
        {
            var (from, to) = (End(record, "from"), End(record, "to"));
            var (protocol, port) = FlowMerge.PortOf(record);
            if (from is null || to is null) nowhere++;
            else if (flows.ZoneOf(from) == flows.ZoneOf(to)) within++;
            else if (flows.IsAllowed(from, to, protocol, port)) allowed++;
            else
            {
                var before = sums.GetValueOrDefault((from, to, protocol, port));
                sums[(from, to, protocol, port)] = (before.PerDay + FlowMerge.PerDayOf(record), before.Record ?? record);
            }
        }

        var folded = Folded(Folded(sums, k => k.From, (k, zone) => k with { From = zone }), k => k.To, (k, zone) => k with { To = zone });
        foreach (var (flow, told) in folded.OrderByDescending(s => s.Value.PerDay).ThenBy(s => s.Value.Record.Key, StringComparer.Ordinal).Take(MostAdded))
            flows.AddObserved(told.Record, flow.From, flow.To, flow.Protocol, flow.Port, told.PerDay);
        Say(records[0], nowhere, "have an end in no zone of the city");
        Say(records[0], within, "are within one zone, where everything reaches everything");
        Say(records[0], allowed, "are allowed already by flows of the city");
        Say(records[0], Math.Max(0, folded.Count - MostAdded), "are the rarest beyond what is added from one source");
    }

    private void Say(CityRecord any, int count, string words)
    {
        if (count > 0) state.LeftOut.Add(string.Create(CultureInfo.InvariantCulture, $"{count} observed flows ({any.From.File}) {words}"));
    }

    private Dictionary<TKey, (double PerDay, CityRecord Record)> Folded<TKey>(Dictionary<TKey, (double PerDay, CityRecord Record)> sums, Func<TKey, FlowEnd> end, Func<TKey, FlowEnd, TKey> with) where TKey : notnull
    {
        var folded = new Dictionary<TKey, (double PerDay, CityRecord Record)>();
        foreach (var group in sums.GroupBy(s => with(s.Key, new FlowEnd.OfZone(new(flows.ZoneOf(end(s.Key)))))))
        {
            var whole = group.Count() > MostAssets;
            foreach (var (key, told) in group)
            {
                var place = whole ? group.Key : key;
                var before = folded.GetValueOrDefault(place);
                folded[place] = (before.PerDay + told.PerDay, before.Record ?? told.Record);
            }
        }

        return folded;
    }

    private FlowEnd? End(CityRecord record, string field)
    {
        if (record[field] is not { } reference) return null;
        if (reference == Outside) return outside is null ? null : new FlowEnd.OfZone(new(outside));
        if (assets.Find(record.From.Source, reference) is { } asset) return new FlowEnd.OfAsset(new(asset));
        return IPAddress.TryParse(reference, out var address) && zones.Holding(address) is { } zone ? new FlowEnd.OfZone(new(zone)) : null;
    }
}
