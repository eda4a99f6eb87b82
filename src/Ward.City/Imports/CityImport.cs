using System.Text;
using Ward.City.Imports.Directories;
using Ward.City.Imports.Entities;
using Ward.City.Imports.Leases;
using Ward.City.Imports.Observed;
using Ward.City.Imports.Zeek;
using Ward.City.Merging;
using Ward.Standards.BloodHound;
using Ward.Standards.Csaf;
using Ward.Standards.Cve;
using Ward.Standards.CycloneDx;
using Ward.Standards.Dhcp;
using Ward.Standards.Epss;
using Ward.Standards.GeoJson;
using Ward.Standards.Kev;
using Ward.Standards.Neighbours;
using Ward.Standards.Ngsi;
using Ward.Standards.Nmap;
using Ward.Standards.Otm;
using Ward.Standards.Threagile;
using Ward.Standards.Yaml;

namespace Ward.City.Imports;

/// <summary>Reads what a tool wrote as what it says of a city. Pure; no bytes make it throw.</summary>
public static class CityImport
{
    /// <summary>Bytes of a file that is read whole.</summary>
    public const long LargestWhole = 512L * 1024 * 1024;

    /// <summary>True for formats that are read a piece at a time and may have any length.</summary>
    public static bool IsStreamed(ImportFormat format) =>
        format is ImportFormat.Zeek or ImportFormat.Events or ImportFormat.Dhcpd or ImportFormat.Kea or ImportFormat.Dnsmasq or ImportFormat.BloodHound or ImportFormat.Nmap or ImportFormat.Epss;

    /// <param name="from">One in which can be sought. It is not closed.</param>
    /// <returns>Null, with problems added, where the file is not of the format. Problems beside a delta name what of the file was wrong and is not in it.</returns>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static CityDelta? Read(ImportFormat format, Stream from, ImportSettings settings, ProblemList problems)
    {
        switch (format)
        {
            case ImportFormat.Nmap: return NmapReader.Read(from, problems) is { } scan ? NmapImport.Of(scan, settings) : null;
            case ImportFormat.Epss: return EpssReader.Read(from, problems) is { } scores ? RegisterImport.Of(scores, settings) : null;
            case ImportFormat.Zeek: return ZeekImport.Read(from, settings, problems);
            case ImportFormat.Events: return EventsImport.Read(from, settings, problems);
            case ImportFormat.Dhcpd: return Leases(DhcpdReader.Read(from, problems), format, settings, problems);
            case ImportFormat.Kea: return Leases(KeaReader.Read(from, problems), format, settings, problems);
            case ImportFormat.Dnsmasq: return Leases(DnsmasqReader.Read(from, problems), format, settings, problems);
            case ImportFormat.BloodHound: return BloodHoundReader.Read(from, problems) is { } collection ? BloodHoundImport.Of(collection, settings) : null;
        }

        if (from.Length - from.Position > LargestWhole)
        {
            problems.Add(0, "", "a file of at most 512 MB", "a larger one");
            return null;
        }

        var bytes = new byte[from.Length - from.Position];
        from.ReadExactly(bytes);
        return Whole(format, bytes, settings, problems);
    }

    /// <summary>The same of bytes that are at hand.</summary>
    public static CityDelta? Read(ImportFormat format, ReadOnlyMemory<byte> bytes, ImportSettings settings, ProblemList problems)
    {
        if (!IsStreamed(format)) return Whole(format, bytes, settings, problems);
        using var stream = new MemoryStream(bytes.ToArray(), writable: false);
        return Read(format, stream, settings, problems);
    }

    private static CityDelta? Whole(ImportFormat format, ReadOnlyMemory<byte> bytes, ImportSettings settings, ProblemList problems)
    {
        switch (format)
        {
            case ImportFormat.Csv: return CsvImport.Read(Text(bytes), settings, problems);
            case ImportFormat.CycloneDx: return BomReader.Read(bytes, problems) is { } bom ? BomImport.Of(bom, settings) : null;
            case ImportFormat.Csaf: return CsafReader.Read(bytes, problems) is { } advisory ? CsafImport.Of(advisory, settings) : null;
            case ImportFormat.Kev: return KevReader.Read(bytes, problems) is { } catalog ? RegisterImport.Of(catalog, settings) : null;
            case ImportFormat.Cve: return CveReader.Read(bytes, problems) is { } record ? CveImport.Of(record, settings) : null;
            case ImportFormat.Threagile: return ThreagileReader.Read(Text(bytes), problems) is { } model ? ThreagileImport.Of(model, settings) : null;
            case ImportFormat.Otm: return OtmReader.Read(Text(bytes), problems) is { } otm ? OtmImport.Of(otm, settings) : null;
            case ImportFormat.Nftables: return NftablesImport.Read(bytes, settings, problems);
            case ImportFormat.Iptables: return IptablesImport.Read(Text(bytes), settings, problems);
            case ImportFormat.Pfsense: return PfsenseImport.Read(bytes, settings, problems);
            case ImportFormat.Cisco: return CiscoImport.Read(Text(bytes), settings, problems);
            case ImportFormat.Neighbours: return NeighbourReader.Read(bytes, problems) is { } neighbours ? NeighbourImport.Of(neighbours, settings) : null;
            case ImportFormat.Ngsi: return NgsiReader.Read(bytes, problems) is { } entities ? NgsiImport.Of(entities, settings) : null;
            case ImportFormat.GeoJson: return GeoJsonReader.Read(bytes, problems, out var unlocated) is { } features ? PositionImport.Of(features, unlocated, settings, problems) : null;
            default: throw new ArgumentOutOfRangeException(nameof(format));
        }
    }

    private static CityDelta? Leases(IEnumerable<DhcpLease> leases, ImportFormat format, ImportSettings settings, ProblemList problems)
    {
        var delta = LeaseImport.Of(leases, format, settings, out var any);
        if (any) return delta;
        if (problems.Count == 0) problems.Add(0, "", "leases", "none");
        return null;
    }

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span.StartsWith("\uFEFF"u8) ? bytes.Span[3..] : bytes.Span);
}
