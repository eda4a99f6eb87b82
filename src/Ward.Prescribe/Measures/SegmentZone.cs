using System.Text.Json.Serialization;
using Ward.City;
using Ward.City.Flows;
using Ward.Govern.Mandates;
using Ward.Predict.AttackGraphs;
using Ward.Prescribe.Costs;
using Ward.Prescribe.Safety;

namespace Ward.Prescribe.Measures;

[JsonDerivedType(typeof(SegmentZone), "segment-zone")]
public abstract partial record Measure
{
    /// <summary>Between two zones, everything that no service needs is closed at the firewall: one change instead of one a flow. What is shielded stays open.</summary>
    public sealed record SegmentZone(ElementId Element, ZoneId From, ZoneId To) : Measure
    {
        public override ActionClass Class => ActionClass.SegmentZone;
        public override string Key => $"segment-zone|{Element}|{From}|{To}";
        public override string Countermeasure => "D3-NI";
        public override ElementId? By => Element;
        public override Actuator Actuator => Actuator.Firewall;
        public override string Target => To.Value;
        public override string Words => $"close what no service needs from {From} to {To} at {Element}";
        public override string Inverse => "Ends by itself with the lease, or at once by Undo; the ways are then open as before.";

        /// <summary>The flows that it closes in this city, in its order.</summary>
        public IReadOnlyList<Flow> Flows(CityModel city) => [.. city.Flows.Where(f => Closes(city, f))];

        internal override string In(CityModel city) => $"close the {(Flows(city).Count is var count and not 1 ? $"{count} flows" : "one flow")} from {From} to {To} that no service needs at {Element}";

        public override IReadOnlyList<ZoneId> Zones(CityModel city) => [.. new[] { From, To }.Where(z => city.Find(z) is not null)];

        public override bool Drops(CityModel city, ObservedFlow seen) => city.Passes(Element, seen) && Flows(city).Any(f => city.IsOf(f, seen));

        internal override double Lengthens(Situation situation, in EdgeFacts edge) =>
            edge.Flow >= 0 && situation.Guards(Element, edge.Conduit) && Closes(situation.Graph.City, situation.Graph.City.Flows[edge.Flow]) ? Reach.Stopped : 0;

        internal override string? Refused(Limits limits) => limits.Element(Element);

        internal override Impairment Takes(CityLoss loss) => loss.Close(Flows(loss.City).Select(f => f.Id));

        internal override double Labour(CostModel costs) => costs.SegmentZone;

        internal static IEnumerable<Measure> Against(Ground ground, Situation situation, EdgeFacts edge)
        {
            if (edge.Flow < 0 || edge.Conduit < 0 || !IsSpare(ground.Graph.City, ground.Graph.City.Flows[edge.Flow])) return [];
            var (from, to) = ground.Graph.Conduit(edge.Conduit);
            return ground.Guarding(edge.Conduit).Select(g => new SegmentZone(g.Id, from.Id, to.Id));
        }

        private bool Closes(CityModel city, Flow flow) => city.ZonesOf(flow.From).Contains(From) && city.ZonesOf(flow.To).Contains(To) && IsSpare(city, flow);

        private static bool IsSpare(CityModel city, Flow flow) => flow.NeededBy.Count == 0 && ShieldedFlows.Why(city, flow.Id) is null;
    }
}
