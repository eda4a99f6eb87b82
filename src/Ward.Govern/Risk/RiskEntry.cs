using Ward.Govern.ThreatModel;

namespace Ward.Govern.Risk;

/// <summary>A risk in the register.</summary>
/// <param name="Id">That of the finding.</param>
/// <param name="At">Ids of the elements that it concerns.</param>
/// <param name="Owner">Who answers for it: by the decision, else for the element, as the model says; or null.</param>
/// <param name="ReviewBy">The day by which somebody is to look at it again: a review cycle after the decision's date, or after it was first seen.</param>
public sealed record RiskEntry(string Id, string Kind, string Words, Severity Severity, IReadOnlyList<string> At, Decision Decision, string? Owner, DateOnly FirstSeen, DateOnly ReviewBy)
{
    /// <summary>What it rests on, as of the finding; empty where its kind names nothing, or in a file from before grounds were kept.</summary>
    public IReadOnlyList<string> Grounds { get; init; } = [];

    /// <summary>The grounds that whoever settled it knew; null where it is not settled, or where they are <see cref="Grounds"/>.</summary>
    public IReadOnlyList<string>? SettledOn { get; init; }

    /// <summary>The day on which it was no longer found, or null while it is.</summary>
    public DateOnly? GoneSince { get; init; }

    public bool IsOverdue(DateOnly today) => GoneSince is null && ReviewBy < today;
}
