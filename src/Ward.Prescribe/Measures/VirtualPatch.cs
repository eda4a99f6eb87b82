using System.Text.Json.Serialization;
using Ward.City;
using Ward.City.Exposures;
using Ward.Govern.Mandates;
using Ward.Predict.AttackGraphs;
using Ward.Prescribe.Costs;
using Ward.Prescribe.Safety;

namespace Ward.Prescribe.Measures;

[JsonDerivedType(typeof(VirtualPatch), "virtual-patch")]
public abstract partial record Measure
{
    /// <summary>
    /// The web server that serves an asset refuses requests that use one weakness of it. Written by a person until a driver does: the elements of today take
    /// addresses, not rules. Rules are evaded, so it weakens and does not stop; whoever comes to the asset past the web server is not met at all.
    /// </summary>
    public sealed record VirtualPatch(ElementId Element, ExposureId Exposure) : Measure
    {
        /// <summary>Share of attempts that still get through; the project's own estimate, on the pessimistic side.</summary>
        internal const double GetsThrough = 0.2;

        public override ActionClass Class => ActionClass.VirtualPatch;
        public override string Key => $"virtual-patch|{Element}|{Exposure}";
        public override string Countermeasure => "D3-ITF";
        public override Actuator Actuator => Actuator.WebServer;
        public override string Target => Exposure.Value;
        public override string Words => $"write a rule against weakness {Exposure} at {Element}";
        public override string Inverse => "A person removes the rule.";
        public override bool IsPartial => true;
        public override double Lead => 2;

        internal override string In(CityModel city) => $"have a person write a rule at the web server {Element} against {Sentences.Weakness(city, Exposure)}";

        public override IReadOnlyList<ZoneId> Zones(CityModel city) => city.ZonesOf(Exposure);

        public override AssetId? At(CityModel city) => city.Find(Element)?.Asset;

        internal override double Lengthens(Situation situation, in EdgeFacts edge) =>
            edge.Kind == StepKind.Exploit && situation.IsWeb(edge) && situation.Weakness(edge) is { } weakness && weakness.Id == Exposure && Passes(situation.Graph.City, weakness, edge) ? -Math.Log(GetsThrough) : 0;

        internal override string? Refused(Limits limits) => limits.Element(Element);

        internal override double Labour(CostModel costs) => costs.VirtualPatch;

        internal static IEnumerable<Measure> Against(Ground ground, Situation situation, EdgeFacts edge) =>
            edge.Kind == StepKind.Exploit && situation.IsWeb(edge) && situation.Weakness(edge) is { } weakness
                ? ground.Fronting(weakness.Asset).Select(f => new VirtualPatch(f.Id, weakness.Id)).Where(m => m.Passes(ground.Graph.City, weakness, edge)) : [];

        /// <summary>From another zone, or to the very host on which the web server runs; a neighbour may come to the asset itself.</summary>
        private bool Passes(CityModel city, Exposure weakness, in EdgeFacts edge) =>
            city.Find(Element) is { } element && element.Fronts.Contains(weakness.Asset) && (edge.Conduit >= 0 || element.Asset == weakness.Asset);
    }
}
