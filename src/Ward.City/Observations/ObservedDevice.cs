using System.Net;

namespace Ward.City.Observations;

/// <summary>A device that events show within the city's networks and that nobody told the city of.</summary>
/// <param name="Zone">Whose networks hold the address.</param>
/// <param name="First">Event time of the first sight, UTC.</param>
/// <param name="Ports">TCP ports at which it was seen to serve, in their order.</param>
/// <param name="Mac">Upper-case hex pairs with colons; null where no event names one.</param>
/// <param name="Name">What it calls itself; anybody's text. Null where no event names it.</param>
public sealed record ObservedDevice(IPAddress Address, ZoneId Zone, DateTimeOffset First, IReadOnlyList<int> Ports, string? Mac, string? Name);
