namespace Ward.Predict.AttackGraphs;

/// <summary>One attack step as the graph holds it; indices point into the lists of the city model, -1 where there is none.</summary>
/// <param name="Tail">Node from which it starts.</param>
/// <param name="Head">Node that it gains.</param>
/// <param name="Weight">-ln of the probability that it succeeds, at least 0.</param>
/// <param name="Flow">Index of the allowed flow that carries it.</param>
/// <param name="Exposure">Index of the weakness that it uses.</param>
/// <param name="Account">Index of the account that it uses.</param>
/// <param name="Conduit">From-zone index times the number of zones plus to-zone index; -1 where it stays within a zone.</param>
/// <param name="Port">Listening port, 0 where none is meant.</param>
public readonly record struct EdgeFacts(
    int Tail,
    int Head,
    double Weight,
    StepKind Kind,
    int Flow,
    int Exposure,
    int Account,
    int Conduit,
    int Port);
