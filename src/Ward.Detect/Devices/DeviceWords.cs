using System.Globalization;
using Ward.Detect.Baselines;
using Ward.Detect.Findings;
using Ward.Detect.Matching;
using Ward.Ingest;

namespace Ward.Detect.Devices;

/// <summary>The finding that a device is there which nobody told the city of.</summary>
internal static class DeviceWords
{
    private const string Detector = "baseline:device";

    /// <param name="e">The event at which it is told.</param>
    public static Finding Tell(Event e, Device device, DateTimeOffset at)
    {
        var address = SourceAddress.ToAddress(device.Address);
        var name = device.Name is { } called ? $" that calls itself {Shown.Name(called)}" : "";
        var ports = device.Ports.Count > 0 ? $", serving at port {string.Join(", ", device.Ports)}" : "";
        var lease = device.Mac is { } mac ? $" with the MAC address {Shown.Name(mac)}" : "";
        return new Finding(
            FindingWriter.IdOf(Detector, device.Address.ToString(CultureInfo.InvariantCulture), e.City, device.Offset), e.City, device.First, device.Offset, Detector, device.Family, $"A new device in the zone {device.Zone}", Severity.Medium,
            ["T1200"], Meaning.Unusual, [new Entity.Source(address)], device.IsProven,
            new Explanation(
                $"in the zone {device.Zone} only devices that the city's file or an import tells of",
                $"{address}{lease}{name}{ports}", null, device.First, at > device.First ? at : device.First,
                [
                    new FieldShown(Fields.PathOf(Fields.SourceIp), address.ToString(), "no asset of the city when first seen"),
                    .. device.Mac is { } hardware ? [new FieldShown(Fields.PathOf(Fields.SourceMac), hardware, "as the DHCP server gave it an address")] : Array.Empty<FieldShown>(),
                    .. device.Ports.Select(p => new FieldShown(Fields.PathOf(Fields.DestinationPort), p.ToString(CultureInfo.InvariantCulture), "served a completed session")),
                ]),
            [new EvidenceLine(new FeedId(device.Feed), device.Offset, device.First, device.Line)])
        {
            SenderKnown = true,
        };
    }
}
