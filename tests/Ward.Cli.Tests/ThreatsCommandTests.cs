using System.Text.Json;

namespace Ward.Cli.Tests;

public sealed class ThreatsCommandTests : IDisposable
{
    private const string Shop = """
        threagile_version: 1.0.0
        title: Shop
        business_criticality: important
        data_assets:
          Orders: {id: orders, usage: business, quantity: many, confidentiality: confidential, integrity: critical, availability: operational}
        technical_assets:
          Shop:
            id: shop
            type: process
            technology: web-application
            machine: virtual
            confidentiality: confidential
            integrity: critical
            availability: critical
            data_assets_processed: [orders]
            communication_links:
              Save: {target: db, protocol: sql-access-protocol, authentication: credentials, authorization: technical-user, data_assets_sent: [orders]}
          Database:
            id: db
            type: datastore
            technology: database
            machine: virtual
            encryption: none
            owner: Data team
            confidentiality: confidential
            integrity: critical
            availability: critical
            data_assets_processed: [orders]
            data_assets_stored: [orders]
        trust_boundaries:
          Net: {id: net, type: network-on-prem, technical_assets_inside: [shop, db]}
        risk_tracking:
          unencrypted-asset@*: {status: accepted, justification: The disk is in a safe, date: 1999-12-01, checked_by: Ana}
        """;

    private const string City = """
        id: c
        name: C
        zones:
          - {id: internet, kind: external}
          - {id: dmz, kind: perimeter, networks: [10.20.0.0/24]}
        assets:
          - {id: web, name: Web, zone: dmz, kind: server, addresses: [10.20.0.10], listens: [http]}
        services:
          - {id: pay, name: Pay, needs: [web], citizens: 1000, impact: {safety: 1, money: 5000, trust: 5}, floor: 0, tolerated: 0.05, fallback: paper}
        flows:
          - {id: in, from: internet, to: web, port: http, perDay: 5}
        """;

    private readonly Desk desk = new();

    public void Dispose() => desk.CleanUp();

    [Fact]
    public async Task RisksAreToldGravestFirstWithWhatWasDecided()
    {
        Assert.Equal(0, await desk.Run("threats", desk.Write("shop.yaml", Shop)));
        var said = desk.Out.ToString();
        Assert.Contains("Shop may let foreign text change its queries to Database over Save", said, StringComparison.Ordinal);
        Assert.Contains("1 settled", said, StringComparison.Ordinal);
        Assert.True(said.IndexOf("elevated", StringComparison.Ordinal) < said.IndexOf(" medium ", StringComparison.Ordinal));
        Assert.Empty(desk.Error.ToString());
    }

    [Fact]
    public async Task TheJsonHasEveryFieldOfARisk()
    {
        Assert.Equal(0, await desk.Run("threats", desk.Write("shop.yaml", Shop), "--json", "--kind", "unencrypted-asset"));
        using var answer = JsonDocument.Parse(desk.Out.ToString());
        var risk = Assert.Single(answer.RootElement.GetProperty("risks").EnumerateArray());
        Assert.Equal(("unencrypted-asset@db", "medium", "information-disclosure", 311), (risk.GetProperty("id").GetString(), risk.GetProperty("severity").GetString(), risk.GetProperty("stride").GetString(), risk.GetProperty("cwe").GetInt32()));
        Assert.Equal(("accepted", "The disk is in a safe", "Data team", "2000-05-29"), (risk.GetProperty("status").GetString(), risk.GetProperty("justification").GetString(), risk.GetProperty("owner").GetString(), risk.GetProperty("reviewBy").GetString()));
    }

    [Theory]
    [InlineData("low", 1)]
    [InlineData("elevated", 1)]
    [InlineData("high", 0)]
    [InlineData("critical", 0)]
    public async Task OpenRisksOfASeverityFail(string severity, int code)
    {
        Assert.Equal(code, await desk.Run("threats", desk.Write("shop.yaml", Shop), "--fail-on", severity));
        Assert.Equal(code == 1, desk.Error.ToString().Contains($"of severity {severity} or graver", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ASettledRiskDoesNotFail() => Assert.Equal(0, await desk.Run("threats", desk.Write("shop.yaml", Shop), "--kind", "unencrypted-asset", "--fail-on", "low"));

    [Fact]
    public async Task TrackingOfWhatIsNotThereIsNamedAndFailsWhereAsked()
    {
        var file = desk.Write("shop.yaml", Shop.Replace("unencrypted-asset@*", "unencrypted-asset@dbb", StringComparison.Ordinal));
        Assert.Equal(0, await desk.Run("threats", file));
        Assert.Contains("\"unencrypted-asset@dbb\", and there is no such risk", desk.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await desk.Run("threats", file, "--strict"));
    }

    [Fact]
    public async Task ARegisterIsMadeAndSaysWhatChangedAndWhy()
    {
        var register = Path.Combine(desk.State, "register.yaml");
        Assert.Equal(0, await desk.Run("threats", desk.Write("shop.yaml", Shop), "--register", register));
        Assert.Contains("because it is the first time that this model is looked at", desk.Out.ToString(), StringComparison.Ordinal);
        desk.Out.GetStringBuilder().Clear();
        Assert.Equal(0, await desk.Run("threats", desk.Write("shop.yaml", Shop), "--register", register));
        Assert.Contains("Nothing changed.", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await desk.Run("threats", desk.Write("shop.yaml", Shop.Replace("protocol: sql-access-protocol,", "protocol: jdbc-encrypted,", StringComparison.Ordinal)), "--register", register));
        Assert.Contains("gone (medium): Save between Shop and Database travels in the open", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("because shop>save: protocol was sql-access-protocol, is jdbc-encrypted", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(register + ".part"));
    }

    [Fact]
    public async Task ADecisionWrittenIntoTheRegisterCounts()
    {
        var (file, register) = (desk.Write("shop.yaml", Shop), Path.Combine(desk.State, "register.yaml"));
        await desk.Run("threats", file, "--register", register);
        await File.WriteAllTextAsync(register, (await File.ReadAllTextAsync(register, TestContext.Current.CancellationToken)).Replace("status: unchecked", "status: accepted", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Assert.Equal(0, await desk.Run("threats", file, "--register", register, "--fail-on", "low"));
    }

    [Fact]
    public async Task ABrokenRegisterIsNamedAndLeftAsItIs()
    {
        var register = desk.Write("register.yaml", "title: Shop\nrisks:\n  - {id: a, status: perhaps}\n");
        Assert.Equal(1, await desk.Run("threats", desk.Write("shop.yaml", Shop), "--register", register));
        Assert.Contains("register.yaml:3: risks[0].status: expected a status", desk.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("perhaps", await File.ReadAllTextAsync(register, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Empty(desk.Out.ToString());
    }

    [Fact]
    public async Task TheRegisterOfAnotherModelIsNotOverwritten()
    {
        var register = Path.Combine(desk.State, "register.yaml");
        await desk.Run("threats", desk.Write("city.yaml", City), "--register", register);
        var before = await File.ReadAllTextAsync(register, TestContext.Current.CancellationToken);
        Assert.Equal(1, await desk.Run("threats", desk.Write("shop.yaml", Shop), "--register", register));
        Assert.Contains("is the register of another model, \"C\"", desk.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(register, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task AnOverdueReviewIsShownAndFailsWhereAsked()
    {
        var register = desk.Write("register.yaml", "title: Shop\ncycles: {medium: 10}\n");
        var file = desk.Write("shop.yaml", Shop);
        Assert.Equal(1, await desk.Run("threats", file, "--register", register, "--fail-overdue"));
        Assert.Contains("overdue since 1999-12-11: unencrypted-asset@db (medium, accepted)", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("1 review is overdue", desk.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AModelWithAMistakeIsRefusedByLine()
    {
        Assert.Equal(1, await desk.Run("threats", desk.Write("shop.yaml", Shop.Replace("protocol: sql-access-protocol", "protocol: sql-acces-protocol", StringComparison.Ordinal))));
        Assert.Contains("shop.yaml:17: technical_assets.Shop.communication_links.Save.protocol: expected a protocol", desk.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("did you mean \"sql-access-protocol\"?", desk.Error.ToString(), StringComparison.Ordinal);
        Assert.Empty(desk.Out.ToString());
    }

    [Theory]
    [InlineData(2, "name the file of a model", "threats")]
    [InlineData(1, "expected a readable file", "threats", "nowhere.yaml")]
    [InlineData(2, "there is no kind of risk \"cross-site-scriptin\"; did you mean \"cross-site-scripting\"?", "threats", "explain", "cross-site-scriptin")]
    [InlineData(2, "there is no kind of risk \"zzz\"; 'ward threats kinds' lists them", "threats", "explain", "zzz")]
    public async Task AMistakeIsAnsweredWithWhatToDo(int code, string said, params string[] arguments)
    {
        Assert.Equal(code, await desk.Run(arguments));
        Assert.Contains(said, desk.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileOfAnotherKindIsNamed()
    {
        Assert.Equal(1, await desk.Run("threats", desk.Write("scan.xml", "<nmaprun></nmaprun>")));
        Assert.Contains("expected a model of Threagile, an Open Threat Model or a city file, found a file of another kind (nmap)", desk.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFilterAndARegisterDoNotGoTogether() => Assert.Equal(2, await desk.Run("threats", desk.Write("shop.yaml", Shop), "--kind", "missing-vault", "--register", Path.Combine(desk.State, "r.yaml")));

    [Fact]
    public async Task ACityIsLookedAtAndSaysWhichKindsCannotSpeak()
    {
        Assert.Equal(0, await desk.Run("threats", desk.Write("city.yaml", City)));
        Assert.Contains("missing-waf@web", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("of 42 kinds cannot speak over a city", desk.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StrideIsToldForEachElementOfACity()
    {
        Assert.Equal(0, await desk.Run("threats", desk.Write("city.yaml", City), "--stride"));
        Assert.Contains("no proof of who answers: http", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("threats at 5 elements", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, await desk.Run("threats", desk.Write("shop.yaml", Shop), "--stride"));
        Assert.Contains("STRIDE for each element is told of a city, and this is a model of Threagile", desk.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheRegisterOfACityHoldsWhatStrideLeavesOpen()
    {
        var register = Path.Combine(desk.State, "city.risks.yaml");
        Assert.Equal(0, await desk.Run("threats", desk.Write("city.yaml", City), "--register", register));
        Assert.Contains("stride-denial-of-service@asset:web", await File.ReadAllTextAsync(register, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        desk.Out.GetStringBuilder().Clear();
        Assert.Equal(0, await desk.Run("threats", desk.Write("city.yaml", City.Replace("listens: [http]", "listens: [https]", StringComparison.Ordinal).Replace("port: http,", "port: https,", StringComparison.Ordinal)), "--register", register));
        Assert.Contains("gone (high): Spoofing at Web: no proof of who answers: http", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("because in: protocol was http, is https", desk.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task KindsAreListedAndExplained()
    {
        Assert.Equal(0, await desk.Run("threats", "kinds"));
        Assert.Contains("xml-external-entity", desk.Out.ToString(), StringComparison.Ordinal);
        desk.Out.GetStringBuilder().Clear();
        Assert.Equal(0, await desk.Run("threats", "explain", "unencrypted-asset@db"));
        Assert.Contains("CWE-311", desk.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheReferencePageIsWhatTheKindsSayOfThemselves()
    {
        Assert.Equal(0, await desk.Run("threats", "kinds", "--markdown"));
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(Root(), "docs", "reference", "threat-kinds.md"), TestContext.Current.CancellationToken), desk.Out.ToString());
    }

    private static string Root()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Ward.slnx"))) return at.FullName;
        throw new DirectoryNotFoundException("Ward.slnx is above no test.");
    }
}
