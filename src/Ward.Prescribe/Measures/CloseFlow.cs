using System.Text.Json.Serialization;
using Ward.City;
using Ward.Govern.Mandates;
using Ward.Predict.AttackGraphs;
using Ward.Prescribe.Costs;
using Ward.Prescribe.Safety;

namespace Ward.Prescribe.Measures;

[JsonDerivedType(typeof(CloseFlow), "close-flow")]
public abstract partial record Measure
{
    /// <summary>An allowed flow is closed at the firewall.</summary>
    public sealed record CloseFlow(ElementId Element, FlowId Flow) : Measure
    {
        public override ActionClass Class => ActionClass.CloseFlow;
        public override string Key => $"close-flow|{Element}|{Flow}";
        public override string Countermeasure => "D3-NTF";
        public override ElementId? By => Element;
        public override Actuator Actuator => Actuator.Firewall;
        public override string Target => Flow.Value;
        public override string Words => $"close flow {Flow} at {Element}";
        public override string Inverse => "Ends by itself with the lease, or at once by Undo; the way is then open as before.";

        internal override string In(CityModel city) => $"close {Sentences.Of(city.Find(Flow)!)} at {Element}";

        public override IReadOnlyList<ZoneId> Zones(CityModel city) => city.Find(Flow) is { } f ? [.. city.ZonesOf(f.From).Concat(city.ZonesOf(f.To)).Distinct()] : [];

        public override bool? IsShown(CityModel city) => city.Find(Flow) is null;

        public override bool Drops(CityModel city, ObservedFlow seen) => city.Find(Flow) is { } flow && city.Passes(Element, seen) && city.IsOf(flow, seen);

        internal override double Lengthens(Situation situation, in EdgeFacts edge) =>
            edge.Flow >= 0 && situation.Graph.City.Flows[edge.Flow].Id == Flow && situation.Guards(Element, edge.Conduit) ? Reach.Stopped : 0;

        internal override string? Refused(Limits limits) => limits.Element(Element) ?? limits.Flow(Flow);

        internal override Impairment Takes(CityLoss loss) => loss.Close([Flow]);

        internal override double Labour(CostModel costs) => costs.CloseFlow;

        internal static IEnumerable<Measure> Against(Ground ground, Situation situation, EdgeFacts edge) =>
            edge.Flow >= 0 ? ground.Guarding(edge.Conduit).Select(g => new CloseFlow(g.Id, ground.Graph.City.Flows[edge.Flow].Id)) : [];
    }
}
