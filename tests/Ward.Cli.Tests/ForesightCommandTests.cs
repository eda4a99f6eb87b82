using System.Text.Json;

namespace Ward.Cli.Tests;

public sealed class ForesightCommandTests : IDisposable
{
    private const string City = """
        id: c
        name: C
        zones:
          - {id: internet, kind: external}
          - {id: dmz, kind: perimeter, networks: [10.20.0.0/24]}
          - {id: data, kind: data, networks: [10.40.0.0/24]}
          - {id: management, kind: management, networks: [10.60.0.0/24]}
        assets:
          - {id: bastion, name: Bastion, zone: dmz, kind: server, addresses: [10.20.0.10], listens: [ssh]}
          - {id: files, name: File server, zone: data, kind: server, addresses: [10.40.0.10], listens: [ssh]}
          - {id: fw-host, zone: management, kind: firewall, addresses: [10.60.0.1]}
        services:
          - {id: records, name: City records, needs: [files], citizens: 1000, impact: {money: 5000, trust: 5}, floor: 0, tolerated: 0.05, fallback: paper}
        accounts:
          - {id: backup, login: backup, grants: {files: administrator}, keptOn: [bastion], neededBy: []}
        flows:
          - {id: remote, from: internet, to: bastion, port: ssh, perDay: 5}
          - {id: copies, from: bastion, to: files, port: ssh, perDay: 20}
        elements:
          - {id: fw, kind: nftables, asset: fw-host, guards: [internet -> dmz, dmz -> data]}
        protected: {networks: [10.60.0.0/24]}
        """;

    private readonly Desk desk = new();
    private readonly string city;

    public ForesightCommandTests() => city = desk.Write("city.yaml", City);

    public void Dispose() => desk.CleanUp();

    [Fact]
    public async Task WhereHeWouldGoIsToldWithItsChance()
    {
        Assert.Equal(0, await desk.Run("predict", city, "--held", "bastion"));

        var said = desk.Out.ToString();
        Assert.Contains("City records", said, StringComparison.Ordinal);
        Assert.Contains("use backup kept there to sign in to File server over ssh", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheCheapestChangeComesWithItsProofAndNothingIsDone()
    {
        using var told = await Answer("prescribe", city, "--held", "bastion", "--json");

        Assert.Equal(["close-flow|fw|copies"], told.RootElement.GetProperty("measures").EnumerateArray().Select(m => m.GetProperty("key").GetString()));
        Assert.Equal(("optimal", true), (told.RootElement.GetProperty("proof").GetProperty("status").GetString(), told.RootElement.GetProperty("proof").GetProperty("checked").GetBoolean()));
        Assert.Empty(desk.Asked);
        Assert.Equal(0, await desk.Run("prescribe", city, "--held", "bastion"));
        Assert.Contains("Proven: no cheaper set of changes does it.", desk.Out.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--without", "flow:copies", false)]
    [InlineData("--without", "account:backup", true)]
    [InlineData("--second-factor", "backup", true)]
    public async Task AChangeIsComparedWithTheCityAsItIs(string option, string what, bool someIsLeft)
    {
        using var told = await Answer("whatif", city, "--held", "bastion", option, what, "--json");

        var records = Assert.Single(told.RootElement.GetProperty("services").EnumerateArray().ToList());
        var (before, after) = (records.GetProperty("before").GetDouble(), records.GetProperty("after").GetDouble());
        Assert.InRange(before, 0.2, 1);
        Assert.True(after < before / 2, $"{before} before, {after} after");
        Assert.Equal(someIsLeft, after > 0);
    }

    [Theory]
    [InlineData("flow:bastion,files,22", true)]
    [InlineData("flow:dmz,data,0", true)]
    [InlineData("flow:bastion,files,53/udp", false)]
    [InlineData("exposure:files", false)]
    public async Task AFlowThatWouldBeOpenedIsAWayAgain(string what, bool opens)
    {
        using var told = await Answer("whatif", city, "--held", "bastion", "--without", "flow:copies", "--with", what, "--json");

        var records = Assert.Single(told.RootElement.GetProperty("services").EnumerateArray().ToList());
        Assert.Equal(opens, records.GetProperty("after").GetDouble() > 0.2);
    }

    [Fact]
    public async Task AWeaknessThatWouldBeThereIsUsedAndTheWaysBeforeAndAfterAreTold()
    {
        Assert.Equal(0, await desk.Run("whatif", city, "--held", "bastion", "--without", "account:backup", "--with", "exposure:files,22,0.9", "--year"));

        var said = desk.Out.ToString().ReplaceLineEndings(" ");
        Assert.Contains("before: ", said, StringComparison.Ordinal);
        Assert.Contains("after: ", said, StringComparison.Ordinal);
        Assert.Contains("A year", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWeaknessThatWouldBeThereCostsMoreAYear()
    {
        using var told = await Answer("whatif", city, "--held", "bastion", "--with", "exposure:files,22,0.9", "--year", "--json");

        var year = told.RootElement.GetProperty("year");
        Assert.True(year.GetProperty("after").GetDouble() > year.GetProperty("before").GetDouble());
    }

    [Fact]
    public async Task WithoutAnAttackerTheChangesForTheBetterAreToldWithTheirOwnerAndDate()
    {
        using var told = await Answer("prescribe", city, "--standing", "--changes", "2", "--budget", "600", "--json");

        var changes = told.RootElement.GetProperty("changes").EnumerateArray().ToList();
        Assert.InRange(changes.Count, 1, 2);
        Assert.True(told.RootElement.GetProperty("after").GetDouble() < told.RootElement.GetProperty("before").GetDouble());
        Assert.InRange(told.RootElement.GetProperty("cost").GetDouble(), 0, 600);
        Assert.Equal(0, await desk.Run("prescribe", city, "--standing"));
        Assert.Contains("Together they lower what the city can expect to lose in a month", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, await desk.Run("prescribe", city, "--standing", "--changes", "0"));
        Assert.Equal(2, await desk.Run("prescribe", city, "--standing", "--held", "bastion"));
    }

    [Fact]
    public async Task ForABudgetThePlansAreToldOfWhichNoneIsBothCheaperAndBetter()
    {
        using var told = await Answer("prescribe", city, "--held", "bastion", "--budget", "1000", "--json");

        var plans = told.RootElement.GetProperty("plans").EnumerateArray().ToList();
        Assert.Empty(plans[0].GetProperty("measures").EnumerateArray());
        Assert.True(plans.Count > 1 && plans[^1].GetProperty("loss").GetDouble() < plans[0].GetProperty("loss").GetDouble());
        Assert.Single(plans, p => p.GetProperty("chosen").GetBoolean());
        Assert.Equal(0, await desk.Run("prescribe", city, "--held", "bastion", "--budget", "0"));
        Assert.Contains("Within 0 nothing of this can be done.", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, await desk.Run("prescribe", city, "--held", "bastion", "--budget", "-1"));
        Assert.Equal(2, await desk.Run("prescribe", city, "--held", "bastion", "--budget", "5", "--picture", "ways.svg"));
    }

    [Fact]
    public async Task WhatThePlanWouldHaveCutIsToldOfObservedConversations()
    {
        var flows = desk.Write("flows.csv", "src,dst,port,count\n10.20.0.10,10.40.0.10,22,41\n198.51.100.9,10.20.0.10,22,3\n");
        using var told = await Answer("prescribe", city, "--held", "bastion", "--flows", flows, "--json");

        Assert.Equal("would have cut 1 flow, 0 of critical services", told.RootElement.GetProperty("observed").GetProperty("words").GetString());
        Assert.Equal(1, await desk.Run("prescribe", city, "--held", "bastion", "--flows", desk.Write("bad.csv", "src,dst,port\nx,y,z\n")));
    }

    [Theory, InlineData("ways.svg", "<svg"), InlineData("ways.html", "<!doctype html>")]
    public async Task ThePictureIsAFileOfItsOwn(string name, string holds)
    {
        var file = Path.Combine(Path.GetDirectoryName(city)!, name);
        Assert.Equal(0, await desk.Run("prescribe", city, "--held", "bastion", "--picture", file));
        var drawn = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.Contains(holds, drawn, StringComparison.Ordinal);
        Assert.Contains("City records", drawn, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", drawn, StringComparison.Ordinal);
        Assert.Equal(2, await desk.Run("predict", city, "--held", "bastion", "--picture", file + ".txt"));
    }

    [Fact]
    public async Task PasswordsThatAreTriedFromOutsideAreFollowedFromTheAddress()
    {
        using var told = await Answer("prescribe", city, "--from", "203.0.113.7", "--tries", "bastion", "--json");

        Assert.Equal(["deny-source|fw|203.0.113.7"], told.RootElement.GetProperty("measures").EnumerateArray().Select(m => m.GetProperty("key").GetString()));
    }

    [Theory]
    [InlineData("there is no asset 'x'", "predict", "--held", "x")]
    [InlineData("no account with the login 'y'", "predict", "--held", "bastion", "--login", "y")]
    [InlineData("nothing is supposed", "prescribe")]
    [InlineData("from an address", "prescribe", "--tries", "bastion")]
    [InlineData("'300.1.1.1' is no address", "predict", "--held", "bastion", "--from", "300.1.1.1")]
    [InlineData("nothing would change", "whatif", "--held", "bastion")]
    [InlineData("the city has no flow:z", "whatif", "--held", "bastion", "--without", "flow:z")]
    [InlineData("'copies' is none of", "whatif", "--held", "bastion", "--without", "copies")]
    [InlineData("'flow:internet,files' is none of", "whatif", "--held", "bastion", "--with", "flow:internet,files")]
    [InlineData("'flow:internet,files,70000' is none of", "whatif", "--held", "bastion", "--with", "flow:internet,files,70000")]
    [InlineData("'exposure:files,22,1.5' is none of", "whatif", "--held", "bastion", "--with", "exposure:files,22,1.5")]
    [InlineData("'exposure:files,22,NaN' is none of", "whatif", "--held", "bastion", "--with", "exposure:files,22,NaN")]
    [InlineData("'exposure:files,22,-Infinity' is none of", "whatif", "--held", "bastion", "--with", "exposure:files,22,-Infinity")]
    [InlineData("the city has no asset or zone 'nowhere'", "whatif", "--held", "bastion", "--with", "flow:nowhere,files,22")]
    [InlineData("the city has no asset 'nothing'", "whatif", "--held", "bastion", "--with", "exposure:nothing")]
    public async Task WhatCannotBeAnsweredIsSaid(string words, string command, params string[] more)
    {
        Assert.Equal(Exit.Usage, await desk.Run([command, city, .. more]));

        Assert.Contains(words, desk.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatComesNextAndWhenIsTold()
    {
        using var told = await Answer("predict", city, "--held", "bastion", "--json");

        var outlook = told.RootElement.GetProperty("outlook");
        var records = Assert.Single(outlook.GetProperty("services").EnumerateArray().ToList());
        Assert.Equal("files", outlook.GetProperty("next")[0].GetProperty("asset").GetString());
        Assert.InRange(records.GetProperty("probability").GetDouble(), 0.3, 1);
        Assert.True(records.GetProperty("likely").GetDouble() < records.GetProperty("probability").GetDouble());
        Assert.True(records.GetProperty("fast").GetDouble() < records.GetProperty("slow").GetDouble());
    }

    [Fact]
    public async Task HowLongStepsTakeIsShownWithTheReason()
    {
        Assert.Equal(0, await desk.Run("predict", city, "--held", "bastion", "--assumptions"));

        Assert.Contains("guess a password", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("own estimate", desk.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnExaminedAssetIsBelievedLess()
    {
        using var before = await Answer("predict", city, "--held", "bastion", "--json");
        using var after = await Answer("predict", city, "--held", "bastion", "--cleared", "bastion", "--json");

        Assert.True(Belief(after) < Belief(before) / 2, $"{Belief(after)} after {Belief(before)}");

        static double Belief(JsonDocument told) => told.RootElement.GetProperty("footholds")[0].GetProperty("belief").GetDouble();
    }

    [Fact]
    public async Task TheYearsRiskIsToldBeforeAndAfterAChange()
    {
        using var told = await Answer("city", "risk", city, "--without", "flow:copies", "--years", "5000", "--rate", "external=40", "--all-out", "--json");

        var (before, after) = (told.RootElement.GetProperty("before").GetProperty("city"), told.RootElement.GetProperty("after").GetProperty("city"));
        Assert.True(before.GetProperty("falls").GetDouble() > after.GetProperty("falls").GetDouble());
        Assert.Equal("without flow:copies", told.RootElement.GetProperty("change")[0].GetString());
        Assert.Contains(told.RootElement.GetProperty("assumptions").EnumerateArray(), a => a.GetString()!.StartsWith("40 attackers a year", StringComparison.Ordinal));
        Assert.Equal(0, await desk.Run("city", "risk", city, "--prescribed", "bastion", "--years", "500"));
        Assert.Contains("close-flow fw copies", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("This rests on:", desk.Out.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("is no rate such as", "--rate", "moon=1")]
    [InlineData("is no rate such as", "--rate", "office=-1")]
    [InlineData("--years is", "--years", "5")]
    [InlineData("--fallback is", "--fallback", "2")]
    [InlineData("--recovery is", "--recovery", "0")]
    [InlineData("the city has no flow:z", "--without", "flow:z")]
    [InlineData("there is no asset 'x'", "--prescribed", "x")]
    public async Task ARiskThatCannotBeToldIsRefused(string words, params string[] more)
    {
        Assert.Equal(Exit.Usage, await desk.Run(["city", "risk", city, .. more]));

        Assert.Contains(words, desk.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACityThatIsWrongIsNamedByLine()
    {
        var wrong = desk.Write("wrong.yaml", "id: c\nzones: 5\n");

        Assert.Equal(Exit.Failed, await desk.Run("predict", wrong, "--held", "a"));

        Assert.Contains("wrong.yaml", desk.Error.ToString(), StringComparison.Ordinal);
    }

    private async Task<JsonDocument> Answer(params string[] arguments)
    {
        Assert.Equal(0, await desk.Run(arguments));
        var told = JsonDocument.Parse(desk.Out.ToString());
        desk.Out.GetStringBuilder().Clear();
        return told;
    }
}
