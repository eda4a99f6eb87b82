using System.Collections.Frozen;

namespace Ward.Standards.Attack;

/// <summary>
/// In which matrix and under which tactics an ATT&amp;CK technique stands: the places of v18 under the tactics of today (<see cref="AttackTactics"/>), with the ids
/// that v19 made (<see cref="AttackTechniques"/>). What v18 had under defense-evasion and v19 did not make anew stands under stealth.
/// </summary>
public static class AttackMatrix
{
    /// <summary>The version whose ids <see cref="AttackTechniques.Current"/> gives.</summary>
    public const string Version = "19";

    private static readonly FrozenDictionary<string, AttackPlace> Table = Read();

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
