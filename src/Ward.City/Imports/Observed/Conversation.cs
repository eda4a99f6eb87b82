using System.Net;
using Ward.City.Assets;

namespace Ward.City.Imports.Observed;

/// <summary>One conversation as a sensor saw it.</summary>
/// <param name="FromLocal">Whether the sensor counts the address among its own; null where it does not say.</param>
/// <param name="Port">0 for ICMP.</param>
/// <param name="At">Seconds since 1970, or null.</param>
internal readonly record struct Conversation(IPAddress From, IPAddress To, bool? FromLocal, bool? ToLocal, Transport Protocol, int Port, Reply Reply, double? At);
