using System.Net;
using Ward.City.Merging;

namespace Ward.City.Observations;

/// <summary>Devices that were seen, as a source of the city like any other.</summary>
public static class ObservedDelta
{
    /// <summary>Name of the source in the city's book.</summary>
    public const string Source = "observed";

    /// <summary>
    /// Who else tells of the same address tells of the same thing, and what the city's file says of it counts. MAC address and name are what the device says of
    /// itself, so neither makes it one with an asset that is known: a stranger must not become part of something that is trusted or protected.
    /// </summary>
    public static CityDelta Of(IEnumerable<ObservedDevice> devices, DateTimeOffset at) =>
        new(Source, "events", "events", at, [.. devices.OrderBy(d => d.First).ThenBy(d => d.Address.ToString(), StringComparer.Ordinal).Select(Record)], []);

    /// <summary>The address of a device in such a delta; null where the record is none.</summary>
    public static IPAddress? AddressOf(CityRecord record) => IPAddress.TryParse(record.Key, out var address) ? address : null;

    private static CityRecord Record(ObservedDevice device) => new RecordBuilder(CityPart.Asset, device.Address.ToString(), new Provenance(Source, "events", device.First))
        .With("name", $"device at {device.Address}").With("zone", device.Zone.Value).With("addresses", [device.Address.ToString()])
        .With("listens", device.Ports.Select(p => PortText.Print(null, Assets.Transport.Tcp, p))).Build();
}
