using System.Net;
using Ward.City.Merging;

namespace Ward.City.Observations;

/// <summary>Devices that were seen, as a source of the city like any other.</summary>
public static class DeviceRecords
{
    /// <summary>Name of the source in the city's book.</summary>
    public const string Source = "observed";

    private const string Format = "events";

    /// <summary>
    /// Who else tells of the same address tells of the same thing, and what the city's file says of it counts. MAC address and name are what the device says of
    /// itself, so neither makes it one with an asset that is known: a stranger must not become part of something that is trusted or protected.
    /// </summary>
    public static CityRecord Of(ObservedDevice device) => new RecordBuilder(CityPart.Asset, device.Address.ToString(), new Provenance(Source, Format, device.First))
        .With("name", $"device at {device.Address}").With("zone", device.Zone.Value).With("kind", KindOf(device.Ports)).With("addresses", [device.Address.ToString()])
        .With("listens", device.Ports.Select(p => PortText.Print(null, Assets.Transport.Tcp, p))).Build();

    /// <summary>What a device is by the ports at which it serves; null where they do not say. What only asks, and serves nothing, may be anything.</summary>
    private static string? KindOf(IReadOnlyList<int> ports) =>
        ports.Any(p => p is 102 or 502 or 1911 or 2404 or 4911 or 20000 or 20256 or 44818) ? "controller"
        : ports.Any(p => p is 554 or 8554 or 34567 or 37777) ? "camera"
        : ports.Any(p => p is 515 or 631 or 9100) ? "other"
        : ports.Any(p => p is 25 or 53 or 88 or 389 or 636 or 1433 or 1521 or 3306 or 5432) ? "server"
        : null;

    /// <summary>All of them, the first seen first.</summary>
    public static CityDelta Together(IEnumerable<CityRecord> devices, DateTimeOffset at) =>
        new(Source, Format, Format, at, [.. devices.OrderBy(r => r.From.Time).ThenBy(r => r.Key, StringComparer.Ordinal)], []);

    /// <summary>The address of a device in such a delta; null where the record is none.</summary>
    public static IPAddress? AddressOf(CityRecord record) => IPAddress.TryParse(record.Key, out var address) ? address : null;
}
