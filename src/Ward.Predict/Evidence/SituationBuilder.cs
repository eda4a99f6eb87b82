using Ward.City;
using Ward.City.Flows;
using Ward.City.Identities;
using Ward.Detect;
using Ward.Detect.Incidents;
using Ward.Predict.AttackGraphs;

namespace Ward.Predict.Evidence;

/// <summary>Places the suspects of an incident into the attack graph.</summary>
internal sealed class SituationBuilder(AttackGraph graph)
{
    /// <summary>Most footholds that are followed, most believed first; an incident that names more is followed from these.</summary>
    public const int MostStands = 64;

    private readonly List<EdgeFacts> own = [];
    private readonly List<int> control = [];

    public Situation Build(Incident incident, IReadOnlyList<Clearance> clearances)
    {
        var suspects = new SuspectReader(graph).Read(incident, clearances)
            .Select((s, i) => (Suspect: s, s.Belief, Order: i))
            .OrderByDescending(s => s.Belief).ThenBy(s => s.Order).Take(MostStands).ToList();
        var stands = new List<Stand>(suspects.Count);
        foreach (var (suspect, belief, _) in suspects)
        {
            var node = graph.NodeCount + stands.Count;
            var first = graph.EdgeCount + own.Count;
            if (suspect.Address is null) FromHost(node, suspect);
            else FromSource(node, suspect);
            Signs(node, suspect);
            Proven(node, suspect);
            stands.Add(new(node, Foothold(suspect, belief), EdgeList.Weight(belief), suspect.Address, suspect.Asset, first, graph.EdgeCount + own.Count));
        }

        return new(graph, stands, [.. own], control);
    }

    private Foothold Foothold(Suspect suspect, double belief)
    {
        Entity where = suspect.Address is { } address ? new Entity.Source(address) : new Entity.Host(graph.City.Assets[suspect.Asset].Id);
        var zone = suspect.Zone >= 0 ? graph.City.Zones[suspect.Zone].Id : new ZoneId("");
        return new(where, zone, suspect.Address is null ? suspect.Privilege : null, belief, suspect.Because()) { Attested = suspect.Attested };
    }

    private void FromHost(int node, Suspect suspect)
    {
        var held = (2 * suspect.Asset) + (suspect.Privilege == Privilege.Administrator ? 1 : 0);
        own.Add(new(node, held, 0, StepKind.Includes, -1, -1, -1, -1, 0));

        // What it is seen to try is likelier than what it might try: the same steps again, with the evidence.
        if (suspect.Guessing.Count + suspect.Probing.Count == 0) return;
        foreach (var edge in Reachable(suspect))
            if (Tries(suspect, edge) is not null) own.Add(edge with { Tail = node, Weight = Weighed(suspect, edge) });
    }

    private void FromSource(int node, Suspect suspect)
    {
        if (suspect.Zone < 0) return;
        foreach (var edge in Reachable(suspect)) own.Add(edge with { Tail = node, Weight = Weighed(suspect, edge) });
    }

    /// <summary>Guesses and exploits that packets from where the suspect stands can carry.</summary>
    private IEnumerable<EdgeFacts> Reachable(Suspect suspect)
    {
        foreach (var position in graph.Tables.PositionsOf(suspect.Zone))
        {
            var (from, before) = graph.Out(position);
            for (var e = from; e < before; e++)
            {
                var edge = graph.Edge(e);
                if (suspect.Asset < 0 || graph.AssetOf(edge.Head) != suspect.Asset) yield return edge;
            }
        }

        if (suspect.Asset < 0) yield break;
        var (own, next) = graph.Out(2 * suspect.Asset);
        for (var e = own; e < next; e++)
            if (graph.Edge(e) is { Kind: StepKind.Guess or StepKind.Exploit } edge) yield return edge;
    }

    private List<double>? Tries(Suspect suspect, in EdgeFacts edge) => edge.Kind switch
    {
        StepKind.Guess => suspect.Guessing.GetValueOrDefault(graph.AssetOf(edge.Head)),
        StepKind.Exploit => suspect.Probing.GetValueOrDefault(graph.AssetOf(edge.Head)),
        _ => null,
    };

    private double Weighed(Suspect suspect, in EdgeFacts edge) =>
        Tries(suspect, edge) is { } ratios ? EdgeList.Weight(Belief.Raised(Math.Exp(-edge.Weight), Belief.Halving(ratios))) : edge.Weight;

    /// <summary>
    /// Accounts that the attacker has used carry him wherever they may enter and his packets get. Where the graph knows the credential it is in hand, and serves him wherever he gets to;
    /// one that no host keeps is used from here alone.
    /// </summary>
    private void Signs(int node, Suspect suspect)
    {
        foreach (var x in suspect.Accounts)
        {
            var account = graph.City.Accounts[x];
            if (graph.Node(new(PositionKind.Credential, x)) is var hand and >= 0)
            {
                own.Add(new(node, hand, 0, StepKind.TakeCredential, -1, -1, x, -1, 0));
                continue;
            }

            var p = account.SecondFactor ? graph.Priors.SignInSecondFactor : graph.Priors.SignIn;
            foreach (var grant in account.Grants)
            {
                var target = graph.Tables.Asset(grant.Asset);
                if (target < 0 || target == suspect.Asset || suspect.Broken.Contains(target)) continue;
                foreach (var (flow, conduit, port) in Carriers(suspect, target))
                    own.Add(new(node, (2 * target) + (grant.Privilege == Privilege.Administrator ? 1 : 0), EdgeList.Weight(p), StepKind.SignIn, flow, -1, x, conduit, port));
            }
        }
    }

    /// <summary>What evidence shows the suspect to do, it can do: enter what it has entered, try what it is seen to try.</summary>
    private void Proven(int node, Suspect suspect)
    {
        foreach (var target in suspect.Broken)
        {
            var admin = suspect.Accounts.Any(x => graph.City.Accounts[x].Grants.Any(g => g.Privilege == Privilege.Administrator && graph.Tables.Asset(g.Asset) == target));
            foreach (var (flow, conduit, port) in CarriersOrNone(suspect, target))
            {
                control.Add(graph.EdgeCount + own.Count);
                own.Add(new(node, (2 * target) + (admin ? 1 : 0), EdgeList.Weight(graph.Priors.SignIn), StepKind.SignIn, flow, -1, -1, conduit, port));
            }
        }

        foreach (var target in suspect.Reached)
        {
            if (suspect.Broken.Contains(target) || own.Exists(e => e.Tail == node && graph.AssetOf(e.Head) == target && e.Kind != StepKind.Includes)) continue;
            var ratios = suspect.Guessing.GetValueOrDefault(target) ?? suspect.Probing[target];
            var p = Belief.Raised(graph.Priors.Guess, Belief.Halving(ratios));
            var kind = suspect.Guessing.ContainsKey(target) ? StepKind.Guess : StepKind.Exploit;
            own.Add(new(node, 2 * target, EdgeList.Weight(p), kind, -1, -1, -1, Conduit(suspect, target), 0));
        }
    }

    private IEnumerable<(int Flow, int Conduit, int Port)> CarriersOrNone(Suspect suspect, int target)
    {
        var any = false;
        foreach (var carrier in Carriers(suspect, target))
        {
            any = true;
            yield return carrier;
        }

        if (!any) yield return (-1, Conduit(suspect, target), 0);
    }

    private int Conduit(Suspect suspect, int target)
    {
        var to = graph.Tables.ZoneOfAsset[target];
        return suspect.Zone < 0 || to < 0 || suspect.Zone == to ? -1 : (suspect.Zone * graph.City.Zones.Count) + to;
    }

    /// <summary>Flows (or -1 within the zone) over which the suspect reaches a sign-in port of the target.</summary>
    private IEnumerable<(int Flow, int Conduit, int Port)> Carriers(Suspect suspect, int target)
    {
        if (suspect.Zone < 0) yield break;
        var ports = graph.City.Assets[target].Ports.Where(p => Techniques.IsSignIn(p) || Techniques.IsWeb(p)).Select(p => p.Port).Distinct().ToList();
        var conduit = Conduit(suspect, target);
        if (conduit < 0)
        {
            foreach (var port in ports) yield return (-1, -1, port);
            yield break;
        }

        IEnumerable<int> flows = graph.Tables.BetweenZones.GetValueOrDefault(conduit) ?? [];
        if (suspect.Asset >= 0 && graph.Tables.FromAsset.TryGetValue(suspect.Asset, out var direct)) flows = flows.Concat(direct);
        foreach (var f in flows)
        {
            var flow = graph.City.Flows[f];
            var ends = flow.To switch
            {
                FlowEnd.OfAsset a => a.Asset == graph.City.Assets[target].Id,
                FlowEnd.OfZone z => z.Zone == graph.City.Assets[target].Zone,
                _ => throw new InvalidOperationException("unknown flow end"),
            };
            if (!ends) continue;
            foreach (var port in ports)
                if (graph.Tables.Carries(flow, target, port)) yield return (f, conduit, port);
        }
    }
}
