using System.Collections.Frozen;

namespace Ward.Standards.Attack;

/// <summary>
/// In which matrix and under which tactics an ATT&amp;CK technique stands: ids and tactic names as of v18, with the ids that v19 made (see
/// <see cref="AttackTechniques"/>). Of v19's division of defense evasion only the new techniques are known here.
/// </summary>
public static class AttackMatrix
{
    /// <summary>The version whose ids <see cref="AttackTechniques.Current"/> gives.</summary>
    public const string Version = "19";

    private static readonly FrozenDictionary<string, AttackPlace> Table = Read();

    /// <summary>The tactics of a matrix in the order in which it shows them.</summary>
    public static IReadOnlyList<string> TacticsOf(AttackDomain domain) => domain == AttackDomain.Enterprise
        ?
        [
            "reconnaissance", "resource-development", "initial-access", "execution", "persistence", "privilege-escalation", "defense-evasion", "defense-impairment",
            "credential-access", "discovery", "lateral-movement", "collection", "command-and-control", "exfiltration", "impact",
        ]
        :
        [
            "initial-access", "execution", "persistence", "privilege-escalation", "evasion", "discovery", "lateral-movement", "collection", "command-and-control",
            "inhibit-response-function", "impair-process-control", "impact",
        ];

    /// <summary>The place of a technique or sub-technique, by an id of any version; false where the table has none.</summary>
    public static bool TryFind(string id, out AttackPlace place)
    {
        var now = AttackTechniques.Current(id);
        if (Table.TryGetValue(now, out place!)) return true;
        return now.IndexOf('.', StringComparison.Ordinal) is var dot and > 0 && Table.TryGetValue(now[..dot], out place!);
    }

    /// <summary>How many techniques, without sub-techniques, a tactic of a matrix has.</summary>
    public static int CountOf(AttackDomain domain, string tactic) => Table.Count(t => t.Value.Domain == domain && !t.Key.Contains('.', StringComparison.Ordinal) && t.Value.Tactics.Contains(tactic));

    private static FrozenDictionary<string, AttackPlace> Read()
    {
        using var stream = typeof(AttackMatrix).Assembly.GetManifestResourceStream("techniques.tsv") ?? throw new InvalidOperationException("The assembly lacks its table of techniques.");
        using var reader = new StreamReader(stream);
        var table = new Dictionary<string, AttackPlace>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#') || line.Split('\t') is not [var id, var matrix, var tactics]) continue;
            table.Add(id, new AttackPlace(matrix == "ics" ? AttackDomain.Ics : AttackDomain.Enterprise, tactics.Split(' ')));
        }

        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
