using System.Text;
using Ward.City.Assets;
using Ward.City.Exposures;
using Ward.City.Zones;
using Ward.Predict.AttackGraphs;
using Ward.Standards.Attack;

namespace Ward.Predict.NextSteps;

/// <summary>Tells a path of edges in plain words; bookkeeping edges become part of the step that follows them.</summary>
public static class PathWords
{
    /// <param name="edges">Numbers of the situation's edges, from a foothold to a service, in order; not empty.</param>
    public static AttackPath Tell(Situation situation, IReadOnlyList<int> edges)
    {
        var graph = situation.Graph;
        var stand = situation.StandAt(situation.Edge(edges[0]).Tail)!;
        var from = stand.Address?.ToString() ?? (stand.Asset >= 0 ? AssetName(graph.City.Assets[stand.Asset]) : PlainText.Escape(stand.Foothold.Zone.Value));
        var text = new StringBuilder("From ").Append(from).Append(stand.Asset >= 0 && stand.Address is null ? ", where the attacker is believed to be, " : " ");
        var (steps, length, pending, hours) = (new List<AttackStep>(), stand.Offset, 0.0, 0.0);
        foreach (var number in edges)
        {
            var edge = situation.Edge(number);
            length += edge.Weight;
            pending += edge.Weight;
            if (edge.Kind is StepKind.Includes or StepKind.Move or StepKind.TakeCredential) continue;
            var step = Step(graph, edge, situation.AssetOf(edge.Tail), from, Math.Exp(-pending), steps.Count > 0 || (stand.Address is null && stand.Asset >= 0));
            if (steps.Count > 0) text.Append(edge.Kind == StepKind.Depend ? ", " : ", then ");
            text.Append(step.Words);
            steps.Add(step);
            hours += step.Hours;
            (from, pending) = (Place(graph, edge.Head), 0);
        }

        return new(graph.City.Services[graph.ServiceOf(situation.Head(edges[^1]))].Id, Math.Exp(-length), hours, steps, text.ToString());
    }

    /// <summary>One step by itself.</summary>
    /// <param name="edge">Number of an edge that is a step of its own: none of <see cref="StepKind.Includes"/>, <see cref="StepKind.Move"/>, <see cref="StepKind.TakeCredential"/>.</param>
    /// <param name="from">Plain name of where it starts.</param>
    /// <param name="probability">0..1, as it is to be told.</param>
    internal static AttackStep TellStep(Situation situation, int edge, string from, double probability, bool held) =>
        Step(situation.Graph, situation.Edge(edge), situation.AssetOf(situation.Edge(edge).Tail), from, probability, held);

    internal static string AssetName(Asset asset) => PlainText.Escape(asset.Name.Length > 0 ? asset.Name : asset.Id.Value);

    private static AttackStep Step(AttackGraph graph, EdgeFacts edge, int tailAsset, string from, double probability, bool held)
    {
        var city = graph.City;
        var exposure = edge.Exposure >= 0 ? city.Exposures[edge.Exposure] : null;
        var (words, technique) = edge.Kind switch
        {
            StepKind.Guess => Guess(graph, edge, exposure),
            StepKind.Exploit => Exploit(graph, edge, exposure),
            StepKind.SignIn => SignIn(graph, edge, held),
            StepKind.Escalate => Escalate(graph, edge, exposure),
            StepKind.Impact => Impact(graph, edge, tailAsset),
            StepKind.Depend => ($"which stops {Service(graph, edge.Head)}, since it needs it", Techniques.ServiceStop),
            _ => throw new InvalidOperationException($"{edge.Kind} is not a step of its own"),
        };
        return new(
            from, edge.Kind is StepKind.Impact or StepKind.Depend ? $"{Service(graph, edge.Head)} stops" : Gained(graph, edge.Head), technique, probability, StepTimes.Of(graph, edge).Mean,
            edge.Flow >= 0 ? city.Flows[edge.Flow].Id : null, exposure?.Id, edge.Account >= 0 ? city.Accounts[edge.Account].Id : null, $"{words} ({technique})");
    }

    private static (string, string) Guess(AttackGraph graph, EdgeFacts edge, Exposure? exposure)
    {
        var target = Place(graph, edge.Head);
        var technique = exposure is null ? Techniques.Guess : PlainText.Escape(AttackTechniques.Current(exposure.Technique));
        var words = exposure?.Kind switch
        {
            ExposureKind.DefaultPassword => $"enter {target} by a default password",
            ExposureKind.LeakedCredential => $"enter {target} with a leaked credential",
            _ => $"guess a password on {target}",
        };
        return (words, technique);
    }

    private static (string, string) Exploit(AttackGraph graph, EdgeFacts edge, Exposure? exposure)
    {
        var target = Place(graph, edge.Head);
        if (exposure is null) return ($"use an unknown weakness of the web server on {target}", Techniques.PublicFacing);
        var weakness = exposure.Reference is { } reference ? PlainText.Escape(reference) : exposure.Kind switch
        {
            ExposureKind.NoAuthentication => "the missing authentication",
            ExposureKind.Misconfiguration => "a misconfiguration",
            _ => "a weakness",
        };
        return ($"use {weakness} of {target}", PlainText.Escape(AttackTechniques.Current(exposure.Technique)));
    }

    private static (string, string) SignIn(AttackGraph graph, EdgeFacts edge, bool held)
    {
        var asset = graph.City.Assets[graph.AssetOf(edge.Head)];
        var port = asset.Ports.FirstOrDefault(p => p.Port == edge.Port);
        var remote = port is null ? null : Techniques.Remote(port);
        var operations = graph.City.Find(asset.Zone)?.Kind == ZoneKind.Operations;
        var technique = (remote, operations) switch
        {
            (null, true) => Techniques.OperationsValidAccounts,
            (null, false) => Techniques.ValidAccounts,
            (_, true) => Techniques.OperationsRemoteServices,
            _ => remote,
        };
        if (edge.Account < 0) return ($"sign in to {AssetName(asset)} again as before", technique);
        var account = PlainText.Escape(graph.City.Accounts[edge.Account].Login);
        var over = port is null ? "" : $" over {PlainText.Escape(port.Name)}";
        return ($"use {account}{(held ? " kept there" : "")} to sign in to {AssetName(asset)}{over}", technique);
    }

    private static (string, string) Escalate(AttackGraph graph, EdgeFacts edge, Exposure? exposure)
    {
        var target = Place(graph, edge.Head);
        return exposure is not null
            ? ($"become administrator of {target}", PlainText.Escape(AttackTechniques.Current(exposure.Technique)))
            : ($"use {PlainText.Escape(graph.City.Accounts[edge.Account].Login)} to become administrator of {target}", Techniques.ValidAccounts);
    }

    private static (string, string) Impact(AttackGraph graph, EdgeFacts edge, int tailAsset)
    {
        var operations = graph.City.Find(graph.City.Assets[tailAsset].Zone)?.Kind == ZoneKind.Operations;
        return operations
            ? ($"give commands that stop {Service(graph, edge.Head)}", Techniques.CommandMessage)
            : ($"stop {Service(graph, edge.Head)}", Techniques.ServiceStop);
    }

    internal static string Place(AttackGraph graph, int node) =>
        graph.AssetOf(node) is var a and >= 0 ? AssetName(graph.City.Assets[a]) : Service(graph, node);

    private static string Gained(AttackGraph graph, int node) =>
        $"{((node & 1) == 1 ? "administrator" : "user")} on {Place(graph, node)}";

    private static string Service(AttackGraph graph, int node)
    {
        var service = graph.City.Services[graph.ServiceOf(node)];
        return PlainText.Escape(service.Name.Length > 0 ? service.Name : service.Id.Value);
    }
}
