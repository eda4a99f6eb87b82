using System.Text;
using Ward.Standards.Streams;

namespace Ward.City.Imports;

/// <summary>Which format a file has, told by its first bytes.</summary>
public static class ImportFormats
{
    /// <summary>How many bytes are looked at.</summary>
    public const int Head = 16 * 1024;

    // The first that is there decides; the words stand in no other of these formats so early. Events and logs come first, since they quote anything.
    private static readonly (string Word, ImportFormat Format)[] Words =
    [
        ("\"class_uid\"", ImportFormat.Events), ("{\"kind\":\"row\"", ImportFormat.Events), ("#separator ", ImportFormat.Zeek), ("\"id.orig_h\"", ImportFormat.Zeek), ("\"software_type\"", ImportFormat.Zeek), ("\"port_proto\"", ImportFormat.Zeek),
        ("\"msg_types\"", ImportFormat.Zeek), ("\"ObjectIdentifier\"", ImportFormat.BloodHound), ("\"FeatureCollection\"", ImportFormat.GeoJson), ("urn:ngsi-ld:", ImportFormat.Ngsi), ("\"GeoProperty\"", ImportFormat.Ngsi), ("\"geo:json\"", ImportFormat.Ngsi),
        ("<nmaprun", ImportFormat.Nmap), ("\"bomFormat\"", ImportFormat.CycloneDx), ("\"csaf_version\"", ImportFormat.Csaf), ("\"catalogVersion\"", ImportFormat.Kev), ("\"CVE_RECORD\"", ImportFormat.Cve),
        ("\"nftables\"", ImportFormat.Nftables), ("otmVersion", ImportFormat.Otm), ("threagile_version", ImportFormat.Threagile), ("technical_assets:", ImportFormat.Threagile),
        ("#model_version", ImportFormat.Epss), ("cve,epss", ImportFormat.Epss), ("iptables-save", ImportFormat.Iptables), ("*filter", ImportFormat.Iptables), ("<pfsense>", ImportFormat.Pfsense), ("ip access-list extended", ImportFormat.Cisco), ("\naccess-list ", ImportFormat.Cisco),
    ];

    /// <summary>Names on the command line.</summary>
    public static IEnumerable<string> Names => Enum.GetNames<ImportFormat>().Select(n => n.ToLowerInvariant());

    public static bool TryName(string name, out ImportFormat format) => Enum.TryParse(name, ignoreCase: true, out format) && Enum.IsDefined(format) && !char.IsAsciiDigit(name[0]);

    /// <summary>Null where it cannot be told.</summary>
    /// <param name="head">The first bytes of the file, plain or gzipped.</param>
    public static ImportFormat? Guess(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("PK\u0003\u0004"u8)) return ImportFormat.BloodHound;
        if (head.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b])) return Guess(Encoding.UTF8.GetString(Unpacking.Head(head, Head))) ?? ImportFormat.Epss;
        return Guess(Encoding.UTF8.GetString(head[..Math.Min(head.Length, Head)]));
    }

    private static ImportFormat? Guess(string text)
    {
        foreach (var (word, format) in Words)
            if (text.Contains(word, StringComparison.Ordinal)) return format;
        var first = text.AsSpan().TrimStart("\uFEFF\r\n ");
        var row = (first.IndexOf('\n') is var end and >= 0 ? first[..end] : first).TrimEnd('\r').ToString();
        if (LineSigns.Of(row, text) is { } told) return told;
        return row.Length > 0 && !row.AsSpan().ContainsAny("<{[") && row.AsSpan().ContainsAny(",;\t") ? ImportFormat.Csv : null;
    }
}
