using Ward.Prescribe.Optimisation.Problems;

namespace Ward.Prescribe.Choices;

/// <summary>
/// Choose numbered measures so that every path is cut, at least cost. Cost of a set = the sum of <see cref="Additive"/>
/// plus <see cref="Joint"/>. Paths are not listed but asked for, since there may be far too many.
/// </summary>
public abstract class CutProblem
{
    /// <summary>Measures are numbered from 0 to before this; it may grow while paths are asked for.</summary>
    public abstract int Count { get; }

    /// <summary>Cost of a measure that adds up, at least 0.</summary>
    public abstract double Additive(int measure);

    /// <summary>Cost that belongs to the set as a whole: 0 for none, never less when a measure is added, positive infinity where the set is not allowed.</summary>
    public abstract double Joint(IReadOnlyList<int> set);

    /// <summary>
    /// A path that the set leaves: measures outside the set, sorted, at least one of which every plan must have; null where none is left, empty where no
    /// measure helps. Where measures only lengthen a path, one path may give several such lists, for several sets.
    /// </summary>
    /// <param name="steps">Counts down by the work done.</param>
    public abstract int[]? Uncut(IReadOnlyList<int> set, ref long steps);

    /// <summary>Paths known beforehand, each as the measures that cut it.</summary>
    public virtual IReadOnlyList<int[]> Given => [];

    /// <summary>The same problem over flat arrays, with the same numbers of measures; null where it cannot be told so. May cost work.</summary>
    public virtual InterdictionProblem? Flat() => null;

    /// <summary>True where what <see cref="Flat"/> told asks for more than is needed: its plans hold, its proofs say nothing of this problem.</summary>
    public bool FlatAsksMore { get; protected set; }

    /// <summary>True where the measure is not to be used in this problem.</summary>
    public virtual bool Barred(int measure) => false;

    public double Cost(IReadOnlyList<int> set)
    {
        var sum = 0.0;
        foreach (var m in set) sum += Additive(m);
        return sum + Joint(set);
    }
}
