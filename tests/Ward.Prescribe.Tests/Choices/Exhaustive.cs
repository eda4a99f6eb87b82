using Ward.City;
using Ward.City.Flows;
using Ward.City.Elements;
using Ward.City.Zones;
using Ward.Predict;
using Ward.Predict.AttackGraphs;
using Ward.Prescribe.Choices;
using Ward.Prescribe.Costs;
using Ward.Prescribe.Measures;

namespace Ward.Prescribe.Tests.Choices;

/// <summary>The answer by looking at every subset of every measure that the city's facts allow: slow, plain, and not the product's way.</summary>
internal sealed class Exhaustive
{
    private readonly CityModel city;
    private readonly Situation situation;
    private readonly List<Measure> measures;
    private readonly List<Stand> stands;
    private readonly CostModel costs;
    private readonly CityLoss loss;

    public Exhaustive(CityModel city, Forecast forecast, ChoiceOptions? options = null)
    {
        (this.city, situation, loss) = (city, forecast.Situation!, new(city));
        stands = [.. situation.Stands.Where(s => s.Foothold.Belief >= 0.5 && s.Foothold.Attested)];
        options ??= new();
        costs = options.Costs;
        var reach = new MeasureReach(situation);
        var edges = Enumerable.Range(0, situation.EdgeCount).Select(situation.Edge).ToList();
        measures = [.. All().Where(m => options.Kinds.Contains(m.Class) && m.Lead <= options.Within && !Protected(m) && edges.Exists(e => m.Lengthens(situation, e) > 0))];
        Control = [.. situation.Control.Where(e => measures.Exists(m => reach.Cuts(m, situation.Edge(e))))];
    }

    public int Count => measures.Count;

    private List<int> Control { get; }

    public bool IsThreatened => !Meets([]);

    /// <summary>Least cost of a set that meets every rule; infinite where none does.</summary>
    /// <param name="also">What a set must meet besides, given its measures and how many people notice; or null.</param>
    public double Least(Func<IReadOnlyList<Measure>, long, bool>? also = null)
    {
        var priced = new List<(double Cost, int Set)>();
        for (var set = 0; set < 1 << measures.Count; set++)
        {
            var plan = Plan(set);
            if (Floors(plan)) priced.Add((Price(plan), set));
        }

        priced.Sort();
        foreach (var (cost, set) in priced)
            if (Meets(Plan(set)) && Steered(Plan(set)) && also?.Invoke(Plan(set), People(Plan(set))) != false) return cost;
        return double.PositiveInfinity;
    }

    /// <summary>Least expected loss of a set within the budget, over the services that are above what they tolerate.</summary>
    public double LeastLoss(double budget, double outage)
    {
        var threatened = Left([]).Where(l => l.Value < -Math.Log(city.Services[l.Key].Tolerated) - 1e-9).Select(l => l.Key).ToList();
        return Enumerable.Range(0, 1 << measures.Count).Select(Plan).Where(p => Floors(p) && Price(p) <= budget + 1e-9)
            .Min(p => Left(p) is var left ? threatened.Where(left.ContainsKey).Sum(s => costs.Hourly(city.Services[s]) * outage * Math.Exp(-left[s])) : 0);
    }

    private Dictionary<int, double> Left(IReadOnlyList<Measure> plan) => PlanChecker.Left(situation, stands, plan, situation.Graph.LeastProbability);

    public bool Meets(IReadOnlyList<Measure> plan)
    {
        var left = PlanChecker.Left(situation, stands, plan, situation.Graph.LeastProbability);
        return !left.Any(l => l.Value < -Math.Log(city.Services[l.Key].Tolerated) - 1e-9);
    }

    public bool Floors(IReadOnlyList<Measure> plan) =>
        loss.Remaining([.. plan.Select(m => m.Takes(loss))]).All(r => r.Remaining >= city.Services[r.Service].Floor - 1e-9);

    private bool Steered(List<Measure> plan)
    {
        var reach = new MeasureReach(situation);
        return Control.TrueForAll(e => plan.Exists(m => reach.Cuts(m, situation.Edge(e))));
    }

    public long People(IReadOnlyList<Measure> plan) =>
        loss.Remaining([.. plan.Select(m => m.Takes(loss))]).Sum(r => city.Services[r.Service].Citizens);

    private double Price(List<Measure> plan)
    {
        var impairments = plan.ConvertAll(m => m.Takes(loss));
        var services = loss.Remaining(impairments).Sum(r => (1 - r.Remaining) * costs.Hourly(city.Services[r.Service]));
        return plan.Sum(m => m.Labour(costs) + m.Disturbs(loss, costs)) + impairments.Sum(i => i.Sessions / 24 * 0.5) + services;
    }

    private List<Measure> Plan(int set) => [.. measures.Where((_, i) => (set >> i & 1) == 1)];

    private IEnumerable<Measure> All()
    {
        foreach (var element in city.Elements)
        {
            foreach (var address in stands.Select(s => s.Address).OfType<System.Net.IPAddress>().Distinct())
                yield return element.Kind == ElementKind.Nginx ? new Measure.DenyWeb(element.Id, address) : new Measure.DenySource(element.Id, address);
            foreach (var flow in city.Flows) yield return new Measure.CloseFlow(element.Id, flow.Id);
            foreach (var asset in city.Assets) yield return new Measure.IsolateHost(element.Id, asset.Id);
            foreach (var exposure in city.Exposures) yield return new Measure.VirtualPatch(element.Id, exposure.Id);
            foreach (var from in city.Zones)
                foreach (var to in city.Zones)
                    if (from != to) yield return new Measure.SegmentZone(element.Id, from.Id, to.Id);
        }

        foreach (var account in city.Accounts)
        {
            yield return new Measure.DisableAccount(account.Id);
            yield return new Measure.RotateCredential(account.Id);
            yield return new Measure.RequireFactor(account.Id);
        }

        foreach (var exposure in city.Exposures)
        {
            yield return new Measure.Patch(exposure.Asset, exposure.Id);
            yield return new Measure.Harden(exposure.Asset, exposure.Id);
            yield return new Measure.ChangePassword(exposure.Asset, exposure.Id);
        }

        foreach (var asset in city.Assets) yield return new Measure.VerifyBackup(asset.Id);
    }

    private bool Protected(Measure measure)
    {
        if ((measure.By ?? (measure as Measure.VirtualPatch)?.Element) is { } by)
        {
            var carrier = city.Find(by)!.Asset;
            if (Operations(carrier) || situation.Stands.Any(s => s.Asset >= 0 && s.Foothold.Belief >= 0.5 && city.Assets[s.Asset].Id == carrier)) return true;
        }

        return measure switch
        {
            Measure.DenySource m => city.IsProtected(m.Address),
            Measure.DenyWeb m => city.IsProtected(m.Address),
            Measure.CloseFlow m => city.Protection.Flows.Contains(m.Flow) || AtAProtectedEnd(city.Find(m.Flow)!.From) || AtAProtectedEnd(city.Find(m.Flow)!.To),
            Measure.SegmentZone => false,
            Measure.VirtualPatch => false,
            Measure.RotateCredential m => city.Protection.Accounts.Contains(m.Account) || Places(m.Account).All(Operations),
            Measure.RequireFactor m => city.Protection.Accounts.Contains(m.Account) || Places(m.Account).All(Operations),
            Measure.Patch m => city.IsProtected(m.Asset) || Operations(m.Asset),
            Measure.Harden m => city.IsProtected(m.Asset) || Operations(m.Asset),
            Measure.ChangePassword m => city.IsProtected(m.Asset) || Operations(m.Asset),
            Measure.VerifyBackup m => city.IsProtected(m.Asset) || Operations(m.Asset),
            Measure.DisableAccount m => city.Protection.Accounts.Contains(m.Account) || Places(m.Account).All(Operations),
            Measure.IsolateHost m => city.IsProtected(m.Host) || Operations(m.Host) || city.Elements.Any(e => e.Asset == m.Host) || city.Find(m.Host)!.Addresses.Any(city.IsProtected),
            _ => throw new InvalidOperationException("unknown measure"),
        };
    }

    private IEnumerable<AssetId> Places(AccountId id) => city.Find(id)!.Grants.Select(g => g.Asset).Concat(city.Find(id)!.KeptOn);

    private bool AtAProtectedEnd(FlowEnd end) => end switch
    {
        FlowEnd.OfAsset a => city.IsProtected(a.Asset) || city.Find(a.Asset)!.Addresses.Any(city.IsProtected),
        FlowEnd.OfZone z => city.Find(z.Zone)!.Kind != ZoneKind.External
            && (city.Assets.Any(a => a.Zone == z.Zone && city.Protection.Assets.Contains(a.Id))
                || city.Find(z.Zone)!.Networks.Any(n => city.Protection.Networks.Any(p => p.Contains(n.BaseAddress) || n.Contains(p.BaseAddress)))),
        _ => throw new InvalidOperationException("unknown flow end"),
    };

    private bool Operations(AssetId id) => city.Find(city.Find(id)!.Zone)!.Kind == ZoneKind.Operations;
}
