using System.Text.Json.Serialization;
using Ward.City;
using Ward.Govern.Mandates;
using Ward.Predict.AttackGraphs;
using Ward.Prescribe.Costs;
using Ward.Prescribe.Safety;

namespace Ward.Prescribe.Measures;

[JsonDerivedType(typeof(DisableAccount), "disable-account")]
public abstract partial record Measure
{
    /// <summary>An account is disabled; by a person until an identity element exists.</summary>
    public sealed record DisableAccount(AccountId Account) : Measure
    {
        public override ActionClass Class => ActionClass.DisableAccount;
        public override string Key => $"disable-account|{Account}";
        public override string Countermeasure => "D3-AL";
        public override Actuator Actuator => Actuator.Identity;
        public override string Target => Account.Value;
        public override string Words => $"disable account {Account}";
        public override string Inverse => "A person enables the account again.";

        internal override string In(CityModel city) => $"have a person disable the account {Sentences.Login(city, Account)}";

        public override IReadOnlyList<ZoneId> Zones(CityModel city) => city.ZonesOf(city.Find(Account)?.Grants.Select(g => g.Asset) ?? []);

        public override AssetId? At(CityModel city) => city.Find(Account)?.Grants.Select(g => (AssetId?)g.Asset).FirstOrDefault();

        public override bool? IsShown(CityModel city) => city.Find(Account) is null;

        internal override double Lengthens(Situation situation, in EdgeFacts edge) => situation.Uses(edge, Account) ? Reach.Stopped : 0;

        internal override string? Refused(Limits limits) => limits.Account(Account);

        internal override Impairment Takes(CityLoss loss) => loss.Disable(Account);

        internal override double Labour(CostModel costs) => costs.DisableAccount;

        internal static IEnumerable<Measure> Against(Ground ground, Situation situation, EdgeFacts edge) =>
            edge.Account >= 0 ? [new DisableAccount(ground.Graph.City.Accounts[edge.Account].Id)] : [];
    }
}
