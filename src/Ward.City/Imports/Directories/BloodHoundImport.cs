using System.Globalization;
using Ward.City.Merging;
using Ward.Standards.BloodHound;
using Ward.Standards.Yaml;

namespace Ward.City.Imports.Directories;

/// <summary>Computers of a directory as assets, users (and computers) that may enter others as accounts: where they may, and where their credentials lie.</summary>
internal sealed class BloodHoundImport
{
    private const int MostGrants = 1_000_000;

    private const int Named = 10;

    private readonly DirectoryCollection collection;
    private readonly GroupMembers members;
    private readonly Provenance from;
    private readonly List<string> notes = [];
    private readonly Dictionary<string, Dictionary<string, bool>> grants = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> keptOn = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> wide = new(StringComparer.Ordinal);
    private int granted;
    private bool tooMany;

    private BloodHoundImport(DirectoryCollection collection, Provenance from)
    {
        (this.collection, this.from) = (collection, from);
        members = new GroupMembers(collection);
    }

    public static CityDelta Of(DirectoryCollection collection, ImportSettings settings)
    {
        var from = settings.From(ImportFormat.BloodHound);
        var import = new BloodHoundImport(collection, from);
        return new CityDelta(from.Source, "bloodhound", settings.File, from.Time, import.Records(), import.notes);
    }

    private List<CityRecord> Records()
    {
        var objects = collection.Objects.Values;
        var computers = objects.Where(o => o is { Kind: DirectoryKind.Computer, IsEnabled: true }).OrderBy(o => o.Id, StringComparer.Ordinal).ToList();
        foreach (var computer in computers)
            foreach (var session in computer.Sessions) (keptOn.TryGetValue(session, out var hosts) ? hosts : keptOn[session] = new(StringComparer.Ordinal)).Add(computer.Id);
        foreach (var computer in computers)
        {
            foreach (var access in Access(computer)) Grant(computer, access);
        }

        var records = ComputerAssets.Records(computers, from).ToList();
        var accounts = 0;
        foreach (var (id, places) in grants.OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            accounts++;
            records.Add(Account(collection.Objects[id], places));
        }

        Tell(computers.Count, accounts);
        return records;
    }

    // The administrators of a domain are those of its controllers, whether or not their own group could be read there.
    private IEnumerable<ComputerAccess> Access(DirectoryObject computer)
    {
        if (computer.PrimaryGroup is not { } group || !(group.EndsWith("-516", StringComparison.Ordinal) || group.EndsWith("-521", StringComparison.Ordinal))) return computer.Access;
        var domain = group[..group.LastIndexOf('-')];
        return computer.Access.Append(new ComputerAccess($"{domain}-512", DirectoryRight.Administrator))
            .Concat(collection.Objects.Keys.Where(k => k.EndsWith("-S-1-5-32-544", StringComparison.Ordinal) && k[..^13].Length > 0 && IsDomainOf(k[..^13], computer)).Select(k => new ComputerAccess(k, DirectoryRight.Administrator))).Distinct();
    }

    private static bool IsDomainOf(string domain, DirectoryObject computer) => computer.Name.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase);

    private void Grant(DirectoryObject computer, ComputerAccess access)
    {
        if (GroupMembers.IsEverybody(access.Principal) || members.Of(access.Principal) is not { } users)
        {
            // Where all may enter, those count whose credentials lie about: from there it is a way on.
            var name = NameOf(access.Principal);
            wide[name] = wide.GetValueOrDefault(name) + 1;
            IEnumerable<string> inside = GroupMembers.IsEverybody(access.Principal) ? keptOn.Keys : members.Among(access.Principal, keptOn.Keys);
            foreach (var user in inside) Grant(user, computer.Id, access.Right);
            return;
        }

        foreach (var user in users) Grant(user, computer.Id, access.Right);
    }

    private void Grant(string user, string computer, DirectoryRight right)
    {
        if (user == computer || !collection.Objects.TryGetValue(user, out var account) || !account.IsEnabled || account.Kind is not (DirectoryKind.User or DirectoryKind.Computer)) return;
        if (granted >= MostGrants)
        {
            tooMany = true;
            return;
        }

        var places = grants.TryGetValue(user, out var known) ? known : grants[user] = new(StringComparer.Ordinal);
        if (!places.TryGetValue(computer, out var administrator)) granted++;
        places[computer] = administrator || right == DirectoryRight.Administrator;
    }

    private CityRecord Account(DirectoryObject account, Dictionary<string, bool> places)
    {
        var kept = keptOn.GetValueOrDefault(account.Id) is { } sessions ? sessions.ToList() : [];
        // Whoever holds a computer holds its own account.
        if (account.Kind == DirectoryKind.Computer) kept.Add(account.Id);
        return new RecordBuilder(CityPart.Account, account.Id, from).With("login", LoginOf(account))
            .With("grants", places.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={(p.Value ? "administrator" : "user")}")).With("keptOn", kept).Build();
    }

    private static string LoginOf(DirectoryObject account) => account.Account ?? (account.Name.Split('@')[0] is { Length: > 0 } name ? name : account.Id);

    private string NameOf(string id) => collection.Objects.TryGetValue(id, out var known) && known.Name.Length > 0 ? known.Name : id;

    private void Tell(int computers, int accounts)
    {
        var objects = collection.Objects.Values;
        var users = objects.Count(o => o is { Kind: DirectoryKind.User, IsEnabled: true });
        var granting = grants.Keys.Count(g => collection.Objects[g].Kind == DirectoryKind.User);
        Say($"format {string.Join(", ", collection.Versions)}: {computers} computers, {users} users, {objects.Count(o => o.Kind == DirectoryKind.Group)} groups; {accounts} accounts with {granted} grants");
        if (users > granting) Say($"{users - granting} users may enter no computer that was looked at and are left out");
        if (objects.Count(o => !o.IsEnabled && o.Kind is DirectoryKind.User or DirectoryKind.Computer) is > 0 and var disabled) Say($"{disabled} disabled users and computers are left out");
        if (collection.Failed > 0) Say($"{collection.Failed} local groups or sessions could not be collected: rights there are not known");
        if (computers > 0 && !objects.Any(o => o.Access.Count > 0)) Say($"nobody's rights on computers are in what was read; import the collector's whole zip, or its files of users, groups and computers together");
        foreach (var (name, count) in wide.OrderByDescending(w => w.Value).Take(Named))
            Say($"{Printable.Of(name)} may enter {count} computers; it has so many members that only those are taken whose credentials lie on a computer");
        if (objects.Where(o => o is { IsHighValue: true, IsEnabled: true, Kind: DirectoryKind.User }).Select(LoginOf).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } high)
            Say($"{high.Count} users are administrators of the domain or worth as much (no place in the city): {string.Join(", ", high.Take(Named).Select(Printable.Of))}{(high.Count > Named ? ", …" : "")}");
        if (collection.EdgeCount.Count > 0)
            Say($"rights over accounts and groups have no place in the city and are left out: {string.Join(", ", collection.EdgeCount.Select(e => string.Create(CultureInfo.InvariantCulture, $"{e.Value} {e.Key}")))}; such as {string.Join("; ", collection.Edges.Take(Named).Select(e => $"{Printable.Of(NameOf(e.Principal))} {e.Right} {Printable.Of(NameOf(e.Target))}"))}");
        if (members.IsCut) Say($"memberships of groups are too many to be followed to their end");
        if (tooMany) Say($"grants beyond the first {MostGrants} are left out");
    }

    private void Say(FormattableString words) => notes.Add(words.ToString(CultureInfo.InvariantCulture));
}
