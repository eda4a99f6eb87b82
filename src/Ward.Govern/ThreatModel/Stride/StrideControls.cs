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
    private const string Port = "port ";

    private static readonly StrideControl Logs = StrideControl.Unknown("the model does not say who keeps the logs");

    private readonly CityWorth worth = new(city);
    private readonly ILookup<Conduit, string> guards = city.Elements.SelectMany(e => e.Guards.Select(g => (Conduit: g, Id: e.Id.Value))).ToLookup(p => p.Conduit, p => p.Id);
    private readonly ILookup<AssetId, string> fronts = city.Elements.SelectMany(e => e.Fronts.Select(f => (Asset: f, Id: e.Id.Value))).ToLookup(p => p.Asset, p => p.Id);

    private readonly ILookup<AssetId, Exposure> exposures = city.Exposures.ToLookup(x => x.Asset);
    private readonly ILookup<AssetId, Account> masters = city.Accounts.SelectMany(a => a.Grants.Where(g => g.Privilege == Privilege.Administrator).Select(g => g.Asset).Distinct().Select(g => (Asset: g, Account: a))).ToLookup(p => p.Asset, p => p.Account);

    private readonly ILookup<FlowEnd, (int Order, Conduit Conduit)> leading = city.Flows.SelectMany((f, i) => ConduitsOf(city, f).Select(c => (f.To, Order: i, Conduit: c))).ToLookup(p => p.To, p => (p.Order, p.Conduit));

    /// <summary>Pairs of zones between which a flow is allowed, by name.</summary>
    public IReadOnlyList<Conduit> Conduits { get; } =
        [.. city.Flows.SelectMany(f => ConduitsOf(city, f)).Distinct().OrderBy(c => c.From.Value, StringComparer.Ordinal).ThenBy(c => c.To.Value, StringComparer.Ordinal)];

    public StrideControl Of(Asset asset, StrideCategory category)
    {
        var weak = exposures[asset.Id];
        var plain = asset.Ports.Where(p => CityRoles.IsEncrypted(p.Name) is false).Select(p => p.Name).Distinct().ToList();
        switch (category)
        {
            case StrideCategory.Repudiation:
                return Logs;
            case StrideCategory.Spoofing:
                var proven = asset.Ports.Count == 0 ? StrideControl.Unknown("nothing is known to listen") : Told(asset.Ports.Select(p => p.Name).Where(n => CityRoles.IsEncrypted(n) is true), "proof of who answers");
                return StrideControl.By(proven, new StrideControl.Flaw("no proof of who answers", plain, Port));
            case StrideCategory.Tampering:
                return StrideControl.By(StrideControl.Guarded("no weakness is known"), Known(weak));
            case StrideCategory.InformationDisclosure:
                return StrideControl.By(StrideControl.Guarded("no weakness is known, and nothing listens that can be read on the wire"), Known(weak), new StrideControl.Flaw("can be read on the wire", plain, Port));
            case StrideCategory.DenialOfService:
                return Flooding(asset);
            case StrideCategory.ElevationOfPrivilege:
                return StrideControl.By(
                    !masters[asset.Id].Any() ? StrideControl.Unknown("nobody is known to administer it") : StrideControl.Guarded("every administrator needs a second factor"),
                    Known(weak.Where(x => x.Gains == Privilege.Administrator)),
                    new StrideControl.Flaw("administrators by a password alone", [.. masters[asset.Id].Where(a => !a.SecondFactor).Select(a => a.Id.Value)], "account "));
            default:
                throw new ArgumentOutOfRangeException(nameof(category), category, "A category without a control.");
        }
    }

    public static StrideControl Of(Account account, StrideCategory category) => category == StrideCategory.Repudiation ? Logs
        : account.SecondFactor ? StrideControl.Guarded("a second factor")
        : StrideControl.Open(
            account.KeptOn.Count == 0 ? ["a password alone lets in"] : ["a password alone lets in", $"and it lies on {string.Join(", ", account.KeptOn)}"],
            ["a password alone lets in", .. account.KeptOn.Select(k => $"it lies on {k}")]);

    public StrideControl Of(Flow flow, StrideCategory category)
    {
        if (category == StrideCategory.DenialOfService)
        {
            if (flow.NeededBy.Count == 0) return StrideControl.Guarded("no service needs it");
            var crossed = ConduitsOf(city, flow).ToList();
            return crossed.Count > 0 && crossed.All(c => guards[c].Any())
                ? StrideControl.Guarded($"{string.Join(", ", crossed.SelectMany(c => guards[c]).Distinct())} can hold floods back")
                : StrideControl.Open([$"no element stands in it, and it is needed by {string.Join(", ", flow.NeededBy)}"], flow.NeededBy.Select(s => $"service {s}"));
        }

        var name = flow.To is FlowEnd.OfAsset to ? city.Find(to.Asset)?.Ports.FirstOrDefault(p => p.Protocol == flow.Protocol && p.Port == flow.Port)?.Name : null;
        return CityRoles.IsEncrypted(name) switch
        {
            true => StrideControl.Guarded($"{name} encrypts"),
            false => StrideControl.Open([$"{name} travels in the open"], [$"{Port}{name}"]),
            null => StrideControl.Unknown("whether it is encrypted is not known"),
        };
    }

    public StrideControl Of(Conduit conduit) => guards[conduit].Any() ? StrideControl.Guarded($"{string.Join(", ", guards[conduit])} stands in it") : StrideControl.Open(["no element stands in it"], ["no element stands in it"]);

    private StrideControl Flooding(Asset asset)
    {
        if (worth.IsRedundant(asset.Id) is not { } redundant) return StrideControl.Guarded("no service needs it");
        if (redundant) return StrideControl.Guarded("another can take its place");
        if (fronts[asset.Id].Any()) return StrideControl.Guarded($"{string.Join(", ", fronts[asset.Id])} stands before it");
        var open = leading[new FlowEnd.OfAsset(asset.Id)].Concat(leading[new FlowEnd.OfZone(asset.Zone)]).OrderBy(l => l.Order).Select(l => l.Conduit).Where(c => !guards[c].Any()).Select(c => c.From.Value).Distinct().ToList();
        return open.Count == 0 ? StrideControl.Guarded("an element stands in every conduit that leads to it")
            : StrideControl.Open([$"a service stops with it, and no element stands between it and {string.Join(", ", open)}"], open.Select(z => $"zone {z}"));
    }

    private static IEnumerable<Conduit> ConduitsOf(CityModel city, Flow flow)
    {
        if (ZoneOf(city, flow.From) is { } from && ZoneOf(city, flow.To) is { } to && from != to) yield return new Conduit(from, to);
    }

    private static ZoneId? ZoneOf(CityModel city, FlowEnd end) => end switch { FlowEnd.OfZone of => of.Zone, FlowEnd.OfAsset of => city.Find(of.Asset)?.Zone, _ => throw new ArgumentOutOfRangeException(nameof(end), "Neither a zone nor an asset.") };

    // By its reference, since the register asks whether a weakness is another one.
    private static StrideControl.Flaw Known(IEnumerable<Exposure> weak) => new("known", [.. weak.Select(x => string.IsNullOrWhiteSpace(x.Reference) ? x.Id.Value : x.Reference).Distinct()], "");

    private static StrideControl Told(IEnumerable<string> names, string does) =>
        names.Distinct().ToList() is { Count: > 0 } told ? StrideControl.Guarded($"{does}: {string.Join(", ", told)}") : StrideControl.Unknown("whether what listens proves who answers is not known");
}
