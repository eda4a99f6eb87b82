using System.Net;
using Ward.City.Assets;

namespace Ward.City.Imports.Observed;

/// <summary>Conversations that are one flow. A null end is outside of the city.</summary>
/// <param name="Port">0 for any, and for ICMP.</param>
internal readonly record struct FlowKey(IPAddress? From, IPAddress? To, Transport Protocol, int Port);
