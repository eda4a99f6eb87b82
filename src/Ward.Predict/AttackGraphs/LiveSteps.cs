namespace Ward.Predict.AttackGraphs;

/// <summary>
/// The part of a situation through which ways run that are probable enough, as flat arrays over numbers of its own (places, nearest to the footholds first). Joint nodes that lack a
/// premise are not in it. Immutable.
/// </summary>
public sealed class LiveSteps
{
    private readonly Situation situation;
    private readonly Dictionary<int, int> local;
    private readonly int[] nodes, via, first, head, tail, number, firstIn, into;
    private readonly double[] at, ahead;
    private readonly bool[] condition;

    internal LiveSteps(Situation situation, Dictionary<int, int> local, int[] nodes, double[] at, double[] ahead, int[] via, int[] first, int[] head, int[] number, bool[] condition)
    {
        (this.situation, this.local, this.nodes, this.at, this.ahead, this.via, this.first, this.head, this.number, this.condition) = (situation, local, nodes, at, ahead, via, first, head, number, condition);
        (tail, firstIn, into) = (new int[head.Length], new int[nodes.Length + 1], new int[head.Length]);
        for (var n = 0; n < nodes.Length; n++) tail.AsSpan(first[n]..first[n + 1]).Fill(n);
        foreach (var h in head) firstIn[h + 1]++;
        for (var n = 0; n < nodes.Length; n++) firstIn[n + 1] += firstIn[n];
        var next = firstIn.AsSpan(..nodes.Length).ToArray();
        for (var e = 0; e < head.Length; e++) into[next[head[e]]++] = e;
    }

    /// <summary>Number of places.</summary>
    public int Count => nodes.Length;

    public int Steps => head.Length;

    /// <summary>The situation's node at the place.</summary>
    public int Node(int place) => nodes[place];

    /// <summary>The place of a node, or -1.</summary>
    public int Place(int node) => local.GetValueOrDefault(node, -1);

    /// <summary>-ln of the most probable way there, of the least probable premise for a joint node.</summary>
    public double At(int place) => at[place];

    /// <summary>
    /// For ways to be told: what is still to come to the nearest service; on the way of a condition, with what the joint node is farther than that condition, so that a detour to a
    /// condition counts in full. For threats: never more than the least, over the services, of (what is still to come) - (-ln of what it tolerates).
    /// </summary>
    public double Ahead(int place) => ahead[place];

    public (int From, int Before) Out(int place) => (first[place], first[place + 1]);

    public int Head(int step) => head[step];

    public int Tail(int step) => tail[step];

    /// <summary>Number of the situation's edge.</summary>
    public int Edge(int step) => number[step];

    /// <summary>
    /// True for a premise that its joint node needs besides the last: it comes true before it does, so a way runs over any other premise, and this one is a condition of it.
    /// </summary>
    public bool IsCondition(int step) => condition[step];

    /// <summary>The situation's edge by which the node is reached first (a joint one: the last premise that it needs), -1 for a foothold and for what is not alive.</summary>
    public int Via(int node) => Place(node) is var place and >= 0 ? via[place] : -1;

    /// <summary>Distance of every place to the goal over what is not a condition; positive infinity where no way through it is as short as that.</summary>
    /// <param name="distance">One a place, all positive infinity.</param>
    /// <param name="far">Longest way that is of interest.</param>
    /// <param name="reached">Takes the places that are not at infinity any more.</param>
    internal void To(int goal, double far, double[] distance, List<int> reached)
    {
        var queue = new PriorityQueue<int, double>();
        distance[goal] = 0;
        reached.Add(goal);
        queue.Enqueue(goal, 0);
        while (queue.TryDequeue(out var place, out var here))
        {
            if (here > distance[place]) continue;
            foreach (var step in In(place))
            {
                if (condition[step]) continue;
                var (before, next) = (tail[step], here + situation.Weight(number[step]));
                if (next >= distance[before] || !(at[before] + next <= far)) continue;
                if (double.IsPositiveInfinity(distance[before])) reached.Add(before);
                distance[before] = next;
                queue.Enqueue(before, next);
            }
        }
    }

    /// <summary>The way with all that it rests on: before its own edges, in order, those of the ways by which its conditions come true.</summary>
    /// <param name="way">Edges of the situation, from a foothold on.</param>
    public IReadOnlyList<int> Whole(IReadOnlyList<int> way)
    {
        List<int>? whole = null;
        HashSet<int> seen = [];
        foreach (var edge in way)
            if (situation.Required(situation.Head(edge)) > 1) Conditions(situation.Head(edge), whole ??= [], seen);
        return whole is null ? way : [.. whole, .. way];
    }

    private void Conditions(int joint, List<int> whole, HashSet<int> seen)
    {
        foreach (var step in In(local[joint]))
        {
            if (!condition[step]) continue;
            Way(nodes[tail[step]], whole, seen);
            whole.Add(number[step]);
        }
    }

    private void Way(int node, List<int> whole, HashSet<int> seen)
    {
        if (!seen.Add(node) || Via(node) is not (var edge and >= 0)) return;
        if (situation.Required(node) > 1) Conditions(node, whole, seen);
        Way(situation.Edge(edge).Tail, whole, seen);
        whole.Add(edge);
    }

    private ReadOnlySpan<int> In(int place) => into.AsSpan(firstIn[place]..firstIn[place + 1]);
}
