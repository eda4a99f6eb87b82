namespace Ward.Prescribe.Standing;

/// <summary>What rests on a change in the city as it stands.</summary>
/// <param name="Passing">Of the loss that can be expected in a month, what lies on ways that it would lengthen, in minutes of one person's work; each zone and service counted by its likeliest such way.</param>
/// <param name="Grounds">From which zone to which service such a way is worth at least <see cref="Worth"/> of all that can be lost; sorted.</param>
/// <param name="Ways">The part of <paramref name="Passing"/> of each zone and service, also of those that are no ground, in the same unit.</param>
public sealed record MeasureWeight(double Passing, IReadOnlyList<string> Grounds, IReadOnlyDictionary<string, double> Ways)
{
    /// <summary>Ways that make up less of the loss than this are no ground.</summary>
    public const double Worth = 0.01;

    /// <summary>Without the single ways, for what is not compared any more.</summary>
    internal MeasureWeight InShort => this with { Ways = new Dictionary<string, double>() };
}
