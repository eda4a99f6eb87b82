using System.Collections.Frozen;

namespace Ward.Standards.Attack;

/// <summary>
/// Tactics of ATT&amp;CK as tags name them, lower case with hyphens, across matrices (Enterprise, ICS, Mobile) and versions. v19 (April 2026) parted
/// Enterprise's defense-evasion into stealth and defense-impairment; the ICS matrix has evasion, inhibit-response-function and impair-process-control.
/// </summary>
public static class AttackTactics
{
    /// <summary>Every tactic, in the order in which an attack comes to them and the matrices show them.</summary>
    private static readonly (string Name, bool Enterprise, bool Ics)[] Order =
    [
        ("reconnaissance", true, false), ("resource-development", true, false), ("initial-access", true, true), ("execution", true, true),
        ("persistence", true, true), ("privilege-escalation", true, true), ("stealth", true, false), ("defense-impairment", true, false), ("evasion", false, true),
        ("credential-access", true, false), ("discovery", true, true), ("lateral-movement", true, true), ("collection", true, true),
        ("command-and-control", true, true), ("exfiltration", true, false), ("inhibit-response-function", false, true), ("impair-process-control", false, true),
        ("impact", true, true), ("network-effects", false, false), ("remote-service-effects", false, false),
    ];

    private static readonly FrozenDictionary<string, int> Stages = Order.Select((t, i) => (t.Name, i)).ToFrozenDictionary(t => t.Name, t => t.i, StringComparer.OrdinalIgnoreCase);

    /// <summary>The tactics of a matrix in the order in which it shows them.</summary>
    public static IReadOnlyList<string> Of(AttackDomain domain) => domain switch
    {
        AttackDomain.Enterprise => [.. Order.Where(t => t.Enterprise).Select(t => t.Name)],
        AttackDomain.Ics => [.. Order.Where(t => t.Ics).Select(t => t.Name)],
        _ => throw new InvalidOperationException($"Unknown domain {domain}."),
    };

    /// <summary>How far in an attack a tactic stands, from 0; comparable across matrices. Null where none is meant.</summary>
    public static int? StageOf(string name) => TryFind(name, out var tactic) ? Stages[tactic] : null;

    /// <summary>
    /// The tactic's name today, lower case; false where none is meant. Underscores (Sigma before 2.0) count as hyphens, and the ending -ics, by
    /// which the first STIX of the ICS matrix told its tactics from Enterprise's, falls away.
    /// </summary>
    public static bool TryFind(string name, out string tactic)
    {
        tactic = name.Replace('_', '-').ToLowerInvariant();
        if (tactic.EndsWith("-ics", StringComparison.Ordinal)) tactic = tactic[..^4];
        if (tactic == "defense-evasion") tactic = "stealth";
        return Stages.ContainsKey(tactic);
    }

    /// <summary>
    /// Whether what stands behind 'attack.' in a tag is a tactic, or has the form of the id of a technique (t1110.001), group (g0016), software
    /// (s0002), campaign (c0001), mitigation (m1030), data source (ds0017) or tactic (ta0106).
    /// </summary>
    public static bool IsTag(string rest) => TryFind(rest, out _) || IsId(rest);

    private static bool IsId(string rest)
    {
        var letters = rest.StartsWith("ta", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("ds", StringComparison.OrdinalIgnoreCase) ? 2 : 1;
        if (rest.Length < letters + 4 || (letters == 1 && char.ToLowerInvariant(rest[0]) is not ('t' or 'g' or 's' or 'c' or 'm')) || !AreDigits(rest.AsSpan(letters, 4))) return false;
        return rest.Length == letters + 4 || (letters == 1 && rest.Length == 9 && rest[5] == '.' && AreDigits(rest.AsSpan(6)));
    }

    private static bool AreDigits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;
}
