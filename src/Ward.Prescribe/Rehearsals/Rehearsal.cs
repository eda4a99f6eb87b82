using System.Globalization;
using System.Net;
using Ward.City;
using Ward.City.Services;
using Ward.Prescribe.Measures;

namespace Ward.Prescribe.Rehearsals;

/// <summary>What a plan would have done to the conversations of the last days.</summary>
/// <param name="Seen">Different conversations that were looked at.</param>
/// <param name="Cut">Of them, those that would not have taken place.</param>
/// <param name="Sessions">How often those took place.</param>
/// <param name="Critical">Of those that are cut, how many belong to a flow that a critical service needs: one with a floor, or whose loss puts persons at risk.</param>
/// <param name="Flows">The cut ones, most frequent first, at most <see cref="Most"/>.</param>
/// <param name="Denied">Conversations, counted nowhere else here, of outside addresses that the plan denies: to end those is what it is for.</param>
/// <param name="Words">'would have cut 3 flows, 0 of critical services'.</param>
public sealed record Rehearsal(int Seen, int Cut, long Sessions, int Critical, int Denied, IReadOnlyList<CutFlow> Flows, string Words)
{
    public const int Most = 20;

    public static Rehearsal Of(CityModel city, IReadOnlyList<Measure> plan, IReadOnlyList<ObservedFlow> seen)
    {
        var cut = new List<CutFlow>();
        var denied = 0;
        foreach (var flow in seen)
        {
            if (plan.FirstOrDefault(m => m.Drops(city, flow)) is not { } by) continue;
            if (IsOfDenied(city, by, flow))
            {
                denied++;
                continue;
            }

            List<ServiceId> services = [.. city.Flows.Where(f => city.IsOf(f, flow)).SelectMany(f => f.NeededBy).Distinct()];
            cut.Add(new(flow, by, services, services.Any(s => city.Find(s) is { } service && IsCritical(service))));
        }

        var (sessions, critical) = (cut.Sum(c => c.Flow.Count), cut.Count(c => c.IsCritical));
        var words = seen.Count == 0 ? "nothing was observed by which to tell what it would have cut"
            : string.Create(CultureInfo.InvariantCulture, $"would have cut {cut.Count} {(cut.Count == 1 ? "flow" : "flows")}, {critical} of critical services{(denied == 0 ? "" : $", besides {denied} of {(plan.Count(m => DeniedBy(m) is not null) == 1 ? "the address that it denies" : "the addresses that it denies")}")}");
        return new(seen.Count, cut.Count, sessions, critical, denied, [.. cut.OrderByDescending(c => c.IsCritical).ThenByDescending(c => c.Flow.Count).Take(Most)], words);
    }

    // Of one inside the city, others' work is cut with the attacker's.
    private static bool IsOfDenied(CityModel city, Measure by, ObservedFlow flow) =>
        DeniedBy(by) is { } address && address.Equals(flow.Source) && city.AssetAt(address) is null;

    private static IPAddress? DeniedBy(Measure measure) => measure switch
    {
        Measure.DenySource deny => deny.Address,
        Measure.DenyWeb deny => deny.Address,
        _ => null,
    };

    private static bool IsCritical(Service service) => service.Floor > 0 || service.Impact.Safety > 0;
}
