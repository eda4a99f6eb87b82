using System.Net;
using Ward.City.Assets;

namespace Ward.Prescribe.Measures;

/// <summary>A conversation that was seen: who asked whom on which port, how often. Addresses are plain (no IPv4 mapped into IPv6).</summary>
/// <param name="Protocol">Null where it was not seen; then it is taken to be whatever fits.</param>
/// <param name="Port">Of the one who was asked, 0 where it was not seen.</param>
/// <param name="Count">How often it was seen, at least 1.</param>
public sealed record ObservedFlow(IPAddress Source, IPAddress Destination, Transport? Protocol, int Port, long Count);
