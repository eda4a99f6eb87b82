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
    /// <param name="way">
    /// Numbers of the situation's edges, from a foothold to a service, in order; not empty. Where a joint node is on it, before them those of the ways by which its other premises come
    /// true: what is told is the way of the least probable premise, with the others named as conditions.
    /// </param>
    public static AttackPath Tell(Situation situation, IReadOnlyList<int> way)
    {
        var graph = situation.Graph;
        var course = new Course(situation, way);
        var stand = situation.StandAt(situation.Edge(course.Main[0]).Tail)!;
        var start = stand.Address?.ToString() ?? (stand.Asset >= 0 ? AssetName(graph.City.Assets[stand.Asset]) : PlainText.Escape(stand.Foothold.Zone.Value));
        var text = new StringBuilder("From ").Append(start).Append(stand.Asset >= 0 && stand.Address is null ? ", where the attacker is believed to be, " : " ");
        var (from, steps, pending) = (start, new List<AttackStep>(), 0.0);
        foreach (var number in course.Main)
        {
            var edge = situation.Edge(number);
            pending += edge.Weight;
            if (edge.Kind == StepKind.Join && graph.ServiceOf(edge.Head) >= 0) text.Append(Together(situation, course, edge));
            if (edge.Kind.IsBookkeeping()) continue;
            var signIn = SignInFacts.Of(situation, edge, course.Via);
            var origin = signIn?.Source?.ToString() ?? (signIn is { From: >= 0 } ? AssetName(graph.City.Assets[signIn.From]) : from);
            var step = Step(graph, edge, situation.AssetOf(edge.Tail), origin, Math.Exp(-pending), steps.Count > 0 || (stand.Address is null && stand.Asset >= 0), signIn);
            if (steps.Count > 0) text.Append(edge.Kind == StepKind.Depend ? ", " : ", then ");
            text.Append(step.Words);
            if (origin != from) text.Append(" from ").Append(origin);
            steps.Add(step);
            (from, pending) = (Place(graph, edge.Head), 0);
        }

        return new(graph.City.Services[graph.ServiceOf(situation.Head(way[^1]))].Id, Math.Exp(-course.Length), course.Hours, steps, text.ToString());
    }

    /// <summary>One step by itself.</summary>
    /// <param name="edge">Number of an edge that is a step of its own.</param>
    /// <param name="from">Plain name of where it starts.</param>
    /// <param name="probability">0..1, as it is to be told.</param>
    internal static AttackStep TellStep(Situation situation, int edge, string from, double probability, bool held) =>
        Step(situation.Graph, situation.Edge(edge), situation.AssetOf(situation.Edge(edge).Tail), from, probability, held, SignInFacts.Of(situation, situation.Edge(edge), situation.Live.Via));

    /// <summary>What else has to be stopped for the service to stop.</summary>
    private static string Together(Situation situation, Course course, EdgeFacts edge)
    {
        var graph = situation.Graph;
        if (graph.PositionOf(edge.Tail) is not { Kind: PositionKind.Need }) return "";
        var others = course.Beside(edge.Tail).Select(e => situation.Edge(e).Tail).Select(n => graph.PositionOf(n) is { Kind: PositionKind.Part, Third: var asset } ? AssetName(graph.City.Assets[asset]) : Service(graph, n)).ToList();
        return others.Count == 0 ? "" : $", together with {string.Join(" and ", others)}";
    }

    internal static string AssetName(Asset asset) => PlainText.Escape(asset.Name.Length > 0 ? asset.Name : asset.Id.Value);

    private static AttackStep Step(AttackGraph graph, EdgeFacts edge, int tailAsset, string from, double probability, bool held, SignInFacts? signIn)
    {
        var city = graph.City;
        var exposure = edge.Exposure >= 0 ? city.Exposures[edge.Exposure] : null;
        var (words, technique) = edge.Kind switch
        {
            StepKind.Guess => Guess(graph, edge, exposure),
            StepKind.Exploit => Exploit(graph, edge, exposure),
            StepKind.SignIn => SignIn(graph, edge, held, signIn),
            StepKind.Escalate => Escalate(graph, edge, exposure),
            StepKind.Impact => Impact(graph, edge, tailAsset),
            StepKind.Depend => ($"which stops {Service(graph, edge.Head)}, since it needs it", Techniques.ServiceStop),
            _ => throw new InvalidOperationException($"{edge.Kind} is not a step of its own"),
        };
        return new(
            from, edge.Kind is StepKind.Impact or StepKind.Depend ? $"{Service(graph, edge.Head)} stops" : Gained(graph, edge.Head), technique, probability, StepTimes.Of(graph, edge).Mean,
            (signIn?.Flow ?? edge.Flow) is var flow and >= 0 ? city.Flows[flow].Id : null, exposure?.Id, edge.Account >= 0 ? city.Accounts[edge.Account].Id : null, $"{words} ({technique})");
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

    private static (string, string) SignIn(AttackGraph graph, EdgeFacts edge, bool held, SignInFacts? signIn)
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
        var kept = signIn is null ? held && graph.PositionOf(edge.Tail) is not { Kind: PositionKind.SignIn } ? " kept there" : ""
            : signIn.Keeper < 0 ? ""
            : signIn.Keeper == signIn.From ? " kept there" : $", kept on {AssetName(graph.City.Assets[signIn.Keeper])},";
        return ($"use {account}{kept} to sign in to {AssetName(asset)}{over}", technique);
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
            ? ($"give commands that stop {Stopped(graph, edge.Head, tailAsset)}", Techniques.CommandMessage)
            : ($"stop {Stopped(graph, edge.Head, tailAsset)}", Techniques.ServiceStop);
    }

    /// <summary>The service, or the asset where that is one of several that all have to be stopped.</summary>
    private static string Stopped(AttackGraph graph, int node, int tailAsset) =>
        graph.ServiceOf(node) >= 0 ? Service(graph, node) : $"what {AssetName(graph.City.Assets[tailAsset])} does for {Service(graph, node)}";

    internal static string Place(AttackGraph graph, int node) =>
        graph.AssetOf(node) is var a and >= 0 ? AssetName(graph.City.Assets[a]) : Service(graph, node);

    private static string Gained(AttackGraph graph, int node) =>
        $"{((node & 1) == 1 ? "administrator" : "user")} on {Place(graph, node)}";

    private static string Service(AttackGraph graph, int node)
    {
        var service = graph.City.Services[graph.ServiceAt(node)];
        return PlainText.Escape(service.Name.Length > 0 ? service.Name : service.Id.Value);
    }
}
