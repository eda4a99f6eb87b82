namespace Ward.Prescribe.Standing;

/// <summary>What rests on a change in the city as it stands.</summary>
/// <param name="Passing">Of the loss that can be expected in a month, what lies on ways that it would lengthen, in minutes of one person's work; each zone and service counted by its likeliest such way.</param>
/// <param name="Grounds">From which zone to which service such a way is worth at least <see cref="Worth"/> of all that can be lost; sorted.</param>
public sealed record MeasureWeight(double Passing, IReadOnlyList<string> Grounds)
{
    /// <summary>Ways that make up less of the loss than this are no ground.</summary>
    public const double Worth = 0.01;
}
