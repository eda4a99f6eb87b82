using System.Collections.Frozen;

namespace Ward.Standards.Attack;

/// <summary>
/// ATT&amp;CK technique ids across versions: those that v19 (April 2026) revoked, with their successors,
/// and the names of those that Ward's own content uses, of the ICS matrix too (sub-techniques of v19 by a name that stands without its parent's). Ids are upper case, as in 'T1110.001'.
/// </summary>
public static class AttackTechniques
{
    // Enterprise: Impair Defenses became a tactic, its sub-techniques T1685 to T1690; log clearing moved to them.
    // ICS: nine techniques became sub-techniques of T1691 to T1695.
    private static readonly FrozenDictionary<string, string> Successors = new Dictionary<string, string>
    {
        ["T1562"] = "T1685",
        ["T1562.001"] = "T1685",
        ["T1562.002"] = "T1685.001",
        ["T1562.003"] = "T1690",
        ["T1562.004"] = "T1686",
        ["T1562.006"] = "T1685",
        ["T1562.007"] = "T1686.001",
        ["T1562.008"] = "T1685.002",
        ["T1562.009"] = "T1688",
        ["T1562.010"] = "T1689",
        ["T1562.011"] = "T1685.003",
        ["T1562.012"] = "T1685.004",
        ["T1562.013"] = "T1686.002",
        ["T1070.001"] = "T1685.005",
        ["T1070.002"] = "T1685.006",
        ["T0803"] = "T1691.001",
        ["T0804"] = "T1691.002",
        ["T0805"] = "T1695.001",
        ["T0812"] = "T1694.001",
        ["T0839"] = "T1693.002",
        ["T0855"] = "T1692.001",
        ["T0856"] = "T1692.002",
        ["T0857"] = "T1693.001",
        ["T0891"] = "T1694.002",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>
    {
        ["T0800"] = "Activate Firmware Update Mode",
        ["T0802"] = "Automated Collection",
        ["T0806"] = "Brute Force I/O",
        ["T0809"] = "Data Destruction",
        ["T0813"] = "Denial of Control",
        ["T0814"] = "Denial of Service",
        ["T0816"] = "Device Restart/Shutdown",
        ["T0819"] = "Exploit Public-Facing Application",
        ["T0821"] = "Modify Controller Tasking",
        ["T0822"] = "External Remote Services",
        ["T0829"] = "Loss of View",
        ["T0830"] = "Adversary-in-the-Middle",
        ["T0831"] = "Manipulation of Control",
        ["T0832"] = "Manipulation of View",
        ["T0836"] = "Modify Parameter",
        ["T0838"] = "Modify Alarm Settings",
        ["T0842"] = "Network Sniffing",
        ["T0843"] = "Program Download",
        ["T0845"] = "Program Upload",
        ["T0846"] = "Remote System Discovery",
        ["T0848"] = "Rogue Master",
        ["T0858"] = "Change Operating Mode",
        ["T0860"] = "Wireless Compromise",
        ["T0861"] = "Point & Tag Identification",
        ["T0878"] = "Alarm Suppression",
        ["T0880"] = "Loss of Safety",
        ["T0881"] = "Service Stop",
        ["T0883"] = "Internet Accessible Device",
        ["T0888"] = "Remote System Information Discovery",
        ["T0889"] = "Modify Program",
        ["T0892"] = "Change Credential",
        ["T1005"] = "Data from Local System",
        ["T1021.002"] = "SMB/Windows Admin Shares",
        ["T1041"] = "Exfiltration Over C2 Channel",
        ["T1046"] = "Network Service Discovery",
        ["T1048"] = "Exfiltration Over Alternative Protocol",
        ["T1056.003"] = "Web Portal Capture",
        ["T1059.004"] = "Unix Shell",
        ["T1078"] = "Valid Accounts",
        ["T1098"] = "Account Manipulation",
        ["T1105"] = "Ingress Tool Transfer",
        ["T1110"] = "Brute Force",
        ["T1110.001"] = "Password Guessing",
        ["T1110.003"] = "Password Spraying",
        ["T1110.004"] = "Credential Stuffing",
        ["T1133"] = "External Remote Services",
        ["T1136.001"] = "Local Account",
        ["T1187"] = "Forced Authentication",
        ["T1190"] = "Exploit Public-Facing Application",
        ["T1219"] = "Remote Access Tools",
        ["T1485"] = "Data Destruction",
        ["T1486"] = "Data Encrypted for Impact",
        ["T1489"] = "Service Stop",
        ["T1490"] = "Inhibit System Recovery",
        ["T1496"] = "Resource Hijacking",
        ["T1505.003"] = "Web Shell",
        ["T1529"] = "System Shutdown/Reboot",
        ["T1552.001"] = "Credentials In Files",
        ["T1557"] = "Adversary-in-the-Middle",
        ["T1565.001"] = "Stored Data Manipulation",
        ["T1572"] = "Protocol Tunneling",
        ["T1595"] = "Active Scanning",
        ["T1595.002"] = "Vulnerability Scanning",
        ["T1595.003"] = "Wordlist Scanning",
        ["T1657"] = "Financial Theft",
        ["T1691.001"] = "Block Command Message",
        ["T1691.002"] = "Block Reporting Message",
        ["T1692.001"] = "Unauthorized Command Message",
        ["T1692.002"] = "Unauthorized Reporting Message",
        ["T1693.001"] = "System Firmware",
        ["T1694.001"] = "Default Credentials",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The id by which v19 knows the technique; an id that was not revoked, or is unknown, comes back in upper case.</summary>
    public static string Current(string id) => Successors.TryGetValue(id, out var now) ? now : id.ToUpperInvariant();

    /// <summary>The technique of a Sigma tag such as 'attack.t1110.001', by its id of today; null for any other tag.</summary>
    public static string? OfTag(string tag) =>
        tag.Length is 12 or 16 && tag.StartsWith("attack.t", StringComparison.Ordinal) && tag.AsSpan(8, 4).IndexOfAnyExceptInRange('0', '9') < 0
            && (tag.Length == 12 || (tag[12] == '.' && tag.AsSpan(13).IndexOfAnyExceptInRange('0', '9') < 0))
            ? Current(tag[7..])
            : null;

    /// <summary>The technique's name, or the id itself where the table does not have it.</summary>
    public static string NameOf(string id) => Names.TryGetValue(Current(id), out var name) ? name : Current(id);
}
