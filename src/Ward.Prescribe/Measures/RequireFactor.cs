using System.Text.Json.Serialization;
using Ward.City;
using Ward.Govern.Mandates;
using Ward.Predict.AttackGraphs;
using Ward.Prescribe.Costs;
using Ward.Prescribe.Safety;

namespace Ward.Prescribe.Measures;

[JsonDerivedType(typeof(RequireFactor), "require-factor")]
public abstract partial record Measure
{
    /// <summary>An account asks for a second factor: whoever has its credential alone rarely gets in.</summary>
    public sealed record RequireFactor(AccountId Account) : Measure
    {
        public override ActionClass Class => ActionClass.RequireFactor;
        public override string Key => $"require-factor|{Account}";
        public override string Countermeasure => "D3-MFA";
        public override Actuator Actuator => Actuator.Identity;
        public override string Target => Account.Value;
        public override string Words => $"ask account {Account} for a second factor";
        public override string Inverse => "A person lets the account in by its password alone again.";
        public override bool IsPartial => true;
        public override double Lead => 4;

        internal override string In(CityModel city) => $"have a person ask the account {Sentences.Login(city, Account)} for a second factor";

        public override IReadOnlyList<ZoneId> Zones(CityModel city) => city.ZonesOf(city.Find(Account)?.Grants.Select(g => g.Asset) ?? []);

        public override AssetId? At(CityModel city) => city.Find(Account)?.Grants.Select(g => (AssetId?)g.Asset).FirstOrDefault();

        public override bool? IsShown(CityModel city) => city.Find(Account) is not { SecondFactor: false };

        internal override double Lengthens(Situation situation, in EdgeFacts edge) =>
            edge.Kind is StepKind.SignIn or StepKind.Escalate && situation.Uses(edge, Account) && !situation.Graph.City.Accounts[edge.Account].SecondFactor ? Harder(situation) : 0;

        internal override string? Refused(Limits limits) => limits.Account(Account);

        internal override double Labour(CostModel costs) => costs.RequireFactor;

        internal static IEnumerable<Measure> Against(Ground ground, Situation situation, EdgeFacts edge) =>
            edge.Kind is StepKind.SignIn or StepKind.Escalate && edge.Account >= 0 && !ground.Graph.City.Accounts[edge.Account].SecondFactor && Harder(situation) > 0
                ? [new RequireFactor(ground.Graph.City.Accounts[edge.Account].Id)] : [];

        private static double Harder(Situation situation) => Math.Max(0, Math.Log(situation.Graph.Priors.SignIn / situation.Graph.Priors.SignInSecondFactor));
    }
}
