namespace Ward.Ingest.Documents;

/// <summary>
/// An event keeps the elements of an array one after the other under the same names. Where the names come again and again in one order, each
/// round is an element; where they do not, nobody can say which belongs to which, and they stay unmapped rather than be mixed up.
/// </summary>
internal static class ArrayElements
{
    internal static void Tell(List<Placement> placements)
    {
        var groups = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < placements.Count; i++)
        {
            if (placements[i].ArrayAt < 0) continue;
            var array = string.Join('.', placements[i].Path.Split('.').Take(placements[i].ArrayAt + 1));
            if (!groups.TryGetValue(array, out var members)) groups[array] = members = [];
            members.Add(i);
        }

        foreach (var members in groups.Values)
        {
            var round = Round(members, placements);
            for (var i = 0; i < members.Count; i++)
            {
                var placement = placements[members[i]];
                placements[members[i]] = round > 0 ? placement with { Element = i / round } : placement with { Along = [] };
            }
        }
    }

    /// <summary>How many fields one element has; 0 where that cannot be told.</summary>
    private static int Round(List<int> members, List<Placement> placements)
    {
        var again = 1;
        while (again < members.Count && placements[members[again]].Path != placements[members[0]].Path) again++;
        if (again == members.Count && members.Select(m => placements[m].Path).Distinct(StringComparer.Ordinal).Count() < members.Count) return 0;
        if (members.Count % again != 0) return 0;
        for (var i = again; i < members.Count; i++)
            if (placements[members[i]].Path != placements[members[i % again]].Path) return 0;
        return again;
    }
}
