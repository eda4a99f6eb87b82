namespace Ward.Prescribe.Optimisation.Problems;

/// <summary>
/// Attack steps between states in flat arrays. A state is reached by any one of the steps into it, or, where it is joint,
/// only when all of them are taken (an AND of premises). Steps are numbered in the order of their tails. Immutable.
/// </summary>
public sealed class StepGraph
{
    private readonly int[] firstOut, tail, head, firstIn, inStep;
    private readonly bool[]? joint;

    /// <param name="firstOut">Steps of state s are numbered from <c>firstOut[s]</c> to before <c>firstOut[s + 1]</c>.</param>
    /// <param name="head">State gained, by step.</param>
    /// <param name="joint">True where a state needs every step into it; null where none does. Without a step into it such a state is never reached.</param>
    /// <exception cref="ArgumentException">The arrays do not fit together.</exception>
    public StepGraph(int[] firstOut, int[] head, bool[]? joint = null)
    {
        var states = firstOut.Length - 1;
        if (states < 0 || firstOut[0] != 0 || firstOut[^1] != head.Length) throw new ArgumentException($"the steps of {states} states must run from 0 to {head.Length}", nameof(firstOut));
        if (joint is not null && joint.Length != states) throw new ArgumentException($"{joint.Length} marks for {states} states", nameof(joint));
        (this.firstOut, this.head, this.joint) = (firstOut, head, joint is not null && Array.IndexOf(joint, true) >= 0 ? joint : null);
        (tail, firstIn, inStep) = (new int[head.Length], new int[states + 1], new int[head.Length]);
        for (var s = 0; s < states; s++)
        {
            if (firstOut[s] > firstOut[s + 1]) throw new ArgumentException($"the steps of state {s} end before they begin", nameof(firstOut));
            tail.AsSpan(firstOut[s]..firstOut[s + 1]).Fill(s);
        }

        foreach (var h in head)
        {
            if ((uint)h >= (uint)states) throw new ArgumentException($"a step leads to {h}, of {states} states", nameof(head));
            firstIn[h + 1]++;
        }

        for (var s = 0; s < states; s++) firstIn[s + 1] += firstIn[s];
        var at = firstIn.AsSpan(..states).ToArray();
        for (var e = 0; e < head.Length; e++) inStep[at[head[e]]++] = e;
    }

    public int States => firstOut.Length - 1;

    public int Steps => head.Length;

    public bool HasJoint => joint is not null;

    /// <summary>The same for steps in any order; tells for each new number the number it had.</summary>
    public static (StepGraph Graph, int[] Was) Of(int states, ReadOnlySpan<int> tails, ReadOnlySpan<int> heads, bool[]? joint = null)
    {
        var first = new int[states + 1];
        foreach (var t in tails)
        {
            if ((uint)t >= (uint)states) throw new ArgumentException($"a step starts at {t}, of {states} states", nameof(tails));
            first[t + 1]++;
        }

        for (var s = 0; s < states; s++) first[s + 1] += first[s];
        var at = first.AsSpan(..states).ToArray();
        var (was, head) = (new int[tails.Length], new int[tails.Length]);
        for (var e = 0; e < tails.Length; e++)
        {
            var to = at[tails[e]]++;
            (was[to], head[to]) = (e, heads[e]);
        }

        return (new(first, head, joint), was);
    }

    public int Tail(int step) => tail[step];

    public int Head(int step) => head[step];

    public bool IsJoint(int state) => joint is not null && joint[state];

    public (int From, int Before) Out(int state) => (firstOut[state], firstOut[state + 1]);

    public ReadOnlySpan<int> In(int state) => inStep.AsSpan(firstIn[state]..firstIn[state + 1]);
}
