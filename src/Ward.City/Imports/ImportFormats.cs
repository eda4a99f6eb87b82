using System.Text;

namespace Ward.City.Imports;

/// <summary>Which format a file has, told by its first bytes.</summary>
public static class ImportFormats
{
    /// <summary>How many bytes are looked at.</summary>
    public const int Head = 16 * 1024;

    // The first that is there decides; the words stand in no other of these formats so early.
    private static readonly (string Word, ImportFormat Format)[] Words =
    [
        ("<nmaprun", ImportFormat.Nmap), ("\"bomFormat\"", ImportFormat.CycloneDx), ("\"csaf_version\"", ImportFormat.Csaf), ("\"catalogVersion\"", ImportFormat.Kev), ("\"CVE_RECORD\"", ImportFormat.Cve),
        ("\"nftables\"", ImportFormat.Nftables), ("otmVersion", ImportFormat.Otm), ("threagile_version", ImportFormat.Threagile), ("technical_assets:", ImportFormat.Threagile),
        ("#model_version", ImportFormat.Epss), ("cve,epss", ImportFormat.Epss), ("iptables-save", ImportFormat.Iptables), ("*filter", ImportFormat.Iptables), ("<pfsense>", ImportFormat.Pfsense), ("ip access-list extended", ImportFormat.Cisco), ("\naccess-list ", ImportFormat.Cisco),
    ];

    public static bool TryName(string name, out ImportFormat format) => Enum.TryParse(name, ignoreCase: true, out format) && Enum.IsDefined(format) && !char.IsAsciiDigit(name[0]);

    /// <summary>Null where it cannot be told.</summary>
    public static ImportFormat? Guess(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b])) return ImportFormat.Epss;
        var text = Encoding.UTF8.GetString(head[..Math.Min(head.Length, Head)]);
        foreach (var (word, format) in Words)
            if (text.Contains(word, StringComparison.Ordinal)) return format;
        var first = text.AsSpan().TrimStart("\uFEFF\r\n ");
        var row = first.IndexOf('\n') is var end and >= 0 ? first[..end] : first;
        return row.Length > 0 && !row.ContainsAny("<{[") && row.ContainsAny(",;\t") ? ImportFormat.Csv : null;
    }
}
