using Ward.City;
using Ward.City.Exposures;
using Ward.City.Identities;

namespace Ward.Predict.AttackGraphs;

/// <summary>Turns a city into its attack graph. Linear in assets, exposures, flows times their targets, and grants times the zones that keep them.</summary>
internal sealed class GraphBuilder(CityModel city, StepPriors priors)
{
    private readonly CityTables tables = new(city, priors);
    private readonly EdgeList edges = new();
    private readonly List<Position> positions = [];
    private readonly Dictionary<Position, int> nodeOf = [];

    public AttackGraph Build()
    {
        for (var z = 0; z < city.Zones.Count; z++) WithinZone(z);
        foreach (var (conduit, flows) in tables.BetweenZones) OverConduit(conduit, flows);
        foreach (var (asset, flows) in tables.FromAsset) FromAsset(asset, flows);
        for (var a = 0; a < city.Assets.Count; a++) edges.Add((2 * a) + 1, 2 * a, 1, StepKind.Includes);
        Escalations();
        for (var x = 0; x < city.Accounts.Count; x++) KeptAccount(x);
        Goals();
        return new(city, priors, tables, [.. positions], edges);
    }

    private int Node(Position position, out bool made)
    {
        made = !nodeOf.TryGetValue(position, out var node);
        if (!made) return node;
        node = (2 * city.Assets.Count) + city.Services.Count + positions.Count;
        positions.Add(position);
        nodeOf[position] = node;
        if (position.Account < 0) (tables.Positions.TryGetValue(position.Zone, out var own) ? own : tables.Positions[position.Zone] = []).Add(node);
        return node;
    }

    private void WithinZone(int zone)
    {
        var here = Node(new(zone, -1, -1), out _);
        foreach (var a in tables.AssetsIn[zone])
        {
            edges.Add(2 * a, here, 1, StepKind.Move);
            foreach (var way in tables.Ways[a]) edges.Add(here, way.Head, way.Probability, way.Kind, means: way.Exposure, port: way.Port);
        }
    }

    private void OverConduit(int conduit, List<int> flows)
    {
        var (from, to) = (conduit / city.Zones.Count, conduit % city.Zones.Count);
        var way = Node(new(from, to, -1), out _);
        foreach (var a in tables.AssetsIn[from]) edges.Add(2 * a, way, 1, StepKind.Move, conduit: conduit);
        foreach (var f in flows) Enter(way, f, conduit);
    }

    private void FromAsset(int asset, List<int> flows)
    {
        foreach (var f in flows)
            Enter(2 * asset, f, (tables.ZoneOfAsset[asset] * city.Zones.Count) + tables.ZoneOf(city.Flows[f].To));
    }

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

    /// <summary>Whoever holds an asset that keeps the account signs in wherever the account may, as far as packets from that asset get.</summary>
    private void KeptAccount(int x)
    {
        var account = city.Accounts[x];
        var granted = account.Grants.Select(g => (Asset: tables.Asset(g.Asset), g.Privilege)).Where(g => g.Asset >= 0).ToList();
        foreach (var a in account.KeptOn.Select(tables.Asset).Where(a => a >= 0).Distinct())
        {
            foreach (var grant in granted)
                if (grant.Asset == a && grant.Privilege == Privilege.Administrator)
                    edges.Add(2 * a, (2 * a) + 1, priors.TakeAsUser * SignInWith(account), StepKind.Escalate, means: -2 - x);
            var zone = tables.ZoneOfAsset[a];
            if (zone < 0) continue;
            if (granted.Exists(g => tables.ZoneOfAsset[g.Asset] == zone && g.Asset != a)) CarryWithin(x, a, zone, granted);
            foreach (var group in granted.GroupBy(g => tables.ZoneOfAsset[g.Asset]))
                if (group.Key >= 0 && group.Key != zone) CarryOver(x, a, (zone * city.Zones.Count) + group.Key, [.. group]);
            CarryDirect(x, a, granted);
        }
    }

    private void CarryWithin(int x, int a, int zone, List<(int Asset, Privilege Privilege)> granted)
    {
        Take(a, Node(new(zone, -1, x), out var made), x, -1);
        if (!made) return;
        var here = nodeOf[new(zone, -1, x)];
        foreach (var (target, privilege) in granted)
            if (tables.ZoneOfAsset[target] == zone) SignIn(here, target, privilege, x, -1, -1, 1);
    }

    private void CarryOver(int x, int a, int conduit, List<(int Asset, Privilege Privilege)> granted)
    {
        if (!tables.BetweenZones.TryGetValue(conduit, out var flows)) return;
        var way = Node(new(conduit / city.Zones.Count, conduit % city.Zones.Count, x), out var made);
        Take(a, way, x, conduit);
        if (!made) return;
        foreach (var f in flows)
            foreach (var (target, privilege) in granted)
                if (Ends(f, target)) SignIn(way, target, privilege, x, f, conduit, 1);
    }

    private void CarryDirect(int x, int a, List<(int Asset, Privilege Privilege)> granted)
    {
        if (!tables.FromAsset.TryGetValue(a, out var flows)) return;
        foreach (var f in flows)
            foreach (var (target, privilege) in granted)
            {
                if (!Ends(f, target)) continue;
                var conduit = (tables.ZoneOfAsset[a] * city.Zones.Count) + tables.ZoneOfAsset[target];
                SignIn(2 * a, target, privilege, x, f, conduit, priors.TakeAsUser);
                SignIn((2 * a) + 1, target, privilege, x, f, conduit, priors.TakeAsAdministrator);
            }
    }

    private void Take(int a, int node, int x, int conduit)
    {
        edges.Add(2 * a, node, priors.TakeAsUser, StepKind.TakeCredential, means: x, conduit: conduit);
        edges.Add((2 * a) + 1, node, priors.TakeAsAdministrator, StepKind.TakeCredential, means: x, conduit: conduit);
    }

    private void SignIn(int tail, int target, Privilege privilege, int x, int f, int conduit, double taken)
    {
        foreach (var port in city.Assets[target].Ports)
            if ((Techniques.IsSignIn(port) || Techniques.IsWeb(port)) && (f < 0 || tables.Carries(city.Flows[f], target, port.Port)))
                edges.Add(tail, (2 * target) + (privilege == Privilege.Administrator ? 1 : 0), taken * SignInWith(city.Accounts[x]), StepKind.SignIn, f, x, conduit, port.Port);
    }

    private bool Ends(int f, int target) => city.Flows[f].To switch
    {
        Ward.City.Flows.FlowEnd.OfAsset a => a.Asset == city.Assets[target].Id,
        Ward.City.Flows.FlowEnd.OfZone z => z.Zone == city.Assets[target].Zone,
        _ => throw new InvalidOperationException("unknown flow end"),
    };

    private double SignInWith(Account account) => account.SecondFactor ? priors.SignInSecondFactor : priors.SignIn;

    /// <summary>
    /// A need of k of n falls when n-k+1 alternatives are held. Where that is one, the step is exact; where it is more,
    /// any one alternative is taken to suffice, which never tells a probability below the true one.
    /// </summary>
    private void Goals()
    {
        for (var s = 0; s < city.Services.Count; s++)
        {
            var goal = (2 * city.Assets.Count) + s;
            foreach (var need in city.Services[s].Needs)
            {
                foreach (var a in need.Assets.Select(tables.Asset).Where(a => a >= 0))
                {
                    edges.Add(2 * a, goal, priors.ImpactAsUser, StepKind.Impact);
                    edges.Add((2 * a) + 1, goal, priors.ImpactAsAdministrator, StepKind.Impact);
                }

                foreach (var other in need.Services.Select(tables.Service).Where(o => o >= 0))
                    edges.Add((2 * city.Assets.Count) + other, goal, 1, StepKind.Depend);
            }
        }
    }
}
