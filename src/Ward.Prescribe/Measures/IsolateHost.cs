using System.Text.Json.Serialization;
using Ward.City;
using Ward.Govern.Mandates;
using Ward.Predict.AttackGraphs;
using Ward.Prescribe.Costs;
using Ward.Prescribe.Safety;

namespace Ward.Prescribe.Measures;

[JsonDerivedType(typeof(IsolateHost), "isolate-host")]
public abstract partial record Measure
{
    /// <summary>A host is cut off at the firewall, both ways.</summary>
    public sealed record IsolateHost(ElementId Element, AssetId Host) : Measure
    {
        public override ActionClass Class => ActionClass.IsolateHost;
        public override string Key => $"isolate-host|{Element}|{Host}";
        public override string Countermeasure => "D3-NI";
        public override ElementId? By => Element;
        public override Actuator Actuator => Actuator.Firewall;
        public override string Target => Host.Value;
        public override string Words => $"isolate {Host} at {Element}";
        public override string Inverse => "Ends by itself with the lease, or at once by Undo; the host is then connected as before.";

        internal override string In(CityModel city) => $"isolate {Sentences.Name(city, Host)} at {Element} (its neighbours in the same zone still reach it)";

        public override IReadOnlyList<ZoneId> Zones(CityModel city) => city.ZonesOf([Host]);

        public override AssetId? At(CityModel city) => Host;

        public override bool Drops(CityModel city, ObservedFlow seen) => city.Passes(Element, seen) && (city.AssetAt(seen.Source)?.Id == Host || city.AssetAt(seen.Destination)?.Id == Host);

        internal override double Lengthens(Situation situation, in EdgeFacts edge) =>
            situation.Guards(Element, edge.Conduit) && (situation.Is(edge.Tail, Host) || situation.Is(edge.Head, Host)) ? Reach.Stopped : 0;

        internal override string? Refused(Limits limits) => limits.Element(Element) ?? limits.Host(Host);

        internal override Impairment Takes(CityLoss loss) => loss.Isolate(Element, Host);

        internal override double Labour(CostModel costs) => costs.IsolateHost;

        internal static IEnumerable<Measure> Against(Ground ground, Situation situation, EdgeFacts edge)
        {
            foreach (var guard in ground.Guarding(edge.Conduit))
            {
                if (situation.AssetOf(edge.Tail) is var from and >= 0) yield return new IsolateHost(guard.Id, ground.Graph.City.Assets[from].Id);
                if (situation.AssetAt(edge.Head) is var to and >= 0) yield return new IsolateHost(guard.Id, ground.Graph.City.Assets[to].Id);
            }
        }
    }
}
