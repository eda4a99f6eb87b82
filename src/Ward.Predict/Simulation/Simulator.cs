using Ward.Predict.AttackGraphs;

namespace Ward.Predict.Simulation;

/// <summary>Simulates attackers from the footholds of a situation. Pure: the same situation, options and cuts give the same tally. Thread-safe.</summary>
internal static class Simulator
{
    /// <param name="stopped">Steps that measures have cut, by number of the situation's edge; null where nothing is cut.</param>
    public static (Net Net, Tally Tally) Run(Situation situation, SimulationOptions options, Func<int, bool>? stopped = null)
    {
        var net = new NetBuilder(situation, options.Seed, stopped is null ? null : e => stopped(e) ? double.PositiveInfinity : 0).Build();
        return (net, Tally.Of(net, options, e => IsGain(situation, net.Edge[e])));
    }

    /// <summary>True where the edge gains something that the attacker would notice having.</summary>
    private static bool IsGain(Situation situation, int edge) =>
        edge >= 0 && situation.Kind(edge) is StepKind.Guess or StepKind.Exploit or StepKind.SignIn or StepKind.Escalate or StepKind.Impact;
}
