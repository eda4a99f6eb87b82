using Ward.City.Merging;
using Ward.Respond.Execution;
using Ward.Server.Access;
using Ward.Server.Application.Telling;
using Ward.Server.Application.Views;

namespace Ward.Server.Application;

/// <summary>The ground as it is modelled.</summary>
internal sealed class CityDesk(Gate gate, CurrentCity current, CityStanding standing, IActuators actuators)
{
    /// <summary>Conflicts, and things left out, in one answer.</summary>
    private const int Most = 200;

    public async Task<Answer<CityView>> Read(Caller who)
    {
        if (await gate.Refuses(who, Permission.See) is { } refusal) return new Answer<CityView>.Denied(refusal);
        var (city, how, reachable) = (current(), standing(), actuators.Reachable);
        return new Answer<CityView>.Ok(new CityView(
            city.Id.Value, city.Name, city.Version,
            [.. city.Zones.Select(z => new ZoneView(z.Id.Value, z.Name, Names.Of(z.Kind), [.. z.Networks.Select(n => n.ToString())], city.Assets.Count(a => a.Zone == z.Id)))],
            [.. city.Assets.Select(a => new AssetView(a.Id.Value, a.Name, a.Zone.Value, Names.Of(a.Kind), [.. a.Addresses.Select(x => x.ToString())], city.IsProtected(a.Id), [.. a.Ports.Select(p => PortText.Print(p))], how.Seen.TryGetValue(a.Id, out var seen) ? seen : null) { Sources = how.Origins.Sources.GetValueOrDefault(a.Id.Value) ?? [] })],
            [.. city.Services.Select(s => new ServiceView(s.Id.Value, s.Name, s.Citizens, s.Floor, s.Tolerated, s.ManualFallback))],
            [.. city.Elements.Select(e => new ElementView(e.Id.Value, Names.Of(e.Kind), e.Asset.Value, reachable.Contains(e.Id)))],
            city.Accounts.Count, city.Flows.Count, city.Exposures.Count, how.At, how.Why, how.Problems)
        {
            Conflicts = [.. how.Origins.Conflicts.Take(Most).Select(c => new CityConflictView(Names.Of(c.Part), c.Id, c.Field, c.Taken, Of(c.TakenFrom), c.Other, Of(c.OtherFrom)))],
            ConflictCount = how.Origins.Conflicts.Count,
            LeftOut = [.. how.Origins.LeftOut.Take(Most)],
            LeftOutCount = how.Origins.LeftOut.Count,
        });
    }

    private static string Of(Provenance from) => from.File.Length > 0 ? $"{from.Source} ({Path.GetFileName(from.File)})" : from.Source;
}
