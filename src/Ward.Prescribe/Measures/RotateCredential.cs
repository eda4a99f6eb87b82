using System.Text.Json.Serialization;
using Ward.City;
using Ward.Govern.Mandates;
using Ward.Predict.AttackGraphs;
using Ward.Prescribe.Costs;
using Ward.Prescribe.Safety;

namespace Ward.Prescribe.Measures;

[JsonDerivedType(typeof(RotateCredential), "rotate-credential")]
public abstract partial record Measure
{
    /// <summary>
    /// An account gets a new credential: what the attacker has seen of it is worth nothing. The new one is kept where the old one was, so a host that keeps
    /// it and is taken gives it away again; that only disabling the account stops.
    /// </summary>
    public sealed record RotateCredential(AccountId Account) : Measure
    {
        public override ActionClass Class => ActionClass.RotateCredential;
        public override string Key => $"rotate-credential|{Account}";
        public override string Countermeasure => "D3-CRO";
        public override Actuator Actuator => Actuator.Identity;
        public override string Target => Account.Value;
        public override string Words => $"give account {Account} a new credential";
        public override string Inverse => "Nothing is to be taken back; the old credential stays invalid.";
        public override double Lead => 1;

        internal override string In(CityModel city) => $"have a person give the account {Sentences.Login(city, Account)} a new credential";

        public override IReadOnlyList<ZoneId> Zones(CityModel city) => city.ZonesOf(city.Find(Account)?.Grants.Select(g => g.Asset) ?? []);

        public override AssetId? At(CityModel city) => city.Find(Account)?.Grants.Select(g => (AssetId?)g.Asset).FirstOrDefault();

        /// <summary>A foothold signs in with what it has already; every other use takes the credential from a host first.</summary>
        internal override double Lengthens(Situation situation, in EdgeFacts edge) =>
            edge.Kind is StepKind.SignIn or StepKind.TakeCredential && situation.StandAt(edge.Tail) is not null && situation.Uses(edge, Account) ? Reach.Stopped : 0;

        internal override string? Refused(Limits limits) => limits.Account(Account);

        internal override double Labour(CostModel costs) => costs.RotateCredential;

        internal static IEnumerable<Measure> Against(Ground ground, Situation situation, EdgeFacts edge) =>
            edge.Kind is StepKind.SignIn or StepKind.TakeCredential && edge.Account >= 0 && situation.StandAt(edge.Tail) is not null ? [new RotateCredential(ground.Graph.City.Accounts[edge.Account].Id)] : [];
    }
}
