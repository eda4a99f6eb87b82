namespace Ward.Standards.Yaml;

/// <summary>Collects everything that is wrong with one file. Not thread-safe.</summary>
/// <remarks>At most <see cref="Kept"/> problems are kept and the rest is counted, so that a hostile file cannot fill the memory.</remarks>
public sealed class ProblemList(string file)
{
    public const int Kept = 1000;

    // Looking for what was meant costs more than saying what is wrong; nobody reads more than these.
    private const int Suggested = 100;

    private readonly List<Problem> problems = [];

    public string File { get; } = file;

    /// <summary>All problems ever added, kept or not.</summary>
    public int Count { get; private set; }

    /// <summary>By line, then in the order in which they were found; a last entry counts those that were not kept.</summary>
    public IReadOnlyList<Problem> Sorted()
    {
        var sorted = problems.OrderBy(p => p.Line).ToList();
        if (Count > Kept) sorted.Add(new Problem(File, 0, "", "a file with fewer mistakes", $"{Count - Kept} more problems that are not listed"));
        return sorted;
    }

    /// <param name="candidates">Among these is what was probably meant by <paramref name="meant"/>.</param>
    public void Add(int line, string field, string expected, string found, string? meant = null, IEnumerable<string>? candidates = null)
    {
        Count++;
        if (problems.Count >= Kept) return;
        var suggestion = meant is not null && candidates is not null && Count <= Suggested ? Nearest.To(meant, candidates) : null;
        problems.Add(new Problem(File, line, field, expected, found, suggestion));
    }

    /// <summary>Takes a problem as it is, with its own suggestion.</summary>
    public void Add(Problem problem)
    {
        Count++;
        if (problems.Count < Kept) problems.Add(problem);
    }
}
