using System.Globalization;
using Ward.City.Identities;

namespace Ward.City.Merging;

/// <summary>
/// The same login is the same account, unless one source itself knows two of that name (as in two domains). What sources grant adds up; of an account of the city's
/// own file it is shown and not taken, unless the source counts more. One that may enter no asset of the city is left out and counted.
/// </summary>
internal sealed class AccountMerge(MergeState state, AssetMerge assets, IReadOnlyList<Account> own)
{
    private readonly List<Account> accounts = [.. own];

    public IReadOnlyList<Account> Accounts => accounts;

    public void Add(IEnumerable<CityRecord> records)
    {
        var byLogin = own.Select((a, i) => (a.Login, Index: i)).DistinctBy(a => a.Login, StringComparer.Ordinal).ToDictionary(a => a.Login, a => a.Index, StringComparer.Ordinal);
        var taken = accounts.Select(a => a.Id.Value).ToHashSet();
        var groups = new List<(string Login, List<CityRecord> Records)>();
        var open = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var told = new Dictionary<(string Login, string Source), int>();
        foreach (var record in records)
        {
            var login = record["login"] ?? record.Key;
            var known = open.TryGetValue(login, out var those) ? those : open[login] = [];
            // The second of the name that a source knows is the second of all, and so on.
            var at = told[(login, record.From.Source)] = told.GetValueOrDefault((login, record.From.Source), -1) + 1;
            if (at < known.Count) groups[known[at]].Records.Add(record);
            else
            {
                known.Add(groups.Count);
                groups.Add((login, [record]));
            }
        }

        var nowhere = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (login, said) in groups)
        {
            if (byLogin.TryGetValue(login, out var mine)) Meet(mine, said);
            else if (Made(login, state.Policy.Ordered(said), taken) is { } made) accounts.Add(made);
            else nowhere[said[0].From.File] = nowhere.GetValueOrDefault(said[0].From.File) + 1;
        }

        foreach (var (file, count) in nowhere.OrderBy(n => n.Key, StringComparer.Ordinal))
            state.LeftOut.Add(string.Create(CultureInfo.InvariantCulture, $"{count} accounts ({file}) may enter no asset of the city"));
    }

    private Account? Made(string login, IReadOnlyList<CityRecord> ordered, HashSet<string> taken)
    {
        var grants = Grants(ordered, out var unknown);
        if (grants.Count == 0) return null;
        var id = Ids.Free(login, taken);
        if (unknown > 0) state.LeftOut.Add(string.Create(CultureInfo.InvariantCulture, $"account {id} ({ordered[0].From.File}): {unknown} of its grants are on no asset of the city"));
        state.Traces.Add(new(CityPart.Account, id, "login", login, ordered[0].From));
        return new Account(new(id), login, [.. grants.Select(g => Traced(id, g.Key, g.Value))], [.. Kept(ordered).Select(k => new AssetId(k))],
            state.One(CityPart.Account, id, "secondFactor", ordered) == "true", []);
    }

    // The city's own account stands as it is written, unless a source counts more; then what that one grants is added.
    private void Meet(int at, List<CityRecord> said)
    {
        var account = accounts[at];
        var city = state.Policy.Rank(MergePolicy.City);
        foreach (var record in state.Policy.Ordered(said))
        {
            var more = Grants([record], out _).Where(g => !account.Grants.Any(o => o.Asset.Value == g.Key && o.Privilege >= g.Value.Privilege)).ToList();
            var kept = Kept([record]).Where(k => !account.KeptOn.Any(o => o.Value == k)).ToList();
            if (state.Policy.Rank(record.From.Source) < city)
                account = account with
                {
                    Grants = [.. account.Grants.Where(g => more.TrueForAll(m => m.Key != g.Asset.Value)), .. more.Select(g => Traced(account.Id.Value, g.Key, g.Value))],
                    KeptOn = [.. account.KeptOn, .. kept.Select(k => new AssetId(k))],
                };
            else
            {
                Differs(account, "grants", account.Grants.Select(g => $"{g.Asset}={Word(g.Privilege)}"), more.Select(g => $"{g.Key}={Word(g.Value.Privilege)}"), record);
                Differs(account, "keptOn", account.KeptOn.Select(k => k.Value), kept, record);
            }
        }

        accounts[at] = account;
    }

    private void Differs(Account account, string field, IEnumerable<string> mine, IEnumerable<string> other, CityRecord record)
    {
        if (string.Join(", ", other) is { Length: > 0 } more)
            state.Conflicts.Add(new(CityPart.Account, account.Id.Value, field, string.Join(", ", mine), new(MergePolicy.City, "", default), more, record.From));
    }

    private SortedDictionary<string, (Privilege Privilege, CityRecord Record)> Grants(IEnumerable<CityRecord> records, out int unknown)
    {
        var grants = new SortedDictionary<string, (Privilege Privilege, CityRecord Record)>(StringComparer.Ordinal);
        unknown = 0;
        foreach (var record in records)
            foreach (var grant in record.All("grants"))
            {
                var at = grant.LastIndexOf('=');
                var privilege = at >= 0 && grant[(at + 1)..] == "administrator" ? Privilege.Administrator : Privilege.User;
                if (assets.Find(record.From.Source, at < 0 ? grant : grant[..at]) is not { } asset) unknown++;
                else if (!grants.TryGetValue(asset, out var before) || before.Privilege < privilege) grants[asset] = (privilege, record);
            }

        return grants;
    }

    // Where a credential lies and no asset is known, nothing can be taken from it.
    private IEnumerable<string> Kept(IEnumerable<CityRecord> records) =>
        records.SelectMany(r => r.All("keptOn").Select(k => assets.Find(r.From.Source, k))).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private Grant Traced(string account, string asset, (Privilege Privilege, CityRecord Record) grant)
    {
        state.Traces.Add(new(CityPart.Account, account, "grants", $"{asset}={Word(grant.Privilege)}", grant.Record.From));
        return new Grant(new(asset), grant.Privilege);
    }

    private static string Word(Privilege privilege) => privilege == Privilege.Administrator ? "administrator" : "user";
}
