namespace Ward.Predict.AttackGraphs;

/// <summary>
/// What has come to joint nodes in one search forward, whatever numbers it has for nodes: of each the least arrivals, as many as it needs, with the edges by which they came.
/// The length of a joint node is the greatest of them (a superior function, Knuth 1977). Not thread-safe.
/// </summary>
public sealed class Gathering
{
    private readonly Dictionary<int, (int Came, double[] At, int[] By)> joints = [];

    /// <summary>Length of the joint node now that a premise has come, positive infinity while it lacks one. A premise that comes again counts once.</summary>
    /// <param name="needed">Premises that it needs, at least 1.</param>
    public double Come(int joint, int needed, double at, int by)
    {
        var (came, least, edges) = joints.TryGetValue(joint, out var known) ? known : (0, new double[needed], new int[needed]);
        // A search without a list of what is done may come by one premise twice, by an ulp apart.
        if (edges.AsSpan(0, Math.Min(came, needed)).Contains(by)) return came < needed ? double.PositiveInfinity : least[needed - 1];
        var place = Math.Min(came, needed);
        while (place > 0 && least[place - 1] > at) place--;
        if (place < needed)
        {
            for (var i = Math.Min(came, needed - 1); i > place; i--) (least[i], edges[i]) = (least[i - 1], edges[i - 1]);
            (least[place], edges[place]) = (at, by);
        }

        joints[joint] = (came + 1, least, edges);
        return came + 1 < needed ? double.PositiveInfinity : least[needed - 1];
    }

    /// <summary>The edges by which it was gained, nearest first; only of one that lacks nothing.</summary>
    public ReadOnlySpan<int> Of(int joint) => joints[joint].By;

    public void Clear() => joints.Clear();

    /// <summary>The edges on which a node rests, those into a node before those out of it, each once.</summary>
    /// <param name="into">The edges by which a node was gained; none for where the search began.</param>
    public static List<int> Way(int node, Func<int, IEnumerable<int>> into, Func<int, int> tail)
    {
        var (way, seen) = (new List<int>(), new HashSet<int>());
        Add(node);
        return way;

        void Add(int at)
        {
            if (!seen.Add(at)) return;
            foreach (var edge in into(at))
            {
                Add(tail(edge));
                way.Add(edge);
            }
        }
    }
}
