using Ward.Predict.AttackGraphs;

namespace Ward.Predict.Simulation;

/// <summary>
/// Which throw decides a step, by the names of what it is about and never by its number: the same weakness, sign-in or stop is decided once in a
/// trial however many ways lead to it, and the same in a city before and after a change.
/// </summary>
internal sealed class StepKeys(Situation situation, ulong seed)
{
    private readonly AttackGraph graph = situation.Graph;

    /// <summary>0 where the step is bookkeeping and always succeeds.</summary>
    public ulong Of(in EdgeFacts edge) => edge.Kind switch
    {
        StepKind.Includes or StepKind.Move or StepKind.Depend or StepKind.Join => 0,
        StepKind.Guess or StepKind.Exploit or StepKind.Escalate when edge.Exposure >= 0 => Dice.Key(seed, "exposure", graph.City.Exposures[edge.Exposure].Id.Value),
        StepKind.Guess => Dice.Key(seed, "guess", AssetOf(edge.Head), Port(edge.Port)),
        StepKind.Exploit => Dice.Key(seed, "exploit", AssetOf(edge.Head), Port(edge.Port)),
        StepKind.Escalate => Dice.Key(seed, "escalate", AccountOf(edge), AssetOf(edge.Head)),
        StepKind.TakeCredential => Dice.Key(seed, "take", AccountOf(edge), AssetOf(edge.Tail)),
        StepKind.SignIn when edge.Account < 0 => Dice.Key(seed, "again", AssetOf(edge.Head)),

        // A second factor is got round for the account, not for the host.
        StepKind.SignIn when graph.City.Accounts[edge.Account].SecondFactor => Dice.Key(seed, "factor", AccountOf(edge)),
        StepKind.SignIn => Dice.Key(seed, "sign-in", AccountOf(edge), AssetOf(edge.Head)),
        StepKind.Impact => Dice.Key(seed, "impact", AssetOf(edge.Tail), graph.City.Services[graph.ServiceAt(edge.Head)].Id.Value),
        _ => throw new InvalidOperationException($"unknown step {edge.Kind}"),
    };

    public ulong Of(Stand stand) => Dice.Key(seed, "stand", stand.Foothold.Where.ToString()!);

    private string AccountOf(in EdgeFacts edge) => graph.City.Accounts[edge.Account].Id.Value;

    private string AssetOf(int node) => situation.AssetOf(node) is var a and >= 0 ? graph.City.Assets[a].Id.Value : "";

    private static string Port(int port) => port.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
