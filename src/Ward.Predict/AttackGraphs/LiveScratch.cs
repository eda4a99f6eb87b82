namespace Ward.Predict.AttackGraphs;

/// <summary>Room for one search over a whole graph, kept clean between searches so that each costs only what it touches. Not thread-safe.</summary>
internal sealed class LiveScratch
{
    private readonly List<int> touched = [];

    public double[] At { get; private set; } = [];

    public double[] Ahead { get; private set; } = [];

    /// <summary>Premises of a joint node that were reached so far.</summary>
    public int[] Came { get; private set; } = [];

    public int[] Via { get; private set; } = [];

    /// <summary>Place of a node among those reached, nearest first.</summary>
    public int[] Rank { get; private set; } = [];

    public PriorityQueue<int, double> Queue { get; } = new();

    /// <summary>What is reached with certainty from what is being followed.</summary>
    public Stack<int> Certain { get; } = new();

    /// <summary>Zones of which an asset is held.</summary>
    public HashSet<int> Entered { get; } = [];

    public LiveScratch For(int nodes)
    {
        if (At.Length >= nodes) return this;
        (At, Ahead, Came, Via, Rank) = (new double[nodes], new double[nodes], new int[nodes], new int[nodes], new int[nodes]);
        Array.Fill(At, double.PositiveInfinity);
        Array.Fill(Ahead, double.PositiveInfinity);
        return this;
    }

    public void Touch(int node) => touched.Add(node);

    public void Clear()
    {
        foreach (var node in touched) (At[node], Ahead[node], Came[node]) = (double.PositiveInfinity, double.PositiveInfinity, 0);
        touched.Clear();
        Queue.Clear();
        Certain.Clear();
        Entered.Clear();
    }
}
