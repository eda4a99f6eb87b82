using System.Globalization;
using Ward.City.Assets;
using Ward.City.Merging;
using Ward.Standards.Nmap;

namespace Ward.City.Imports;

/// <summary>Hosts of a scan as assets with what listens on them.</summary>
internal static class NmapImport
{
    private static readonly HashSet<int> FieldPorts = [102, 502, 2404, 4840, 20000, 20256, 44818, 47808];

    public static CityDelta Of(NmapScan scan, ImportSettings settings)
    {
        var from = settings.From(ImportFormat.Nmap, scan.Started);
        var notes = new List<string>();
        if (!scan.Whole) notes.Add("the scan did not end of itself: hosts may be missing");
        if (scan.Down > 0) notes.Add(string.Create(CultureInfo.InvariantCulture, $"{scan.Down} hosts were down and are left out"));
        var records = scan.Hosts.Select(h => Asset(h, from)).DistinctBy(r => r.Key).ToList();
        return new CityDelta(from.Source, "nmap", settings.File, from.Time, records, notes);
    }

    private static CityRecord Asset(NmapHost host, Provenance from)
    {
        var addresses = host.Addresses.Select(a => a.ToString()).ToList();
        var ports = host.Ports.Where(p => p.Number > 0 && p.Protocol is "tcp" or "udp").Select(p => PortText.Print(Name(p), p.Protocol == "udp" ? Transport.Udp : Transport.Tcp, p.Number));
        return new RecordBuilder(CityPart.Asset, host.Mac ?? addresses[0], from)
            .With("name", host.Names.Count > 0 ? host.Names[0] : null).With("addresses", addresses).With("names", host.Names).With("macs", host.Mac is { } mac ? [mac] : []).With("listens", ports)
            .With("vendor", host.MacVendor is "Unknown" ? null : host.MacVendor).With("kind", Kind(host)).With("cpes", host.SystemCpes.Concat(host.Ports.SelectMany(p => p.Cpes))).Build();
    }

    // A name that nmap only looked up by number is better looked up among the field's own.
    private static string? Name(NmapPort port) => port switch
    {
        { Service: "http", Encrypted: true } => "https",
        { Guessed: true } => null,
        { Service: "ms-wbt-server" } => "rdp",
        { Service: "microsoft-ds" or "netbios-ssn" } => "smb",
        { Service: "domain" } => "dns",
        { Service: "iso-tsap" } => "s7",
        { Service: "mbap" } => "modbus",
        { Service: "postgresql" } => "postgres",
        { Service: "ms-sql-s" } => "mssql",
        _ => port.Service?.ToLowerInvariant(),
    };

    private static string? Kind(NmapHost host) => host.SystemType?.ToLowerInvariant() switch
    {
        "router" or "switch" or "wap" or "bridge" or "load balancer" or "broadband router" or "hub" => "network-device",
        "firewall" or "security-misc" => "firewall",
        "webcam" => "camera",
        _ when host.Ports.Any(p => FieldPorts.Contains(p.Number)) => "controller",
        "general purpose" => "server",
        _ => null,
    };
}
