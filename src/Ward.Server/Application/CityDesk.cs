using Ward.Cities;
using Ward.City.Exposures;
using Ward.City.Merging;
using Ward.Respond.Execution;
using Ward.Server.Access;
using Ward.Server.Application.Telling;
using Ward.Server.Application.Views;

namespace Ward.Server.Application;

/// <summary>The ground as it is modelled.</summary>
internal sealed class CityDesk(Gate gate, CurrentCity current, CityStanding standing, IActuators actuators, SoftwareBook software)
{
    /// <summary>Conflicts, and things left out, in one answer.</summary>
    private const int Most = 200;

    /// <summary>Exposures in one answer.</summary>
    private const int MostExposures = 5000;

    public async Task<Answer<CityView>> Read(Caller who)
    {
        if (await gate.Refuses(who, Permission.See) is { } refusal) return new Answer<CityView>.Denied(refusal);
        var (city, how, reachable, packages) = (current(), standing(), actuators.Reachable, software.Counts);
        return new Answer<CityView>.Ok(new CityView(
            city.Id.Value, city.Name, city.Version,
            [.. city.Zones.Select(z => new ZoneView(z.Id.Value, z.Name, Names.Of(z.Kind), [.. z.Networks.Select(n => n.ToString())], city.Assets.Count(a => a.Zone == z.Id)))],
            [.. city.Assets.Select(a => new AssetView(a.Id.Value, a.Name, a.Zone.Value, Names.Of(a.Kind), [.. a.Addresses.Select(x => x.ToString())], city.IsProtected(a.Id), [.. a.Ports.Select(p => PortText.Print(p))], how.Seen.TryGetValue(a.Id, out var seen) ? seen : null) { Sources = how.Origins.Sources.GetValueOrDefault(a.Id.Value) ?? [], Packages = packages.GetValueOrDefault(a.Id) })],
            [.. city.Services.Select(s => new ServiceView(s.Id.Value, s.Name, s.Citizens, s.Floor, s.Tolerated, s.ManualFallback))],
            [.. city.Elements.Select(e => new ElementView(e.Id.Value, Names.Of(e.Kind), e.Asset.Value, reachable.Contains(e.Id)))],
            city.Accounts.Count, city.Flows.Count, city.Exposures.Count, how.At, how.Why, how.Problems)
        {
            Weaknesses = [.. city.Exposures.Select(x => Of(x, how.Origins.Exposures.GetValueOrDefault(x.Id.Value))).OrderBy(x => x.Package is not null).Take(MostExposures)],
            Conflicts = [.. how.Origins.Conflicts.Take(Most).Select(c => new CityConflictView(Names.Of(c.Part), c.Id, c.Field, c.Taken, Of(c.TakenFrom), c.Other, Of(c.OtherFrom)))],
            ConflictCount = how.Origins.Conflicts.Count,
            LeftOut = [.. how.Origins.LeftOut.Take(Most)],
            LeftOutCount = how.Origins.LeftOut.Count,
        });
    }

    /// <summary>What is installed on an asset, by name.</summary>
    public async Task<Answer<IReadOnlyList<PackageView>>> Software(Caller who, string asset)
    {
        if (await gate.Refuses(who, Permission.See) is { } refusal) return new Answer<IReadOnlyList<PackageView>>.Denied(refusal);
        if (!current().Assets.Any(a => a.Id.Value == asset)) return new Answer<IReadOnlyList<PackageView>>.NotFound($"asset {asset} in the city");
        return new Answer<IReadOnlyList<PackageView>>.Ok([.. software.Of(new(asset)).Select(p => new PackageView(Names.Of(p.Manager), p.Name, p.Version, p.Architecture, p.Source, p.Os.ToString()))]);
    }

    private static ExposureView Of(Exposure exposure, ExposureOrigin? told) => new(
        exposure.Id.Value, exposure.Asset.Value, Names.Of(exposure.Kind), exposure.Reference, exposure.Port, exposure.Signals?.InKev,
        told?.From.Source ?? MergePolicy.City, told is null ? "" : Path.GetFileName(told.From.File), told?.Package, told?.Remedy);

    private static string Of(Provenance from) => from.File.Length > 0 ? $"{from.Source} ({Path.GetFileName(from.File)})" : from.Source;
}
