using System.Net;

namespace Ward.Standards.Neighbours;

/// <summary>An entry of a host's table of neighbours (ARP, RFC 826; neighbour discovery, RFC 4861).</summary>
/// <param name="Mac">Six pairs with colons; null where the neighbour did not answer.</param>
/// <param name="Device">The interface, or null.</param>
public sealed record Neighbour(IPAddress? Address, string? Mac, string? Device);
