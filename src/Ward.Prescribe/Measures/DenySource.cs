using System.Net;
using System.Text.Json.Serialization;
using Ward.City;
using Ward.Govern.Mandates;
using Ward.Predict.AttackGraphs;
using Ward.Prescribe.Costs;
using Ward.Prescribe.Safety;

namespace Ward.Prescribe.Measures;

[JsonDerivedType(typeof(DenySource), "deny-source")]
public abstract partial record Measure
{
    /// <summary>No packet from the address passes the firewall.</summary>
    public sealed record DenySource(ElementId Element, IPAddress Address) : Measure
    {
        public override ActionClass Class => ActionClass.DenySource;
        public override string Key => $"deny-source|{Element}|{Address}";
        public override string Countermeasure => "D3-NTF";
        public override ElementId? By => Element;
        public override Actuator Actuator => Actuator.Firewall;
        public override string Target => Address.ToString();
        public override string Words => $"deny {Address} at {Element}";
        public override string Inverse => "Ends by itself with the lease, or at once by Undo; the address may then connect again.";

        internal override string In(CityModel city) => $"deny {Address} at {Element}";

        /// <summary>The zone of the source, and the zones into which the firewall lets that zone.</summary>
        public override IReadOnlyList<ZoneId> Zones(CityModel city)
        {
            var zones = new List<ZoneId>();
            if (city.ZoneOf(Address.IsIPv4MappedToIPv6 ? Address.MapToIPv4() : Address) is { } zone) zones.Add(zone.Id);
            zones.AddRange((city.Find(Element)?.Guards ?? []).Where(c => zones.Count == 0 || c.From == zones[0]).Select(c => c.To));
            return [.. zones.Distinct()];
        }

        public override bool Drops(CityModel city, ObservedFlow seen) => seen.Source.Equals(Address) && city.Passes(Element, seen);

        internal override double Lengthens(Situation situation, in EdgeFacts edge) =>
            situation.Guards(Element, edge.Conduit) && Address.Equals(situation.StandAt(edge.Tail)?.Address) ? Reach.Stopped : 0;

        internal override string? Refused(Limits limits) => limits.Element(Element) ?? limits.Address(Address);

        internal override double Labour(CostModel costs) => costs.DenySource;

        internal static IEnumerable<Measure> Against(Ground ground, Situation situation, EdgeFacts edge) =>
            situation.StandAt(edge.Tail)?.Address is { } address ? ground.Guarding(edge.Conduit).Select(g => new DenySource(g.Id, address)) : [];
    }
}
