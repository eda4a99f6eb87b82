namespace Ward.Predict.Simulation;

/// <summary>
/// The part of an attack graph that is simulated, as flat arrays. Every node but one with <see cref="Required"/> above 1 is reached by the first
/// way to it; such a one by the last of that many (AND over its premises), and edges into it are sure and take no time. Edges with the same throw succeed or fail together: a weakness
/// either gives way to this attacker or does not, whichever way he comes. Immutable and thread-safe.
/// </summary>
internal sealed class Net
{
    /// <summary>Edges of node n are numbered from <c>FirstOut[n]</c> to before <c>FirstOut[n + 1]</c>.</summary>
    public required int[] FirstOut { get; init; }

    public required int[] Head { get; init; }

    /// <summary>Number of the throw that decides the edge, or -1 where it always succeeds.</summary>
    public required int[] Throw { get; init; }

    /// <summary>The edge succeeds where the throw is below this, 0..1.</summary>
    public required double[] Probability { get; init; }

    /// <summary>Mean hours, lognormal with <see cref="Spread"/>; the deviate is the throw's.</summary>
    public required double[] Mean { get; init; }

    public required double[] Spread { get; init; }

    /// <summary>Number of the situation's edge, or -1.</summary>
    public required int[] Edge { get; init; }

    /// <summary>Premises that must hold, at least 1, by node.</summary>
    public required int[] Required { get; init; }

    /// <summary>Keys of the throws.</summary>
    public required ulong[] Keys { get; init; }

    /// <summary>Where the attacker stands at the beginning: node, throw (or -1) and belief.</summary>
    public required (int Node, int Throw, double Belief)[] Starts { get; init; }

    /// <summary>Node of each service by its index in the city, or -1 where no way leads to it.</summary>
    public required int[] Goals { get; init; }

    public int Nodes => FirstOut.Length - 1;

    public int Edges => Head.Length;
}
