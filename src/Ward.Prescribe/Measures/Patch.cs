using System.Text.Json.Serialization;
using Ward.City;
using Ward.City.Exposures;
using Ward.Govern.Mandates;
using Ward.Predict.AttackGraphs;
using Ward.Prescribe.Costs;
using Ward.Prescribe.Safety;

namespace Ward.Prescribe.Measures;

[JsonDerivedType(typeof(Patch), "patch")]
public abstract partial record Measure
{
    /// <summary>The software is brought to a version that does not have the weakness. The asset is down for a window that people choose. Whatever remains of an unknown weakness is a step of its own.</summary>
    public sealed record Patch(AssetId Asset, ExposureId Exposure) : Measure
    {
        public override ActionClass Class => ActionClass.Patch;
        public override string Key => $"patch|{Exposure}";
        public override string Countermeasure => "D3-SU";
        public override Actuator Actuator => Actuator.Keeper;
        public override string Target => Exposure.Value;
        public override string Words => $"patch weakness {Exposure}";
        public override string Inverse => "A person goes back to the version before, from the copy that was taken before.";
        public override double Lead => 72;

        internal override string In(CityModel city) => $"have a person install the update against {Sentences.Weakness(city, Exposure)}";

        public override IReadOnlyList<ZoneId> Zones(CityModel city) => city.ZonesOf([Asset]);

        public override AssetId? At(CityModel city) => Asset;

        public override bool? IsShown(CityModel city) => city.AssetWith(Exposure) is null;

        internal override double Lengthens(Situation situation, in EdgeFacts edge) =>
            situation.Weakness(edge) is { } weakness && weakness.Id == Exposure && IsOne(weakness.Kind) ? Reach.Stopped : 0;

        internal override string? Refused(Limits limits) => limits.Work(Asset);

        internal override double Labour(CostModel costs) => costs.Patch;

        internal override double Disturbs(CityLoss loss, CostModel costs) => costs.Down(loss, Asset);

        internal static IEnumerable<Measure> Against(Ground ground, Situation situation, EdgeFacts edge) =>
            situation.Weakness(edge) is { } weakness && IsOne(weakness.Kind) ? [new Patch(weakness.Asset, weakness.Id)] : [];

        private static bool IsOne(ExposureKind kind) => kind is ExposureKind.Vulnerability;
    }
}
