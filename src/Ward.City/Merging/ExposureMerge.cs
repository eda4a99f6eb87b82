using System.Globalization;
using Ward.City.Assets;
using Ward.City.Exposures;
using Ward.City.Identities;
using Ward.City.Reading;
using Ward.City.Software;
using Ward.City.Zones;
using Ward.Standards.Cve;
using Ward.Standards.Cvss;

namespace Ward.City.Merging;

/// <summary>
/// Puts weaknesses that sources tell of on the assets that have them. One that is reached over the network stands at each port on which the asset
/// listens. One of which a source says that the product is not affected is left out only where that source counts more than the one that says it is.
/// </summary>
internal sealed class ExposureMerge(MergeState state, AssetMerge assets, IReadOnlyList<Zone> zones, SignalMerge signals, IReadOnlyList<Exposure> own, InstalledPackages installed)
{
    /// <summary>Exposures of installed packages on one asset at most; those that are attacked, or most probably will be, are taken.</summary>
    public const int MostOfPackages = 200;

    /// <summary>The same on all assets: a city is a text that people read, and a graph that is searched.</summary>
    public const int MostOfPackagesInAll = 50_000;

    private const int MostConflicts = 1000;

    private readonly List<Exposure> exposures = [.. own.Select(x => x with { Signals = signals.Of(x.Id.Value, x.Reference, x.Signals) })];
    private readonly HashSet<string> taken = [.. own.Select(x => x.Id.Value)];
    private readonly Dictionary<string, int> ofPackages = new(StringComparer.Ordinal);
    private int ofPackagesInAll;
    private int conflictsOfPackages;
    private readonly PackageShortlist shortlist = new(MostOfPackages, MostOfPackagesInAll);
    private readonly SortedDictionary<string, PackageDoubts> doubts = new(StringComparer.Ordinal);
    private readonly HashSet<(string, string)> handWritten = [.. own.Where(x => x.Reference is not null).Select(x => (x.Asset.Value, x.Reference!))];

    public IReadOnlyList<Exposure> Exposures => exposures;

    /// <summary>One weakness at a time, and of those of installed packages only the most urgent are kept: an advisory says a sentence of thousands of packages, and a city has thousands of assets.</summary>
    public void Add(IEnumerable<CityRecord> records)
    {
        HashSet<string> ids = [.. assets.Assets.Select(a => a.Id.Value)];
        var others = new List<PackageCandidate>();
        foreach (var weakness in records.GroupBy(r => r["reference"] ?? r.Key, StringComparer.Ordinal))
        {
            var placed = new SortedDictionary<string, List<CityRecord>>(StringComparer.Ordinal);
            var packages = new PackageMerge(ids, installed);
            foreach (var record in weakness)
            {
                if (packages.Add(record)) continue;
                foreach (var asset in Places(record)) Place(asset, record);
            }

            foreach (var (asset, verdicts, unknown, idle) in packages.Verdicts())
            {
                foreach (var verdict in verdicts) Place(asset, verdict);
                if (unknown is not null) DoubtsOf(asset).AddUnknown(weakness.Key, unknown, signals.IsAttacked(weakness.Key));
                if (idle is not null) DoubtsOf(asset).AddIdle(weakness.Key, idle);
            }

            foreach (var (asset, said) in placed)
            {
                if (Decided(asset, weakness.Key, said) is not { } weak) continue;
                if (weak.Any(r => r["package"] is null))
                {
                    others.Add(new(asset, weakness.Key, double.NegativeInfinity, weak));
                    continue;
                }

                var told = Vector(weak);
                if ((told ?? signals.CvssOf(weakness.Key)) is { } vector && !GivesPrivilege(vector)) DoubtsOf(asset).AddHarmless();
                else shortlist.Add(new(asset, weakness.Key, signals.Urgency(weakness.Key, told), weak));
            }

            void Place(string asset, CityRecord record) => (placed.TryGetValue(asset, out var said) ? said : placed[asset] = []).Add(record);
        }

        foreach (var candidate in others.OrderBy(c => c.Asset, StringComparer.Ordinal).ThenBy(c => c.Reference, StringComparer.Ordinal)) Add(assets[candidate.Asset], candidate.Reference, candidate.Weak);
        // By urgency over the whole city: one that stands at many ports must leave room for a worse one of another asset.
        foreach (var candidate in shortlist.Taken)
        {
            if (ofPackages.GetValueOrDefault(candidate.Asset) >= MostOfPackages || ofPackagesInAll >= MostOfPackagesInAll) shortlist.Count(candidate.Asset);
            else Add(assets[candidate.Asset], candidate.Reference, candidate.Weak);
        }

        List<Exposure> byAsset = [.. exposures.Skip(own.Count).OrderBy(x => x.Asset.Value, StringComparer.Ordinal)];
        exposures.RemoveRange(own.Count, byAsset.Count);
        exposures.AddRange(byAsset);
        foreach (var (asset, count) in shortlist.Beyond) state.Leave("assets with more weaknesses of installed packages than are taken", string.Create(CultureInfo.InvariantCulture, $"asset {asset}: {count} more weaknesses of installed packages than the {MostOfPackages} exposures of an asset, and {MostOfPackagesInAll} in all, that are taken"));
        foreach (var (asset, doubt) in doubts)
            foreach (var (what, sentence) in doubt.Sentences(asset)) state.Leave(what, sentence);
        if (conflictsOfPackages > MostConflicts) state.LeftOut.Add(string.Create(CultureInfo.InvariantCulture, $"{conflictsOfPackages - MostConflicts} more conflicts about installed packages"));

        PackageDoubts DoubtsOf(string asset) => doubts.TryGetValue(asset, out var known) ? known : doubts[asset] = new();
    }

    /// <summary>What the sources that call it weak say, the one that counts most first; null where it is none.</summary>
    private IReadOnlyList<CityRecord>? Decided(string asset, string reference, List<CityRecord> said)
    {
        var ordered = state.Policy.Ordered(said);
        var (affected, not) = (ordered.FirstOrDefault(r => r["state"] != "not-affected"), ordered.FirstOrDefault(r => r["state"] == "not-affected"));
        if (affected is not null && not is not null)
        {
            var wins = state.Policy.Rank(not.From.Source) < state.Policy.Rank(affected.From.Source);
            if (affected["package"] is null || ++conflictsOfPackages <= MostConflicts)
                state.Conflicts.Add(wins
                    ? new(CityPart.Exposure, $"{reference} on {asset}", "state", "not-affected", not.From, "affected", affected.From)
                    : new(CityPart.Exposure, $"{reference} on {asset}", "state", "affected", affected.From, "not-affected", not.From));
            if (wins) return null;
        }

        return affected is null || handWritten.Contains((asset, reference)) ? null : [.. ordered.Where(r => r["state"] != "not-affected")];
    }

    /// <summary>
    /// Adds what follows from ports that sources saw open: services that let in whoever reaches them. Not for ports that the city's own file tells of, since who
    /// wrote them wrote their weaknesses too, and not where another weakness of the sign-in is told of the same port.
    /// </summary>
    public void AddWeakServices()
    {
        var listening = state.Traces.Where(t => t is { Part: CityPart.Asset, Field: "listens" }).ToLookup(t => t.Id, StringComparer.Ordinal);
        var told = exposures.Where(x => x.Port is not null && x.Kind != ExposureKind.Vulnerability).Select(x => (x.Asset, x.Port!.Value)).ToHashSet();
        foreach (var asset in assets.Assets)
        {
            // By number, not by name: a port of the city's own may be called otherwise by a scan.
            var own = listening[asset.Id.Value].Where(t => t.From.Source == MergePolicy.City).Select(t => PortText.TryRead(t.Value, out var p) ? (p.Protocol, p.Port) : default).ToHashSet();
            foreach (var trace in listening[asset.Id.Value].Where(t => t.From.Source != MergePolicy.City))
            {
                if (!PortText.TryRead(trace.Value, out var port) || WeakService.At(port.Protocol, port.Port) is not { } weak || own.Contains((port.Protocol, port.Port)) || !told.Add((asset.Id, port.Port))) continue;
                var id = Ids.Free(Ids.Plain($"{weak.Name}.{asset.Id}"), taken);
                state.Traces.Add(new(CityPart.Exposure, id, "reference", weak.Why, trace.From));
                exposures.Add(new Exposure(new(id), asset.Id, weak.Kind, port.Port, weak.Technique, weak.Probability, weak.Hours, weak.Gains, weak.Why));
            }
        }
    }

    private IEnumerable<string> Places(CityRecord record)
    {
        if (record.All("asset") is { Count: > 0 } named)
        {
            foreach (var reference in named)
            {
                if (assets.Find(record.From.Source, reference) is { } asset) yield return asset;
                else state.Leave("exposures of things that are no assets of the city", $"exposure {record.Key} ({record.From.File}): \"{reference}\" is no asset of the city");
            }

            yield break;
        }

        foreach (var asset in assets.Assets)
        {
            var fits = ProductMatch.Is(record, asset);
            // A version that cannot be judged may be the weak one.
            if (fits is null) state.Leave("exposures of which it cannot be told whether they hold for a version; they are taken to", $"exposure {record.Key} on {asset.Id}: whether its version {asset.Make.Version ?? "(unknown)"} is within \"{string.Join("; ", record.All("versions").Concat(record.All(StatedVersions.Field)))}\" cannot be told; it is taken to be");
            if (fits is not false) yield return asset.Id.Value;
        }
    }

    private void Add(Asset asset, string reference, IReadOnlyList<CityRecord> ordered)
    {
        var id = Ids.Plain($"{reference}.{asset.Id}");
        var vector = Vector(ordered);
        var ownSignals = vector is null ? null : Signals.None with { Cvss = vector };
        var found = signals.Of(id, reference, ownSignals);
        var weak = found?.Cvss ?? vector;
        if (weak is not null && !GivesPrivilege(weak))
        {
            state.Leave("exposures that give nobody a privilege", $"exposure {reference} on {asset.Id}: by {weak} it stops something and gives nobody a privilege; the model holds ways in");
            return;
        }

        var remote = weak is null || weak["AV"] is "N" or "A";
        var kind = state.One(CityPart.Exposure, id, "kind", ordered, matters: false) ?? "vulnerability";
        var gains = state.One(CityPart.Exposure, id, "gains", ordered) is { } said ? said == "administrator" ? Privilege.Administrator : Privilege.User
            : weak is not null && IsWhole(weak) ? Privilege.Administrator : Privilege.User;
        double? written = double.TryParse(state.One(CityPart.Exposure, id, "probability", ordered), NumberStyles.Float, CultureInfo.InvariantCulture, out var p) && p is >= 0 and <= 1 ? p : null;
        var hours = double.TryParse(state.One(CityPart.Exposure, id, "hours", ordered, matters: false), NumberStyles.Float, CultureInfo.InvariantCulture, out var h) && h is >= 0 and <= 87_600 ? h : 24;
        var packages = ordered.Select(r => r["package"]).FirstOrDefault(p => p is not null);
        var remedy = ordered.Select(r => r["mended"]).FirstOrDefault(m => m is not null) is { } mended ? $"mended in {mended}" : ordered.Select(r => r["remedy"]).FirstOrDefault(r => r is not null);
        var ports = PortsOf(asset, ordered, remote);
        foreach (var port in ports)
        {
            var technique = state.Policy.Ordered(ordered).Select(r => r["technique"]).FirstOrDefault(t => t is not null) ?? Technique(asset, port);
            var place = Ids.Free(port is { } number && ports.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $"{id}.{number}") : id, taken);
            state.Traces.Add(new(CityPart.Exposure, place, "reference", reference, ordered[0].From));
            if (packages is not null) state.Traces.Add(new(CityPart.Exposure, place, "package", packages, ordered[0].From));
            if (packages is not null && remedy is not null) state.Traces.Add(new(CityPart.Exposure, place, "remedy", remedy, ordered[0].From));
            if (packages is not null) (ofPackages[asset.Id.Value], ofPackagesInAll) = (ofPackages.GetValueOrDefault(asset.Id.Value) + 1, ofPackagesInAll + 1);
            exposures.Add(new Exposure(new(place), asset.Id, ExposureReader.Kinds.GetValueOrDefault(kind), port, technique,
                written ?? Exposure.Unknown, hours, gains, reference) { Signals = found, IsEstimated = written is null && (found is not null || CveId.Is(reference)) });
        }
    }

    private List<int?> PortsOf(Asset asset, IReadOnlyList<CityRecord> ordered, bool remote)
    {
        if (ordered.Select(r => r["port"]).FirstOrDefault(p => p is not null) is { } named && PortText.TryRead(named, out var port) && asset.Ports.Any(p => p.Port == port.Port)) return [port.Port];
        if (remote && asset.Ports.Count > 0) return [.. asset.Ports.Select(p => (int?)p.Port).Distinct()];
        if (remote) state.Leave("exposures that are reached over the network where nothing is known to listen", $"exposure {ordered[0]["reference"] ?? ordered[0].Key} on {asset.Id}: it is reached over the network, but nothing is known to listen there; it counts for who is on the asset already");
        return [null];
    }

    private string Technique(Asset asset, int? port)
    {
        var field = asset.Kind is AssetKind.Controller or AssetKind.Sensor or AssetKind.Siren or AssetKind.Sign || zones.Any(z => z.Id == asset.Zone && z.Kind == ZoneKind.Operations);
        if (port is null) return field ? "T0890" : "T1068";
        if (field) return "T0866";
        return zones.Any(z => z.Id == asset.Zone && z.Kind is ZoneKind.External or ZoneKind.Perimeter) ? "T1190" : "T1210";
    }

    private static CvssVector? Vector(IReadOnlyList<CityRecord> ordered) => ordered.Select(r => r["cvss"] is { } text && CvssVector.TryRead(text, out var read, out _) ? read : null).FirstOrDefault(v => v is not null);

    private static bool GivesPrivilege(CvssVector vector) => Impact(vector, "C") != "N" || Impact(vector, "I") != "N";

    private static bool IsWhole(CvssVector vector) => Impact(vector, "C") == "H" && Impact(vector, "I") == "H";

    private static string Impact(CvssVector vector, string metric) => vector[vector.Version == CvssVersion.V40 ? "V" + metric : metric];
}
