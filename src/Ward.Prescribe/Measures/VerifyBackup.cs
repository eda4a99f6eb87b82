using System.Text.Json.Serialization;
using Ward.City;
using Ward.Govern.Mandates;
using Ward.Predict.AttackGraphs;
using Ward.Prescribe.Costs;
using Ward.Prescribe.Safety;

namespace Ward.Prescribe.Measures;

[JsonDerivedType(typeof(VerifyBackup), "verify-backup")]
public abstract partial record Measure
{
    /// <summary>
    /// A backup that the network cannot reach is taken, and the way back from it rehearsed. A service counts as lost where it stays down; whoever can restore
    /// the asset is down for a short while only, so the last step, from the held asset to the lost service, succeeds less often.
    /// </summary>
    public sealed record VerifyBackup(AssetId Asset) : Measure
    {
        /// <summary>Share of stops that last in spite of it; the project's own estimate, on the pessimistic side.</summary>
        internal const double Lasts = 0.5;

        public override ActionClass Class => ActionClass.VerifyBackup;
        public override string Key => $"verify-backup|{Asset}";
        public override string Countermeasure => "D3-RDI";
        public override Actuator Actuator => Actuator.Backup;
        public override string Target => Asset.Value;
        public override string Words => $"take a backup of {Asset} off the network and rehearse the way back";
        public override string Inverse => "Nothing is to be taken back; the backup is deleted at the end of its time.";
        public override bool IsPartial => true;
        public override double Lead => 24;

        internal override string In(CityModel city) => $"have a person take a backup of {Sentences.Name(city, Asset)} off the network and rehearse the way back";

        public override IReadOnlyList<ZoneId> Zones(CityModel city) => city.ZonesOf([Asset]);

        public override AssetId? At(CityModel city) => Asset;

        internal override double Lengthens(Situation situation, in EdgeFacts edge) =>
            edge.Kind == StepKind.Impact && situation.Is(edge.Tail, Asset) ? -Math.Log(Lasts) : 0;

        internal override string? Refused(Limits limits) => limits.Work(Asset);

        internal override double Labour(CostModel costs) => costs.VerifyBackup;

        internal static IEnumerable<Measure> Against(Ground ground, Situation situation, EdgeFacts edge) =>
            edge.Kind == StepKind.Impact && situation.AssetOf(edge.Tail) is var a and >= 0 ? [new VerifyBackup(ground.Graph.City.Assets[a].Id)] : [];
    }
}
