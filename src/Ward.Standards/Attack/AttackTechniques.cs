using System.Collections.Frozen;

namespace Ward.Standards.Attack;

/// <summary>
/// ATT&amp;CK technique ids across versions: those that v19 (April 2026) revoked, with their successors,
/// and the names of those that Ward's own content uses. Ids are upper case, as in 'T1110.001'.
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
        ["T1046"] = "Network Service Discovery",
        ["T1078"] = "Valid Accounts",
        ["T1110"] = "Brute Force",
        ["T1110.001"] = "Password Guessing",
        ["T1110.003"] = "Password Spraying",
        ["T1190"] = "Exploit Public-Facing Application",
        ["T1595"] = "Active Scanning",
        ["T1595.002"] = "Vulnerability Scanning",
        ["T1595.003"] = "Wordlist Scanning",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The id by which v19 knows the technique; an id that was not revoked, or is unknown, comes back in upper case.</summary>
    public static string Current(string id) => Successors.TryGetValue(id, out var now) ? now : id.ToUpperInvariant();

    /// <summary>The technique's name, or the id itself where the table does not have it.</summary>
    public static string NameOf(string id) => Names.TryGetValue(Current(id), out var name) ? name : Current(id);
}
