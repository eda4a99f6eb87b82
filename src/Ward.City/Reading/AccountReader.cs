using Ward.City.Identities;
using Ward.Standards.Yaml;

namespace Ward.City.Reading;

internal static class AccountReader
{
    public static Dictionary<string, Privilege> Privileges { get; } = new(StringComparer.Ordinal)
    {
        ["user"] = Privilege.User,
        ["administrator"] = Privilege.Administrator,
    };

    public static IReadOnlyList<Account> Read(CityDraft draft)
    {
        var accounts = new List<Account>();
        foreach (var (id, fields) in draft.Accounts.Entries)
        {
            accounts.Add(new Account(
                new AccountId(id),
                fields["login"].TextOrNull("the name that logs show") ?? id,
                ReadGrants(draft, fields["grants"]),
                [.. draft.Assets.ReferAll(fields["keptOn"]).Select(a => new AssetId(a))],
                fields["secondFactor"].Flag(false),
                [.. draft.Services.ReferAll(fields["neededBy"]).Select(s => new ServiceId(s))]));
            fields.Close();
        }

        return accounts;
    }

    // A mapping from asset to privilege: here the keys are the city's own, so none is unknown.
    private static List<Grant> ReadGrants(CityDraft draft, YamlField field)
    {
        var grants = new List<Grant>();
        if (field.MappingOrNull() is not { } fields) return grants;
        foreach (var asset in fields.Keys)
        {
            var privilege = fields[asset].Choice(Privileges, "a privilege");
            if (draft.Assets.Has(asset)) grants.Add(new Grant(new AssetId(asset), privilege));
            else draft.Problems.Add(fields.LineOf(asset), fields.Path, $"the id of an asset{Section.Known(draft.Assets.Ids, draft.Assets.Entries.Count)} as key",
                Printable.Quoted(asset), asset, draft.Assets.Ids);
        }

        return grants;
    }
}
