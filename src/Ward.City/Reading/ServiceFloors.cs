using System.Globalization;
using Ward.City.Services;

namespace Ward.City.Reading;

/// <summary>
/// A floor cannot be kept where a prescription may take away what the service needs: of a need for k of n, the k best
/// assured alternatives carry it, and a service is assured only up to its own floor. Assets count as whole.
/// </summary>
internal static class ServiceFloors
{
    public static void Report(CityDraft draft, IReadOnlyList<Service> services)
    {
        var floors = new Dictionary<ServiceId, double>();
        foreach (var service in services) floors.TryAdd(service.Id, service.Floor);
        foreach (var ((_, fields), service) in draft.Services.Entries.Zip(services))
        {
            if (service.Floor > 0 && service.Needs.Count == 0)
                draft.Problems.Add(fields.LineOf("floor"), $"{fields.Path}.floor", "0 or no floor, since the service needs nothing that could be kept running",
                    service.Floor.ToString(CultureInfo.InvariantCulture));
            foreach (var need in service.Needs)
            {
                var assured = Assured(need, floors);
                if (service.Floor <= assured) continue;
                draft.Problems.Add(fields.LineOf("floor"), $"{fields.Path}.floor",
                    $"at most {assured.ToString(CultureInfo.InvariantCulture)}, which is all that the floor of {string.Join(", ", need.Services)} assures",
                    service.Floor.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    private static double Assured(Need need, Dictionary<ServiceId, double> floors)
    {
        if (need.Assets.Count >= need.AtLeast) return 1;
        var rest = need.AtLeast - need.Assets.Count;
        return need.Services.Select(s => floors.GetValueOrDefault(s)).OrderDescending().Skip(rest - 1).FirstOrDefault(1);
    }
}
