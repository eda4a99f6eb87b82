using System.Net;
using Ward.City;

namespace Ward.Prescribe.Safety;

/// <summary>An address that was on a never-block list when a choice was made.</summary>
/// <param name="List">Its name.</param>
public sealed record Shielded(IPAddress Address, string List)
{
    /// <summary>Those of the addresses that a list of the city holds.</summary>
    internal static IReadOnlyList<Shielded> Of(CityModel city, IEnumerable<IPAddress> addresses) => city.NeverBlock is not { } never ? []
        : [.. addresses.Distinct().Select(a => (Address: a, List: never.Why(a))).Where(a => a.List is not null).Select(a => new Shielded(a.Address, a.List!))];
}
