using System.Collections.Frozen;
using Ward.City.Assets;
using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Makers;

/// <summary>What a city's assets are in the words of threat modelling, as far as their kind and what listens on them tell it.</summary>
internal static class CityRoles
{
    private static readonly FrozenDictionary<string, string> ByPort = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["http"] = "web-server", ["https"] = "web-server", ["mssql"] = "database", ["mysql"] = "database", ["postgres"] = "database", ["redis"] = "database", ["smb"] = "file-server", ["nfs"] = "file-server", ["ftp"] = "file-server",
        ["rsync"] = "file-server", ["ldap"] = "identity-store-ldap", ["ldaps"] = "identity-store-ldap", ["kerberos"] = "ldap-server", ["radius"] = "ldap-server", ["smtp"] = "mail-server", ["imap"] = "mail-server",
        ["imaps"] = "mail-server", ["submission"] = "mail-server", ["mqtt"] = "message-queue", ["mqtts"] = "message-queue",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> ByName = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["http"] = "http", ["https"] = "https", ["ssh"] = "ssh", ["ftp"] = "ftp", ["telnet"] = "text", ["smtp"] = "smtp", ["submission"] = "smtp-encrypted", ["imap"] = "imap", ["imaps"] = "imap-encrypted", ["ldap"] = "ldap", ["ldaps"] = "ldaps",
        ["smb"] = "smb", ["nfs"] = "nfs", ["mqtt"] = "mqtt", ["mqtts"] = "binary-encrypted", ["mssql"] = "sql-access-protocol", ["mysql"] = "sql-access-protocol", ["postgres"] = "sql-access-protocol", ["redis"] = "nosql-access-protocol",
        ["winrm"] = "http", ["winrms"] = "https", ["modbus"] = "binary", ["s7"] = "binary", ["dnp3"] = "binary", ["iec104"] = "binary", ["bacnet"] = "binary", ["ethernetip"] = "binary", ["pcom"] = "binary", ["snmp"] = "binary", ["vnc"] = "binary",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Threagile's name of a city's protocol; null where its protection cannot be told by the name.</summary>
    public static string? Protocol(string? name) => name is null ? null : ByName.GetValueOrDefault(name);

    private static readonly FrozenSet<string> Encrypted = ((string[])["https", "ssh", "ldaps", "imaps", "mqtts", "winrms", "rdp"]).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Open =
        ((string[])["http", "telnet", "ftp", "rtsp", "syslog", "dns", "dhcp", "vnc", "mqtt", "winrm", "modbus", "s7", "iec104", "dnp3", "pcom", "ethernetip", "bacnet", "nfs", "rsync"]).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a city's protocol always or never encrypts and proves who answers; null where it may do either, as databases and mail do.</summary>
    public static bool? IsEncrypted(string? name) => name is null ? null : Encrypted.Contains(name) ? true : Open.Contains(name) ? false : null;

    /// <param name="foreign">It stands in a zone that is not the city's.</param>
    public static TechnicalAsset Asset(Asset asset, bool foreign)
    {
        var roles = Roles(asset);
        var stores = roles?.Any(r => r is "database" or "file-server" or "identity-store-ldap") is true && !roles.Contains("ldap-server");
        return new TechnicalAsset(asset.Id.Value, asset.Name, stores ? AssetType.Datastore : AssetType.Process) { Technologies = roles, Internet = foreign, OutOfScope = foreign, UsedByHuman = asset.Kind == AssetKind.Workstation };
    }

    private static List<string>? Roles(Asset asset) => asset.Kind switch
    {
        AssetKind.Workstation => ["client-system"],
        AssetKind.Controller => ["plc"],
        AssetKind.Sensor => ["industrial-control-sensor"],
        AssetKind.Sign or AssetKind.Siren => ["industrial-control-actor"],
        AssetKind.Camera => ["iot-device"],
        AssetKind.Firewall or AssetKind.NetworkDevice => ["gateway"],
        AssetKind.Server or AssetKind.CloudService or AssetKind.Other =>
            asset.Ports.Select(p => ByPort.GetValueOrDefault(p.Name)).OfType<string>().Distinct().ToList() is { Count: > 0 } told ? told : null,
        _ => throw new ArgumentOutOfRangeException(nameof(asset), asset.Kind, "A kind of asset without a role."),
    };
}
