using Ward.City.Merging;
using Ward.Respond.Execution;
using Ward.Server.Access;
using Ward.Server.Application.Telling;
using Ward.Server.Application.Views;

namespace Ward.Server.Application;

/// <summary>The ground as it is modelled.</summary>
internal sealed class CityDesk(Gate gate, CurrentCity current, CityStanding standing, IActuators actuators)
{
    public async Task<Answer<CityView>> Read(Caller who)
    {
        if (await gate.Refuses(who, Permission.See) is { } refusal) return new Answer<CityView>.Denied(refusal);
        var (city, how, reachable) = (current(), standing(), actuators.Reachable);
        return new Answer<CityView>.Ok(new CityView(
            city.Id.Value, city.Name, city.Version,
            [.. city.Zones.Select(z => new ZoneView(z.Id.Value, z.Name, Names.Of(z.Kind), [.. z.Networks.Select(n => n.ToString())], city.Assets.Count(a => a.Zone == z.Id)))],
            [.. city.Assets.Select(a => new AssetView(a.Id.Value, a.Name, a.Zone.Value, Names.Of(a.Kind), [.. a.Addresses.Select(x => x.ToString())], city.IsProtected(a.Id), [.. a.Ports.Select(p => PortText.Print(p))], how.Seen.TryGetValue(a.Id, out var seen) ? seen : null))],
            [.. city.Services.Select(s => new ServiceView(s.Id.Value, s.Name, s.Citizens, s.Floor, s.Tolerated, s.ManualFallback))],
            [.. city.Elements.Select(e => new ElementView(e.Id.Value, Names.Of(e.Kind), e.Asset.Value, reachable.Contains(e.Id)))],
            city.Accounts.Count, city.Flows.Count, city.Exposures.Count, how.At, how.Why, how.Problems));
    }
}
