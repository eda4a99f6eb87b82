using Ward.Prescribe.Optimisation.Problems;

namespace Ward.Prescribe.Optimisation.Searches;

/// <summary>
/// The part of a problem through which a way shorter than its limit can run, renumbered: states, steps, and as columns the
/// measures that may be used on it. Measures only lengthen, so nothing outside can ever matter. Immutable.
/// </summary>
internal sealed class Region
{
    internal Region(InterdictionProblem problem) => Problem = problem;

    public InterdictionProblem Problem { get; }

    public int States { get; init; }

    public int Steps => Head.Length;

    public int Columns => MeasureOf.Length;

    /// <summary>Steps of a state are numbered from FirstOut[s] to before FirstOut[s + 1].</summary>
    public required int[] FirstOut { get; init; }

    public required int[] Tail { get; init; }

    public required int[] Head { get; init; }

    public required int[] FirstIn { get; init; }

    public required int[] InStep { get; init; }

    public required double[] Weight { get; init; }

    /// <summary>Number of the step in the problem.</summary>
    public required int[] Global { get; init; }

    /// <summary>For a joint state the number of its premises; 0 for every other.</summary>
    public required int[] Premises { get; init; }

    public bool HasJoint { get; init; }

    /// <summary>The least, over the goals, of (length still to come) - limit.</summary>
    public required double[] Slack { get; init; }

    public required Source[] Sources { get; init; }

    /// <summary>Goals that can be reached too early, with the deadline class of each and its number in the problem.</summary>
    public required (int State, double Limit, int Class, int Number)[] Goals { get; init; }

    /// <summary>Hours of each deadline class, rising; measures that take longer do not count in it.</summary>
    public required double[] Within { get; init; }

    public required int[] MeasureOf { get; init; }

    public required double[] Cost { get; init; }

    public required double[] Lead { get; init; }

    /// <summary>Loss of the measure alone, where the problem has a joint loss; else empty.</summary>
    public required double[] Alone { get; init; }

    public required int[] FirstCover { get; init; }

    public required int[] CoverColumn { get; init; }

    public required double[] CoverEffect { get; init; }

    public required int[] FirstTouched { get; init; }

    public required int[] Touched { get; init; }

    /// <summary>Column of each measure, or -1.</summary>
    public required int[] ColumnOf { get; init; }

    /// <summary>Goals of each class, as places in <see cref="Goals"/>.</summary>
    public required int[][] GoalsOf { get; init; }

    public bool Counts(int column, int deadline) => Lead[column] <= Within[deadline];

    public int[] Measures(IEnumerable<int> columns) => [.. columns.Select(c => MeasureOf[c]).Order()];
}
