using Ward.City;
using Ward.City.Assets;
using Ward.City.Elements;
using Ward.City.Exposures;
using Ward.City.Flows;
using Ward.City.Identities;
using Ward.Govern.ThreatModel.Makers;

namespace Ward.Govern.ThreatModel.Stride;

/// <summary>What in a city stands against each category of threat.</summary>
internal sealed class StrideControls(CityModel city)
{
    private static readonly (StrideState, IReadOnlyList<string>) Logs = (StrideState.Unknown, ["the model does not say who keeps the logs"]);

    private readonly CityWorth worth = new(city);
    private readonly ILookup<Conduit, string> guards = city.Elements.SelectMany(e => e.Guards.Select(g => (Conduit: g, Id: e.Id.Value))).ToLookup(p => p.Conduit, p => p.Id);
    private readonly ILookup<AssetId, string> fronts = city.Elements.SelectMany(e => e.Fronts.Select(f => (Asset: f, Id: e.Id.Value))).ToLookup(p => p.Asset, p => p.Id);

    /// <summary>Pairs of zones between which a flow is allowed, by name.</summary>
    public IReadOnlyList<Conduit> Conduits { get; } =
        [.. city.Flows.SelectMany(f => ConduitsOf(city, f)).Distinct().OrderBy(c => c.From.Value, StringComparer.Ordinal).ThenBy(c => c.To.Value, StringComparer.Ordinal)];

    public (StrideState, IReadOnlyList<string>) Of(Asset asset, StrideCategory category)
    {
        var weak = city.Exposures.Where(x => x.Asset == asset.Id).ToList();
        var plain = asset.Ports.Where(p => CityRoles.IsEncrypted(p.Name) is false).Select(p => p.Name).Distinct().ToList();
        switch (category)
        {
            case StrideCategory.Repudiation:
                return Logs;
            case StrideCategory.Spoofing:
                if (plain.Count > 0) return (StrideState.Open, [$"no proof of who answers: {string.Join(", ", plain)}"]);
                return asset.Ports.Count == 0 ? (StrideState.Unknown, ["nothing is known to listen"]) : Told(asset.Ports.Select(p => p.Name).Where(n => CityRoles.IsEncrypted(n) is true), "proof of who answers");
            case StrideCategory.Tampering:
                return weak.Count > 0 ? (StrideState.Open, Named(weak)) : (StrideState.Guarded, ["no weakness is known"]);
            case StrideCategory.InformationDisclosure:
                if (weak.Count > 0) return (StrideState.Open, Named(weak));
                return plain.Count > 0 ? (StrideState.Open, [$"can be read on the wire: {string.Join(", ", plain)}"]) : (StrideState.Guarded, ["no weakness is known, and nothing listens that can be read on the wire"]);
            case StrideCategory.DenialOfService:
                return Flooding(asset);
            case StrideCategory.ElevationOfPrivilege:
                if (weak.Where(x => x.Gains == Privilege.Administrator).ToList() is { Count: > 0 } gains) return (StrideState.Open, Named(gains));
                var masters = city.Accounts.Where(a => a.Grants.Any(g => g.Asset == asset.Id && g.Privilege == Privilege.Administrator)).ToList();
                if (masters.Where(a => !a.SecondFactor).Select(a => a.Id.Value).ToList() is { Count: > 0 } bare) return (StrideState.Open, [$"administrators by a password alone: {string.Join(", ", bare)}"]);
                return masters.Count == 0 ? (StrideState.Unknown, ["nobody is known to administer it"]) : (StrideState.Guarded, ["every administrator needs a second factor"]);
            default:
                throw new ArgumentOutOfRangeException(nameof(category), category, "A category without a control.");
        }
    }

    public static (StrideState, IReadOnlyList<string>) Of(Account account, StrideCategory category) => category == StrideCategory.Repudiation ? Logs
        : account.SecondFactor ? (StrideState.Guarded, ["a second factor"])
        : (StrideState.Open, account.KeptOn.Count == 0 ? ["a password alone lets in"] : ["a password alone lets in", $"and it lies on {string.Join(", ", account.KeptOn)}"]);

    public (StrideState, IReadOnlyList<string>) Of(Flow flow, StrideCategory category)
    {
        if (category == StrideCategory.DenialOfService)
        {
            if (flow.NeededBy.Count == 0) return (StrideState.Guarded, ["no service needs it"]);
            var crossed = ConduitsOf(city, flow).ToList();
            return crossed.Count > 0 && crossed.All(c => guards[c].Any()) ? (StrideState.Guarded, [$"{string.Join(", ", crossed.SelectMany(c => guards[c]).Distinct())} can hold floods back"]) : (StrideState.Open, [$"no element stands in it, and it is needed by {string.Join(", ", flow.NeededBy)}"]);
        }

        var name = flow.To is FlowEnd.OfAsset to ? city.Find(to.Asset)?.Ports.FirstOrDefault(p => p.Protocol == flow.Protocol && p.Port == flow.Port)?.Name : null;
        return CityRoles.IsEncrypted(name) switch
        {
            true => (StrideState.Guarded, [$"{name} encrypts"]),
            false => (StrideState.Open, [$"{name} travels in the open"]),
            null => (StrideState.Unknown, ["whether it is encrypted is not known"]),
        };
    }

    public (StrideState, IReadOnlyList<string>) Of(Conduit conduit) => guards[conduit].Any() ? (StrideState.Guarded, [$"{string.Join(", ", guards[conduit])} stands in it"]) : (StrideState.Open, ["no element stands in it"]);

    private (StrideState, IReadOnlyList<string>) Flooding(Asset asset)
    {
        if (worth.IsRedundant(asset.Id) is not { } redundant) return (StrideState.Guarded, ["no service needs it"]);
        if (redundant) return (StrideState.Guarded, ["another can take its place"]);
        if (fronts[asset.Id].Any()) return (StrideState.Guarded, [$"{string.Join(", ", fronts[asset.Id])} stands before it"]);
        var open = city.Flows.Where(f => Reaches(f, asset)).SelectMany(f => ConduitsOf(city, f)).Where(c => c.To == asset.Zone && !guards[c].Any()).Select(c => c.From.Value).Distinct().ToList();
        return open.Count > 0 ? (StrideState.Open, [$"a service stops with it, and no element stands between it and {string.Join(", ", open)}"]) : (StrideState.Guarded, ["an element stands in every conduit that leads to it"]);
    }

    private static bool Reaches(Flow flow, Asset asset) => flow.To switch { FlowEnd.OfAsset to => to.Asset == asset.Id, FlowEnd.OfZone to => to.Zone == asset.Zone, _ => throw new ArgumentOutOfRangeException(nameof(flow), "A flow to neither a zone nor an asset.") };

    private static IEnumerable<Conduit> ConduitsOf(CityModel city, Flow flow)
    {
        if (ZoneOf(city, flow.From) is { } from && ZoneOf(city, flow.To) is { } to && from != to) yield return new Conduit(from, to);
    }

    private static ZoneId? ZoneOf(CityModel city, FlowEnd end) => end switch { FlowEnd.OfZone of => of.Zone, FlowEnd.OfAsset of => city.Find(of.Asset)?.Zone, _ => throw new ArgumentOutOfRangeException(nameof(end), "Neither a zone nor an asset.") };

    private static IReadOnlyList<string> Named(List<Exposure> weak) => [$"known: {string.Join(", ", weak.Select(x => x.Reference ?? x.Id.Value))}"];

    private static (StrideState, IReadOnlyList<string>) Told(IEnumerable<string> names, string does) => names.Distinct().ToList() is { Count: > 0 } told ? (StrideState.Guarded, [$"{does}: {string.Join(", ", told)}"]) : (StrideState.Unknown, ["whether what listens proves who answers is not known"]);
}
