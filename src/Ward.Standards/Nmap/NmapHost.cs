using System.Net;

namespace Ward.Standards.Nmap;

/// <summary>A host that was up.</summary>
/// <param name="Mac">Upper-case hex pairs with colons, or null where it was not seen (another network).</param>
/// <param name="MacVendor">By the first half of the MAC address, or null.</param>
/// <param name="System">The best guess at the operating system, or null.</param>
/// <param name="SystemType">nmap's class of device (general purpose, router, webcam), or null.</param>
/// <param name="Ports">The open ones.</param>
public sealed record NmapHost(
    IReadOnlyList<IPAddress> Addresses, string? Mac, string? MacVendor, IReadOnlyList<string> Names, IReadOnlyList<NmapPort> Ports,
    string? System, string? SystemType, IReadOnlyList<string> SystemCpes);
