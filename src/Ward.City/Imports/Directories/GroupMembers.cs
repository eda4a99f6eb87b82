using Ward.Standards.BloodHound;

namespace Ward.City.Imports.Directories;

/// <summary>The users and computers of groups, groups within groups followed; groups that hold one another end it no less.</summary>
internal sealed class GroupMembers
{
    /// <summary>A right of a group with more accounts than this is not one of persons that one could name.</summary>
    public const int MostMembers = 1_000;

    private const int MostSteps = 20_000_000;

    private readonly DirectoryCollection collection;
    private readonly Dictionary<string, List<string>> byPrimary = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>?> known = new(StringComparer.Ordinal);
    private int steps;

    public GroupMembers(DirectoryCollection collection)
    {
        this.collection = collection;
        foreach (var one in collection.Objects.Values)
            if (one.PrimaryGroup is { } group) (byPrimary.TryGetValue(group, out var own) ? own : byPrimary[group] = []).Add(one.Id);
    }

    /// <summary>True where it was given up following.</summary>
    public bool IsCut => steps >= MostSteps;

    /// <summary>Everyone, Authenticated Users, Users of a domain; their members stand in no file.</summary>
    public static bool IsEverybody(string principal) =>
        principal.EndsWith("S-1-1-0", StringComparison.Ordinal) || principal.EndsWith("S-1-5-11", StringComparison.Ordinal) || principal.EndsWith("S-1-5-32-545", StringComparison.Ordinal);

    /// <summary>The accounts of a principal, itself where it is one; null where there are more than <see cref="MostMembers"/>.</summary>
    public IReadOnlyList<string>? Of(string principal)
    {
        if (known.TryGetValue(principal, out var found)) return found;
        var all = new List<string>();
        return known[principal] = Follow(principal, id =>
        {
            all.Add(id);
            return all.Count <= MostMembers;
        }) ? all : null;
    }

    /// <summary>Which of some accounts are of a group, however large it is.</summary>
    public IReadOnlyList<string> Among(string principal, ICollection<string> some)
    {
        var wanted = some.ToHashSet(StringComparer.Ordinal);
        var inside = new List<string>();
        Follow(principal, id =>
        {
            if (wanted.Contains(id)) inside.Add(id);
            return true;
        });
        return inside;
    }

    private bool Follow(string principal, Func<string, bool> take)
    {
        var (seen, open) = (new HashSet<string>(StringComparer.Ordinal) { principal }, new Stack<string>([principal]));
        while (open.TryPop(out var id))
        {
            if (++steps >= MostSteps) return true;
            // A group of which only those speak that have it as their first is one no less.
            var one = collection.Objects.GetValueOrDefault(id);
            if (one is null ? !byPrimary.ContainsKey(id) : one.Kind != DirectoryKind.Group)
            {
                if (one is not null && !take(id)) return false;
                continue;
            }

            foreach (var member in (one?.Members ?? []).Concat(byPrimary.GetValueOrDefault(id) ?? []))
                if (seen.Add(member)) open.Push(member);
        }

        return true;
    }
}
