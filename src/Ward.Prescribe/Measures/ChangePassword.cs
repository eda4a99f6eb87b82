using System.Text.Json.Serialization;
using Ward.City;
using Ward.Govern.Mandates;
using Ward.Predict.AttackGraphs;
using Ward.Prescribe.Costs;
using Ward.Prescribe.Safety;

namespace Ward.Prescribe.Measures;

[JsonDerivedType(typeof(ChangePassword), "change-password")]
public abstract partial record Measure
{
    /// <summary>A default, weak or leaked password is replaced by a strong one: the step is then as hard as guessing any other password.</summary>
    public sealed record ChangePassword(AssetId Asset, ExposureId Exposure) : Measure
    {
        public override ActionClass Class => ActionClass.ChangePassword;
        public override string Key => $"change-password|{Exposure}";
        public override string Countermeasure => "D3-SPP";
        public override Actuator Actuator => Actuator.Keeper;
        public override string Target => Exposure.Value;
        public override string Words => $"change the password of weakness {Exposure}";
        public override string Inverse => "Nothing is to be taken back; the old password stays invalid.";
        public override bool IsPartial => true;
        public override double Lead => 1;

        internal override string In(CityModel city) => $"have a person replace the password that is meant by {Sentences.Weakness(city, Exposure)}";

        public override IReadOnlyList<ZoneId> Zones(CityModel city) => city.ZonesOf([Asset]);

        public override AssetId? At(CityModel city) => Asset;

        public override bool? IsShown(CityModel city) => city.AssetWith(Exposure) is null;

        internal override double Lengthens(Situation situation, in EdgeFacts edge) =>
            situation.Weakness(edge) is { } weakness && weakness.Id == Exposure && Reach.IsPassword(weakness.Kind) ? situation.DownTo(edge, weakness, situation.Graph.Priors.Guess) : 0;

        internal override string? Refused(Limits limits) => limits.Work(Asset);

        internal override double Labour(CostModel costs) => costs.ChangePassword;

        internal static IEnumerable<Measure> Against(Ground ground, Situation situation, EdgeFacts edge) =>
            situation.Weakness(edge) is { } weakness && Reach.IsPassword(weakness.Kind) && situation.DownTo(edge, weakness, ground.Graph.Priors.Guess) > 0 ? [new ChangePassword(weakness.Asset, weakness.Id)] : [];
    }
}
