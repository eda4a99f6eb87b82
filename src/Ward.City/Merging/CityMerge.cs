using System.Globalization;
using Ward.City.Reading;
using Ward.City.Services;
using Ward.City.Software;

namespace Ward.City.Merging;

/// <summary>
/// The city's own file and what sources say, as one city. Pure: the same file, deltas, policy and earlier city give the same text and so the same version.
/// What the own file says of services, accounts, flows, exposures, elements and the protected set stands as it is; sources add to it.
/// </summary>
public static class CityMerge
{
    /// <param name="own">The hand-written city.</param>
    /// <param name="ownFrom">Its file and time.</param>
    /// <param name="fallbackZone">Zone of assets that no zone's networks hold; null leaves them out.</param>
    /// <param name="earlier">The merged city before this one, from which assets keep their ids; null for the first.</param>
    /// <param name="installed">Packages on its assets, in which advisories find weaknesses; null where none is known.</param>
    public static MergedCity Of(CityModel own, Provenance ownFrom, IEnumerable<CityDelta> deltas, MergePolicy policy, string? fallbackZone = null, CityModel? earlier = null, InstalledPackages? installed = null)
    {
        var state = new MergeState(policy);
        var sources = deltas.OrderBy(d => policy.Rank(d.Source)).ThenBy(d => d.Time).ThenBy(d => d.Source, StringComparer.Ordinal).ToList();
        List<CityRecord> records = [.. CityRecords.Of(own, ownFrom), .. sources.SelectMany(d => d.Records)];
        HashSet<string> places = [.. own.Services.Select(s => s.Id.Value)];
        var zones = new ZoneMerge(state, places);
        foreach (var record in records.Where(r => r.Part == CityPart.Zone)) zones.Add(record);
        zones.Finish();
        var assets = new AssetMerge(state, zones, places, fallbackZone, AssetMerge.IdsOf(earlier));
        // What only adds to assets that others tell of comes when all others have told.
        foreach (var record in records.Where(r => r.Part == CityPart.Asset).OrderBy(r => r["known"] == "true")) assets.Add(record);
        assets.Finish();

        var told = records.Where(r => r.From.Source != MergePolicy.City).ToList();
        var services = own.Services.ToList();
        foreach (var record in told.Where(r => r.Part == CityPart.Service)) AddService(state, assets, services, places, record);
        var accounts = new AccountMerge(state, assets, own.Accounts);
        accounts.Add(told.Where(r => r.Part == CityPart.Account));
        var flows = new FlowMerge(state, zones, assets, own.Flows);
        var seen = told.ToLookup(r => r.Part == CityPart.Flow && r["observed"] == "true");
        foreach (var record in seen[false].Where(r => r.Part == CityPart.Flow)) flows.Add(record);
        new ObservedFlows(state, zones, assets, flows).Add(seen[true]);
        flows.Finish(services);
        var exposures = new ExposureMerge(state, assets, zones.Zones, new SignalMerge(state, told.Where(r => r.Part == CityPart.Vulnerability)), own.Exposures, installed ?? InstalledPackages.None);
        exposures.Add(told.Where(r => r.Part == CityPart.Exposure));
        exposures.AddWeakServices();

        var draft = own with { Zones = zones.Zones, Assets = assets.Assets, Services = services, Accounts = accounts.Accounts, Flows = flows.Flows, Exposures = exposures.Exposures };
        var text = CityWriter.Write(draft);
        return CityReader.Read("merged city", text) switch
        {
            CityReading.Read read => new MergedCity.Merged(read.City, text, state.Traces, state.Conflicts, state.AllLeftOut(), read.Warnings),
            CityReading.Refused refused => new MergedCity.Refused(text, refused.Problems),
            _ => throw new InvalidOperationException("A reading of an unknown kind."),
        };
    }

    private static void AddService(MergeState state, AssetMerge assets, List<Service> services, HashSet<string> taken, CityRecord record)
    {
        var name = record["name"] ?? record.Key;
        var citizens = long.TryParse(record["citizens"], NumberStyles.None, CultureInfo.InvariantCulture, out var read) && read <= 10_000_000_000 ? read : 0;
        if (services.Find(s => s.Id.Value == record.Key || string.Equals(s.Name, name, StringComparison.OrdinalIgnoreCase)) is { } known)
        {
            if (record["citizens"] is not null && known.Citizens != citizens)
                state.Conflicts.Add(new(CityPart.Service, known.Id.Value, "citizens", known.Citizens.ToString(CultureInfo.InvariantCulture), new(MergePolicy.City, "", default), record["citizens"]!, record.From));
            return;
        }

        var needs = new List<Need>();
        foreach (var reference in record.All("needs"))
        {
            if (assets.Find(record.From.Source, reference) is { } asset) needs.Add(new Need([new(asset)], [], 1));
            else state.LeftOut.Add($"service {name} ({record.From.File}): \"{reference}\", which it needs, is no asset of the city");
        }

        var id = Ids.Free(record.Key, taken);
        services.Add(new Service(new(id), name, needs, citizens, new Impact.Impact(0, 0, 0), 0, 0.05, null, null));
        state.Traces.Add(new(CityPart.Service, id, "name", name, record.From));
    }
}
