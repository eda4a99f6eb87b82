using Ward.City;
using Ward.City.Exposures;
using Ward.City.Flows;
using Ward.City.Identities;

namespace Ward.Predict.AttackGraphs;

/// <summary>Turns a city into its attack graph. Linear in assets, exposures, flows times their targets, and the ports of granted assets times the flows that lead to them.</summary>
internal sealed class GraphBuilder(CityModel city, StepPriors priors)
{
    private readonly CityTables tables = new(city, priors);
    private readonly EdgeList edges = new();
    private readonly List<Position> positions = [];
    private readonly List<int> required = [];
    /// <summary>By what a flow ends at: the packets' node by which it is taken, the flow, its conduit. So that a target asks its own flows alone.</summary>
    private readonly Dictionary<FlowEnd, List<(int From, int Flow, int Conduit)>> into = [];

    public AttackGraph Build()
    {
        for (var z = 0; z < city.Zones.Count; z++) WithinZone(z);
        foreach (var (conduit, flows) in tables.BetweenZones) OverConduit(conduit, flows);
        foreach (var (asset, flows) in tables.FromAsset) FromAsset(asset, flows);
        for (var a = 0; a < city.Assets.Count; a++) edges.Add((2 * a) + 1, 2 * a, 1, StepKind.Includes);
        Escalations();
        for (var x = 0; x < city.Accounts.Count; x++) KeptAccount(x);
        Goals();
        return new(city, priors, tables, [.. positions], [.. required], edges);
    }

    /// <param name="premises">How many of the edges into it must have been taken.</param>
    private int Node(Position position, out bool made, int premises = 1)
    {
        made = !tables.NodeOf.TryGetValue(position, out var node);
        if (!made) return node;
        node = (2 * city.Assets.Count) + city.Services.Count + positions.Count;
        positions.Add(position);
        required.Add(premises);
        tables.NodeOf[position] = node;
        if (position.Kind == PositionKind.Packets) (tables.Positions.TryGetValue(position.One, out var own) ? own : tables.Positions[position.One] = []).Add(node);
        return node;
    }

    private int Packets(int zone, int to) => Node(new(PositionKind.Packets, zone, to), out _);

    /// <summary>Searches rest on it that a premise is certain: so premises come in the order of their own probabilities.</summary>
    private void Premise(int tail, int joint) => edges.Add(tail, joint, 1, StepKind.Join);

    private void WithinZone(int zone)
    {
        var here = Packets(zone, -1);
        foreach (var a in tables.AssetsIn[zone])
        {
            edges.Add(2 * a, here, 1, StepKind.Move);
            foreach (var way in tables.Ways[a]) edges.Add(here, way.Head, way.Probability, way.Kind, means: way.Exposure, port: way.Port);
        }
    }

    private void OverConduit(int conduit, List<int> flows)
    {
        var (from, to) = (conduit / city.Zones.Count, conduit % city.Zones.Count);
        var way = Packets(from, to);
        foreach (var a in tables.AssetsIn[from]) edges.Add(2 * a, way, 1, StepKind.Move, conduit: conduit);
        foreach (var f in flows)
        {
            Into(way, f, conduit);
            Enter(way, f, conduit);
        }
    }

    private void FromAsset(int asset, List<int> flows)
    {
        foreach (var f in flows)
        {
            var conduit = (tables.ZoneOfAsset[asset] * city.Zones.Count) + tables.ZoneOf(city.Flows[f].To);
            Into(2 * asset, f, conduit);
            Enter(2 * asset, f, conduit);
        }
    }

    private void Into(int tail, int f, int conduit) =>
        (into.TryGetValue(city.Flows[f].To, out var flows) ? flows : into[city.Flows[f].To] = []).Add((tail, f, conduit));

    private void Enter(int tail, int f, int conduit)
    {
        foreach (var a in tables.Targets(city.Flows[f]))
            foreach (var way in tables.Ways[a])
                if (tables.Carries(city.Flows[f], a, way.Port))
                    edges.Add(tail, way.Head, way.Probability, way.Kind, f, way.Exposure, conduit, way.Port);
    }

    private void Escalations()
    {
        for (var x = 0; x < city.Exposures.Count; x++)
        {
            var exposure = city.Exposures[x];
            var a = tables.Asset(exposure.Asset);
            var local = exposure.Port is null && exposure.Kind is ExposureKind.Vulnerability or ExposureKind.Misconfiguration or ExposureKind.NoAuthentication;
            if (a >= 0 && local && exposure.Gains == Privilege.Administrator)
                edges.Add(2 * a, (2 * a) + 1, priors.Of(exposure), StepKind.Escalate, means: x);
        }
    }

    /// <summary>
    /// Whoever has taken the credential of an account on an asset that keeps it, and reaches a port where it may sign in, from wherever that is, signs in.
    /// Two premises: the credential in hand, the port reached.
    /// </summary>
    private void KeptAccount(int x)
    {
        var account = city.Accounts[x];
        var keepers = account.KeptOn.Select(tables.Asset).Where(a => a >= 0).Distinct().ToList();
        if (keepers.Count == 0) return;
        var granted = account.Grants.Select(g => (Asset: tables.Asset(g.Asset), g.Privilege)).Where(g => g.Asset >= 0).Distinct().ToList();
        foreach (var a in keepers)
            if (granted.Contains((a, Privilege.Administrator)))
                edges.Add(2 * a, (2 * a) + 1, priors.TakeAsUser * SignInWith(account), StepKind.Escalate, means: -2 - x);
        foreach (var (target, privilege) in granted)
            foreach (var port in city.Assets[target].Ports.Where(p => Techniques.IsSignIn(p) || Techniques.IsWeb(p)).Select(p => p.Port).Distinct())
            {
                var both = Node(new(PositionKind.SignIn, x, target, port), out var made, premises: 2);
                if (made)
                {
                    Premise(InHand(x, keepers), both);
                    Premise(Reached(target, port), both);
                }

                edges.Add(both, (2 * target) + (privilege == Privilege.Administrator ? 1 : 0), SignInWith(account), StepKind.SignIn, means: x, port: port);
            }
    }

    private int InHand(int x, List<int> keepers)
    {
        var hand = Node(new(PositionKind.Credential, x), out var made);
        if (!made) return hand;
        foreach (var a in keepers)
        {
            edges.Add(2 * a, hand, priors.TakeAsUser, StepKind.TakeCredential, means: x);
            edges.Add((2 * a) + 1, hand, priors.TakeAsAdministrator, StepKind.TakeCredential, means: x);
        }

        return hand;
    }

    /// <summary>The port of the target, with every way by which packets get there.</summary>
    private int Reached(int target, int port)
    {
        var node = Node(new(PositionKind.Port, target, port), out var made);
        var zone = tables.ZoneOfAsset[target];
        if (!made || zone < 0) return node;
        edges.Add(Packets(zone, -1), node, 1, StepKind.Move, port: port);
        foreach (var end in (ReadOnlySpan<FlowEnd>)[new FlowEnd.OfAsset(city.Assets[target].Id), new FlowEnd.OfZone(city.Assets[target].Zone)])
            foreach (var (from, f, conduit) in into.GetValueOrDefault(end) ?? [])
                if (tables.Carries(city.Flows[f], target, port)) edges.Add(from, node, 1, StepKind.Move, f, conduit: conduit, port: port);
        return node;
    }

    private double SignInWith(Account account) => account.SecondFactor ? priors.SignInSecondFactor : priors.SignIn;

    /// <summary>A need of k of n falls when n-k+1 alternatives are stopped; where that is one, any of them stops the service by itself.</summary>
    private void Goals()
    {
        for (var s = 0; s < city.Services.Count; s++)
            for (var n = 0; n < city.Services[s].Needs.Count; n++)
            {
                var (goal, need) = ((2 * city.Assets.Count) + s, city.Services[s].Needs[n]);
                var assets = need.Assets.Select(tables.Asset).Where(a => a >= 0).Distinct().ToList();
                var others = need.Services.Select(tables.Service).Where(o => o >= 0).Distinct().ToList();
                var stopped = assets.Count + others.Count - need.AtLeast + 1;
                var falls = stopped > 1 ? Node(new(PositionKind.Need, s, n), out _, stopped) : goal;
                if (falls != goal) edges.Add(falls, goal, 1, StepKind.Join);
                foreach (var a in assets)
                {
                    var part = falls == goal ? goal : Node(new(PositionKind.Part, s, n, a), out _);
                    if (part != goal) Premise(part, falls);
                    edges.Add(2 * a, part, priors.ImpactAsUser, StepKind.Impact);
                    edges.Add((2 * a) + 1, part, priors.ImpactAsAdministrator, StepKind.Impact);
                }

                foreach (var other in others) edges.Add((2 * city.Assets.Count) + other, falls, 1, StepKind.Depend);
            }
    }
}
