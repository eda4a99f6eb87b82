using System.Globalization;
using System.IO.Compression;
using System.Text;
using Ward.City.Identities;
using Ward.City.Imports;
using Ward.City.Merging;
using Ward.City.Tests.Merging;
using Ward.Standards.Yaml;
using static Ward.City.Tests.Merging.Cities;

namespace Ward.City.Tests.Imports;

public sealed class BloodHoundImportTests
{
    private const string D = "S-1-5-21-1-2-3";

    [Fact]
    public void RightsByGroupsBecomeGrantsAndSessionsWhereCredentialsLie()
    {
        var merged = Merge(Read(
            Users(User(1104, "ann"), User(1105, "bob"), User(1106, "carl", enabled: false), User(1107, "dora")),
            // Two groups that hold one another, and a user by way of both.
            Groups((1201, "OPS", [1202]), (1202, "INNER", [1201, 1104, 1106])),
            Computers((1001, "web.city.example", Admins: [1201], Rdp: [1105], Sessions: [1104]), (1002, "elsewhere.city.example", Admins: [1107], Rdp: [], Sessions: []))));
        var ann = Assert.Single(merged.City.AccountsNamed("ann"));
        Assert.Equal([new Grant(new("web"), Privilege.Administrator)], ann.Grants);
        Assert.Equal([new AssetId("web")], ann.KeptOn);
        Assert.Equal(Privilege.User, Assert.Single(Assert.Single(merged.City.AccountsNamed("bob")).Grants).Privilege);
        Assert.Empty(merged.City.AccountsNamed("carl"));
        Assert.Empty(merged.City.AccountsNamed("dora"));
        Assert.Contains(merged.LeftOut, l => l.StartsWith("1 accounts", StringComparison.Ordinal));
        Assert.Contains("cpe:2.3:o:microsoft:windows_server_2022:-:*:*:*:*:*:*:*", merged.City.Find(new AssetId("web"))!.Make.Cpes);
    }

    [Fact]
    public void ALargeDomainAddsOnlyWhoMayEnterWhatIsKnown()
    {
        var users = Enumerable.Range(10_000, 20_000).Select(i => User(i, $"u{i}")).ToArray();
        var delta = Read(Users(users), Groups((513, "DOMAIN USERS", [])), Computers((1001, "web.city.example", Admins: [10_001], Rdp: [513], Sessions: [10_007])));
        var merged = Merge(delta);
        // By all of the domain only those are taken whose credentials lie somewhere.
        Assert.Equal(["u10001", "u10007"], merged.City.Accounts.Select(a => a.Login).Order());
        Assert.Contains(delta.Notes, n => n.StartsWith("19998 users may enter no computer", StringComparison.Ordinal));
        Assert.Contains(delta.Notes, n => n.Contains("DOMAIN USERS@CITY.EXAMPLE may enter 1 computers", StringComparison.Ordinal));
    }

    [Fact]
    public void DangerousRightsOverAccountsAreNamed()
    {
        var delta = Read(Users(User(1104, "ann", aces: $"{{\"PrincipalSID\":\"{D}-1105\",\"RightName\":\"GenericAll\"}}"), User(1105, "bob")), Groups(), Computers((1001, "web.city.example", Admins: [1104], Rdp: [], Sessions: [])));
        Assert.Contains(delta.Notes, n => n.Contains("1 GenericAll; such as BOB@CITY.EXAMPLE GenericAll ANN@CITY.EXAMPLE", StringComparison.Ordinal));
    }

    [Fact]
    public void OfTheCitysOwnAccountMoreIsShownAndTakenOnlyWhereTheSourceCountsMore()
    {
        var own = Cities.Read(Text + "\naccounts:\n  - {id: ann-o, login: ann, grants: {plc: user}}\n");
        var delta = Read(Users(User(1104, "ann")), Groups(), Computers((1001, "web.city.example", Admins: [1104], Rdp: [], Sessions: [1104])));
        var merged = (MergedCity.Merged)CityMerge.Of(own, From, [delta], MergePolicy.Default);
        Assert.Equal(own.Accounts[0].Grants, Assert.Single(merged.City.Accounts).Grants);
        Assert.Equal(["grants", "keptOn"], merged.Conflicts.Select(c => c.Field));
        var preferred = (MergedCity.Merged)CityMerge.Of(own, From, [delta], new MergePolicy(["bloodhound"]));
        Assert.Equal([("plc", Privilege.User), ("web", Privilege.Administrator)], Assert.Single(preferred.City.Accounts).Grants.Select(g => (g.Asset.Value, g.Privilege)));
        Assert.Empty(preferred.Conflicts);
    }

    [Fact]
    public void TheSameLoginOfTwoSourcesIsOneAccountAndOfTwoDomainsTwo()
    {
        var one = Account("a", "k1", "ann", "web=user");
        var other = Account("b", "k2", "ann", "plc=administrator");
        Assert.Equal(2, Assert.Single(Merge(one, other).City.Accounts).Grants.Count);
        var two = one with { Records = [.. one.Records, .. Account("a", "k3", "ann", "plc=user").Records] };
        Assert.Equal(["ann", "ann-2"], Merge(two).City.Accounts.Select(a => a.Id.Value));
    }

    [Fact]
    public void AComputersOwnAccountMayEnterOthers()
    {
        var merged = Merge(Read(Users(), Groups(), Computers((1001, "web.city.example", Admins: [1002], Rdp: [], Sessions: []), (1002, "plc", Admins: [], Rdp: [], Sessions: []))));
        var account = Assert.Single(merged.City.Accounts);
        Assert.Equal(("PLC$", "plc", "web"), (account.Login, account.KeptOn[0].Value, account.Grants[0].Asset.Value));
    }

    private static CityDelta Account(string source, string key, string login, string grant) =>
        new(source, source, "in", Now, [new RecordBuilder(CityPart.Account, key, new(source, "in", Now)).With("login", login).With("grants", [grant]).Build()], []);

    private static CityDelta Read(params string[] files)
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
            for (var i = 0; i < files.Length; i++)
            {
                using var entry = archive.CreateEntry($"{i.ToString(CultureInfo.InvariantCulture)}.json").Open();
                entry.Write(Encoding.UTF8.GetBytes(files[i]));
            }

        var problems = new ProblemList("in");
        Assert.Equal(ImportFormat.BloodHound, ImportFormats.Guess(zip.ToArray().AsSpan(0, 100)));
        var delta = CityImport.Read(ImportFormat.BloodHound, zip.ToArray(), new ImportSettings(null, "in", Now, new Dictionary<string, string>()), problems);
        Assert.Empty(problems.Sorted());
        return delta!;
    }

    private static string User(int id, string login, bool enabled = true, string aces = "") =>
        $"{{\"ObjectIdentifier\":\"{D}-{id}\",\"PrimaryGroupSID\":\"{D}-513\",\"Aces\":[{aces}],\"Properties\":{{\"name\":\"{login.ToUpperInvariant()}@CITY.EXAMPLE\",\"samaccountname\":\"{login}\",\"enabled\":{(enabled ? "true" : "false")}}}}}";

    private static string Users(params string[] users) => $"{{\"data\":[{string.Join(',', users)}],\"meta\":{{\"type\":\"users\",\"version\":6}}}}";

    private static string Groups(params (int Id, string Name, int[] Members)[] groups) =>
        $"{{\"data\":[{string.Join(',', groups.Select(g => $"{{\"ObjectIdentifier\":\"{D}-{g.Id}\",\"Properties\":{{\"name\":\"{g.Name}@CITY.EXAMPLE\"}},\"Members\":[{Ids(g.Members)}]}}"))}],\"meta\":{{\"type\":\"groups\",\"version\":6}}}}";

    private static string Computers(params (int Id, string Name, int[] Admins, int[] Rdp, int[] Sessions)[] computers) =>
        $"{{\"data\":[{string.Join(',', computers.Select(c => $"{{\"ObjectIdentifier\":\"{D}-{c.Id}\",\"Properties\":{{\"name\":\"{c.Name.ToUpperInvariant()}\",\"samaccountname\":\"{c.Name.Split('.')[0].ToUpperInvariant()}$\",\"operatingsystem\":\"Windows Server 2022 Standard\"}},"
            + $"\"Sessions\":{{\"Results\":[{string.Join(',', c.Sessions.Select(s => $"{{\"UserSID\":\"{D}-{s}\",\"ComputerSID\":\"{D}-{c.Id}\"}}"))}],\"Collected\":true}},\"LocalGroups\":[{{\"ObjectIdentifier\":\"{D}-{c.Id}-544\",\"Collected\":true,\"Results\":[{Ids(c.Admins)}]}},{{\"ObjectIdentifier\":\"{D}-{c.Id}-555\",\"Collected\":true,\"Results\":[{Ids(c.Rdp)}]}}]}}"))}],\"meta\":{{\"type\":\"computers\",\"version\":6}}}}";

    private static string Ids(int[] ids) => string.Join(',', ids.Select(i => $"{{\"ObjectIdentifier\":\"{D}-{i}\",\"ObjectType\":\"Base\"}}"));
}
