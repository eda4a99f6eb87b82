using Ward.Govern.Mandates;

namespace Ward.Prescribe.Choices;

/// <summary>What came of looking for a plan within the budgets of mandates, where the cheapest plan is beyond them.</summary>
/// <param name="Beyond">The mandate whose budget the cheapest plan exceeds.</param>
internal abstract record Fitting(Mandate Beyond)
{
    /// <summary>A plan that may be carried out by itself.</summary>
    /// <param name="Answer">The cheapest of them; its bound is that of all.</param>
    /// <param name="Room">The size within which it is.</param>
    internal sealed record Found(Mandate Beyond, SolverAnswer Answer, int[] Set, Room Room) : Fitting(Beyond);

    /// <summary>There is none, or none was found.</summary>
    /// <param name="Why">Sentences.</param>
    internal sealed record None(Mandate Beyond, IReadOnlyList<string> Why) : Fitting(Beyond);
}
