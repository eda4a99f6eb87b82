using System.Net;
using System.Text.Json.Serialization;
using Ward.City;
using Ward.Govern.Mandates;
using Ward.Predict.AttackGraphs;
using Ward.Prescribe.Costs;
using Ward.Prescribe.Safety;

namespace Ward.Prescribe.Measures;

[JsonDerivedType(typeof(DenyWeb), "deny-web")]
public abstract partial record Measure
{
    /// <summary>The web server refuses the address.</summary>
    public sealed record DenyWeb(ElementId Element, IPAddress Address) : Measure
    {
        public override ActionClass Class => ActionClass.DenyWeb;
        public override string Key => $"deny-web|{Element}|{Address}";
        public override string Countermeasure => "D3-ITF";
        public override ElementId? By => Element;
        public override Actuator Actuator => Actuator.WebServer;
        public override string Target => Address.ToString();
        public override string Words => $"deny web requests of {Address} at {Element}";
        public override string Inverse => "Ends by itself with the lease, or at once by Undo; the address may then connect again.";

        internal override string In(CityModel city) => $"refuse {Address} at the web server {Element}";

        public override IReadOnlyList<ZoneId> Zones(CityModel city) => city.Find(Element) is { } e ? city.ZonesOf([e.Asset, .. e.Fronts]) : [];

        public override bool Drops(CityModel city, ObservedFlow seen) => seen.Source.Equals(Address) && city.AssetAt(seen.Destination) is { } asset && city.Find(Element)?.Fronts.Contains(asset.Id) == true && (seen.Port is 80 or 443 or 8080 or 8443 || asset.Ports.Any(p => p.Port == seen.Port && p.Name is "http" or "https"));

        internal override double Lengthens(Situation situation, in EdgeFacts edge) =>
            situation.IsWeb(edge) && Address.Equals(situation.StandAt(edge.Tail)?.Address) && situation.AssetAt(edge.Head) is var a and >= 0
                && situation.Graph.City.Find(Element)?.Fronts.Contains(situation.Graph.City.Assets[a].Id) == true ? Reach.Stopped : 0;

        internal override string? Refused(Limits limits) => limits.Element(Element) ?? limits.Address(Address);

        internal override double Labour(CostModel costs) => costs.DenyWeb;

        internal static IEnumerable<Measure> Against(Ground ground, Situation situation, EdgeFacts edge) =>
            situation.StandAt(edge.Tail)?.Address is { } address && situation.AssetAt(edge.Head) is var web and >= 0 && situation.IsWeb(edge)
                ? ground.Fronting(ground.Graph.City.Assets[web].Id).Select(f => new DenyWeb(f.Id, address)) : [];
    }
}
