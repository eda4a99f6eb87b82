using System.Text.Json.Serialization;
using Ward.City;
using Ward.City.Exposures;
using Ward.Govern.Mandates;
using Ward.Predict.AttackGraphs;
using Ward.Prescribe.Costs;
using Ward.Prescribe.Safety;

namespace Ward.Prescribe.Measures;

[JsonDerivedType(typeof(Harden), "harden")]
public abstract partial record Measure
{
    /// <summary>A setting that lets an attacker in, or the lack of a sign-in, is mended. The asset is down for a window that people choose. Whatever remains of an unknown weakness is a step of its own.</summary>
    public sealed record Harden(AssetId Asset, ExposureId Exposure) : Measure
    {
        public override ActionClass Class => ActionClass.Harden;
        public override string Key => $"harden|{Exposure}";
        public override string Countermeasure => "D3-ACH";
        public override Actuator Actuator => Actuator.Keeper;
        public override string Target => Exposure.Value;
        public override string Words => $"mend the setting of weakness {Exposure}";
        public override string Inverse => "A person sets it back as it was, from the copy that was taken before.";
        public override double Lead => 24;

        internal override string In(CityModel city) => $"have a person mend the setting {Sentences.Weakness(city, Exposure)}";

        public override IReadOnlyList<ZoneId> Zones(CityModel city) => city.ZonesOf([Asset]);

        public override AssetId? At(CityModel city) => Asset;

        public override bool? IsShown(CityModel city) => city.AssetWith(Exposure) is null;

        internal override double Lengthens(Situation situation, in EdgeFacts edge) =>
            situation.Weakness(edge) is { } weakness && weakness.Id == Exposure && IsOne(weakness.Kind) ? Reach.Stopped : 0;

        internal override string? Refused(Limits limits) => limits.Work(Asset);

        internal override double Labour(CostModel costs) => costs.Harden;

        internal override double Disturbs(CityLoss loss, CostModel costs) => costs.Down(loss, Asset);

        internal static IEnumerable<Measure> Against(Ground ground, Situation situation, EdgeFacts edge) =>
            situation.Weakness(edge) is { } weakness && IsOne(weakness.Kind) ? [new Harden(weakness.Asset, weakness.Id)] : [];

        private static bool IsOne(ExposureKind kind) => kind is ExposureKind.Misconfiguration or ExposureKind.NoAuthentication;
    }
}
