namespace Ward.Prescribe.Optimisation;

/// <summary>One of several demands that cannot hold together; none of them can be left out of the contradiction.</summary>
public abstract record Conflict
{
    private Conflict() { }

    /// <summary>This way must be lengthened or cut.</summary>
    /// <param name="Goal">Number of the goal.</param>
    /// <param name="Steps">Steps of the problem, in order.</param>
    /// <param name="By">Allowed measures that act on it; may be empty.</param>
    /// <param name="Barred">Measures that would act on it and are barred.</param>
    public sealed record Way(int Goal, IReadOnlyList<int> Steps, IReadOnlyList<int> By, IReadOnlyList<int> Barred) : Conflict;

    /// <summary>A ceiling, a redundancy or the joint loss, by its name.</summary>
    public sealed record Rule(string Name) : Conflict;

    /// <summary>One of these must be in the plan.</summary>
    public sealed record Given(IReadOnlyList<int> Measures) : Conflict;
}
