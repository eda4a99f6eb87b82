using System.Net;
using Ward.Predict.AttackGraphs;

namespace Ward.Predict.NextSteps;

/// <summary>How the two premises of a sign-in with a kept account come true.</summary>
/// <param name="Keeper">Index of the asset that the credential is taken from, or -1 where the attacker has it already.</param>
/// <param name="From">Index of the asset whose packets reach the port, or -1 where they come from a source.</param>
/// <param name="Flow">Index of the flow that carries them, or -1.</param>
/// <param name="Source">The source that they come from, or null.</param>
internal sealed record SignInFacts(int Keeper, int From, int Flow, IPAddress? Source)
{
    /// <summary>Null where the step is no such sign-in, or a premise of it is not known.</summary>
    /// <param name="via">The edge by which a node is gained, or -1.</param>
    public static SignInFacts? Of(Situation situation, in EdgeFacts edge, Func<int, int> via)
    {
        if (edge.Kind != StepKind.SignIn || situation.Graph.PositionOf(edge.Tail) is not { Kind: PositionKind.SignIn } both) return null;
        var hand = situation.Graph.Node(new(PositionKind.Credential, both.One));
        var port = situation.Graph.Node(new(PositionKind.Port, both.Other, both.Third));
        if (via(hand) is not (var taken and >= 0) || via(port) is not (var reached and >= 0)) return null;
        var from = situation.Edge(reached).Tail;
        if (situation.Graph.PositionOf(from) is not null && via(from) is var moved and >= 0) from = situation.Edge(moved).Tail;
        var keeper = situation.Edge(taken).Tail;
        return new(situation.StandAt(keeper) is null ? situation.AssetOf(keeper) : -1, situation.AssetOf(from), situation.Edge(reached).Flow, situation.StandAt(from)?.Address);
    }
}
