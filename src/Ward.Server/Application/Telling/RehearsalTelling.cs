using System.Globalization;
using Ward.City;
using Ward.Prescribe;
using Ward.Prescribe.Measures;
using Ward.Prescribe.Rehearsals;
using Ward.Server.Application.Rehearsing;
using Ward.Server.Application.Views;

namespace Ward.Server.Application.Telling;

/// <summary>What a plan would have cut, in the words of a person.</summary>
internal static class RehearsalTelling
{
    public static RehearsalView Tell(this CityModel city, Prescription plan, IReadOnlyList<ObservedFlow> seen)
    {
        var rehearsal = Rehearsal.Of(city, plan.Measures, seen);
        return new(FlowHistory.Days, rehearsal.Seen, rehearsal.Cut, rehearsal.Sessions, rehearsal.Critical, rehearsal.Words, [.. rehearsal.Flows.Select(f => Words(city, f))]);
    }

    private static string Words(CityModel city, CutFlow cut)
    {
        var port = cut.Flow.Port == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" on port {cut.Flow.Port}");
        var services = cut.Services.Count == 0 ? "no service needs it" : $"{string.Join(", ", cut.Services.Select(city.NameOf))} {(cut.Services.Count == 1 ? "needs" : "need")} it";
        return string.Create(CultureInfo.InvariantCulture, $"{Name(city, cut.Flow.Source)} to {Name(city, cut.Flow.Destination)}{port}, {cut.Flow.Count:N0} times: {services}");
    }

    private static string Name(CityModel city, System.Net.IPAddress address) => city.AssetAt(address) is { } asset ? Visible.Of(asset.Name, 80) : address.ToString();
}
