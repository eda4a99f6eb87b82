namespace Ward.Predict.Simulation;

/// <summary>
/// One attacker after the other over the same net: which steps succeed and how long they take is thrown, and every node is reached as early as
/// can be (Dijkstra 1959 on hours). The attacker tries whatever he can reach, all at once. Holds its scratch between trials and allocates nothing in them;
/// not thread-safe.
/// </summary>
internal sealed class Trial
{
    private readonly Net net;
    private readonly double horizon;
    private readonly double[] arrival, uniform;
    private readonly int[] via, missing, thrownIn, order;
    private readonly bool[] settled;
    private readonly (double At, int Node)[] heap;
    private int waiting, number;

    public Trial(Net net, double horizon)
    {
        (this.net, this.horizon) = (net, horizon);
        (arrival, via, missing, settled, order) = (new double[net.Nodes], new int[net.Nodes], new int[net.Nodes], new bool[net.Nodes], new int[net.Nodes]);
        (uniform, thrownIn) = (new double[net.Keys.Length], new int[net.Keys.Length]);
        Array.Fill(thrownIn, -1);
        heap = new (double, int)[net.Edges + net.Starts.Length + 1];
    }

    /// <summary>Nodes that were reached, earliest first; good until the next trial.</summary>
    public ReadOnlySpan<int> Order => order.AsSpan(..Reached);

    public int Reached { get; private set; }

    /// <summary>h since the beginning, positive infinity where the node was not reached by the horizon.</summary>
    public double At(int node) => settled[node] ? arrival[node] : double.PositiveInfinity;

    /// <summary>The edge by which it was reached first (for an AND, last), or -1 for a start.</summary>
    public int Via(int node) => via[node];

    /// <param name="trial">At least 0; the same number gives the same attacker.</param>
    public void Run(int trial)
    {
        number = trial;
        (waiting, Reached) = (0, 0);
        Array.Fill(arrival, double.PositiveInfinity);
        Array.Clear(settled);
        net.Required.CopyTo(missing, 0);
        foreach (var (node, thrown, belief) in net.Starts)
            if (thrown < 0 || Uniform(thrown) < belief) Reach(node, 0, -1);
        while (waiting > 0)
        {
            var (at, node) = Pop();
            if (settled[node]) continue;
            settled[node] = true;
            order[Reached++] = node;
            for (var e = net.FirstOut[node]; e < net.FirstOut[node + 1]; e++) Follow(e, at);
        }
    }

    private void Follow(int e, double at)
    {
        var head = net.Head[e];
        if (settled[head]) return;
        if (net.Throw[e] is var thrown and >= 0)
        {
            if (Uniform(thrown) >= net.Probability[e]) return;
            if (net.Mean[e] > 0) at += net.Mean[e] * Math.Exp((net.Spread[e] * Dice.Normal(net.Keys[thrown], number)) - (net.Spread[e] * net.Spread[e] / 2));
        }

        if (at > horizon || --missing[head] > 0) return;
        Reach(head, at, e);
    }

    private void Reach(int node, double at, int edge)
    {
        if (at >= arrival[node]) return;
        (arrival[node], via[node]) = (at, edge);
        Push(at, node);
    }

    private double Uniform(int thrown)
    {
        if (thrownIn[thrown] == number) return uniform[thrown];
        thrownIn[thrown] = number;
        return uniform[thrown] = Dice.Uniform(net.Keys[thrown], number);
    }

    private void Push(double at, int node)
    {
        var i = waiting++;
        for (int up; i > 0 && Before(at, node, heap[up = (i - 1) / 2]); i = up) heap[i] = heap[up];
        heap[i] = (at, node);
    }

    private (double At, int Node) Pop()
    {
        var top = heap[0];
        var last = heap[--waiting];
        var i = 0;
        while ((2 * i) + 1 is var child && child < waiting)
        {
            if (child + 1 < waiting && Before(heap[child + 1].At, heap[child + 1].Node, heap[child])) child++;
            if (!Before(heap[child].At, heap[child].Node, last)) break;
            heap[i] = heap[child];
            i = child;
        }

        heap[i] = last;
        return top;
    }

    private static bool Before(double at, int node, (double At, int Node) other) => at < other.At || (at == other.At && node < other.Node);
}
