using System.Text;
using Ward.City.Merging;
using Ward.Standards.Csaf;
using Ward.Standards.Cve;
using Ward.Standards.CycloneDx;
using Ward.Standards.Epss;
using Ward.Standards.Kev;
using Ward.Standards.Nmap;
using Ward.Standards.Otm;
using Ward.Standards.Threagile;
using Ward.Standards.Yaml;

namespace Ward.City.Imports;

/// <summary>Reads what a tool wrote as what it says of a city. Pure; no bytes make it throw.</summary>
public static class CityImport
{
    /// <returns>Null, with problems added, where the file is not of the format. Problems beside a delta name what of the file was wrong and is not in it.</returns>
    public static CityDelta? Read(ImportFormat format, ReadOnlyMemory<byte> bytes, ImportSettings settings, ProblemList problems)
    {
        switch (format)
        {
            case ImportFormat.Csv: return CsvImport.Read(Text(bytes), settings, problems);
            case ImportFormat.Nmap: return Streamed(bytes, s => NmapReader.Read(s, problems)) is { } scan ? NmapImport.Of(scan, settings) : null;
            case ImportFormat.CycloneDx: return BomReader.Read(bytes, problems) is { } bom ? BomImport.Of(bom, settings) : null;
            case ImportFormat.Csaf: return CsafReader.Read(bytes, problems) is { } advisory ? CsafImport.Of(advisory, settings) : null;
            case ImportFormat.Kev: return KevReader.Read(bytes, problems) is { } catalog ? RegisterImport.Of(catalog, settings) : null;
            case ImportFormat.Epss: return Streamed(bytes, s => EpssReader.Read(s, problems)) is { } scores ? RegisterImport.Of(scores, settings) : null;
            case ImportFormat.Cve: return CveReader.Read(bytes, problems) is { } record ? CveImport.Of(record, settings) : null;
            case ImportFormat.Threagile: return ThreagileReader.Read(Text(bytes), problems) is { } model ? ThreagileImport.Of(model, settings) : null;
            case ImportFormat.Otm: return OtmReader.Read(Text(bytes), problems) is { } otm ? OtmImport.Of(otm, settings) : null;
            case ImportFormat.Nftables: return NftablesImport.Read(bytes, settings, problems);
            case ImportFormat.Iptables: return IptablesImport.Read(Text(bytes), settings, problems);
            case ImportFormat.Pfsense: return PfsenseImport.Read(bytes, settings, problems);
            case ImportFormat.Cisco: return CiscoImport.Read(Text(bytes), settings, problems);
            default: throw new ArgumentOutOfRangeException(nameof(format));
        }
    }

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span.StartsWith("\uFEFF"u8) ? bytes.Span[3..] : bytes.Span);

    private static T? Streamed<T>(ReadOnlyMemory<byte> bytes, Func<Stream, T?> read) where T : class
    {
        using var stream = new MemoryStream(bytes.ToArray(), writable: false);
        return read(stream);
    }
}
