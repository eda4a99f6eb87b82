namespace Ward.Predict.Simulation;

/// <summary>What the trials of one net came to.</summary>
internal sealed class Tally
{
    private readonly List<float>[] times;

    /// <summary>Gains by (throw, what is gained), those that came first in a trial.</summary>
    private readonly Dictionary<(int Throw, int Head), First> firsts = [];

    private Tally(Net net, int trials)
    {
        Trials = trials;
        times = new List<float>[net.Goals.Length];
        for (var s = 0; s < times.Length; s++) times[s] = new(net.Goals[s] < 0 ? 0 : trials);
    }

    public int Trials { get; }

    /// <param name="isGain">By edge of the net: whether it is a step of its own that may be the next one.</param>
    public static Tally Of(Net net, SimulationOptions options, Func<int, bool> isGain)
    {
        var tally = new Tally(net, options.TrialsFor(net.Edges));
        var trial = new Trial(net, options.Horizon);
        for (var t = 0; t < tally.Trials; t++)
        {
            trial.Run(t);
            tally.Add(net, trial, isGain);
        }

        foreach (var service in tally.times) service.Sort();
        return tally;
    }

    /// <summary>h at which the service fell, ascending, of the trials in which it did.</summary>
    public IReadOnlyList<float> Times(int service) => times[service];

    /// <summary>Most frequent first; ties by edge.</summary>
    public IEnumerable<(int Edge, int Count, double Hours)> Next =>
        firsts.Values.OrderByDescending(f => f.Count).ThenBy(f => f.Edge).Select(f => (f.Edge, f.Count, f.Hours / f.Count));

    private void Add(Net net, Trial trial, Func<int, bool> isGain)
    {
        for (var s = 0; s < times.Length; s++)
            if (net.Goals[s] is var goal and >= 0 && trial.At(goal) is var at && double.IsFinite(at)) times[s].Add((float)at);
        foreach (var node in trial.Order)
        {
            if (trial.Via(node) is not (var edge and >= 0) || !isGain(edge)) continue;
            ref var first = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(firsts, (net.Throw[edge], net.Head[edge]), out var known);
            if (!known || edge < first.Edge) first.Edge = edge;
            first.Count++;
            first.Hours += trial.At(node);
            return;
        }
    }

    private struct First
    {
        public int Edge;
        public int Count;
        public double Hours;
    }
}
