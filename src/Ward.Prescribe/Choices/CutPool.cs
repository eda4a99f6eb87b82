namespace Ward.Prescribe.Choices;

/// <summary>Paths met so far, each as the sorted numbers of the measures that cut it, none twice, none that another implies.</summary>
internal sealed class CutPool(CutProblem problem)
{
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    /// <summary>As they were met, measures that are barred included.</summary>
    public List<int[]> Paths { get; } = [];

    /// <summary>The same without barred measures.</summary>
    public List<int[]> Open { get; } = [];

    public void Add(int[] path)
    {
        if (!seen.Add(string.Join(',', path))) return;
        Paths.Add(path);
        Open.Add(Array.Exists(path, problem.Barred) ? [.. path.Where(m => !problem.Barred(m))] : path);
    }
}
