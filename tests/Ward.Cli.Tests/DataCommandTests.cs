using System.Net;
using System.Text.Json;

namespace Ward.Cli.Tests;

public sealed class DataCommandTests : IDisposable
{
    private readonly Desk desk = new Desk().WithServer();

    public void Dispose() => desk.CleanUp();

    [Fact]
    public async Task FeedsAreShownAsATable()
    {
        Answer("GET", "feeds", """[{"id":"auth","kind":"file","where":"/x","received":12,"understood":11,"notUnderstood":1,"dropped":0,"lastSeen":"2026-01-02T03:04:05Z","state":"ok","sample":"odd line","trouble":null}]""");

        Assert.Equal(0, await desk.Run("feeds"));

        Assert.Contains("auth", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("2026-01-02 03:04:05", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("not understood, for example: odd line", desk.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFeedIsShownWithWhoReadsItAndWhatIsLost()
    {
        Answer("GET", "feeds/auth", """{"id":"auth","state":"puzzled","stateReason":"50 % are not understood.","kind":"file","where":"/x","decoder":"sshd","choice":{"words":"corrected by ada, instead of auto"},"received":12,"perSecond":0.2,"decoders":[{"decoder":"sshd","source":"OpenSSH","lines":6,"share":1}],"drops":[{"reason":"queue","count":7,"words":"the queue was full"}],"samples":[{"at":"2026-01-02T03:04:05Z","line":"odd\u001b[2J"}]}""");

        Assert.Equal(0, await desk.Run("feeds", "show", "auth"));

        var shown = desk.Out.ToString();
        Assert.Contains("corrected by ada, instead of auto", shown, StringComparison.Ordinal);
        Assert.Contains("dropped: 7 the queue was full", shown, StringComparison.Ordinal);
        Assert.Contains("not understood, 2026-01-02 03:04:05: odd\\u001B[2J", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADecoderIsCorrected()
    {
        Answer("PUT", "feeds/auth/decoder", """{"id":"auth","decoder":"sshd","choice":{"words":"corrected by ada, instead of auto"}}""");

        Assert.Equal(0, await desk.Run("feeds", "set", "auth", "--decoder", "sshd"));

        Assert.Equal(("PUT", "/api/v1/feeds/auth/decoder", "secret", """{"decoder":"sshd"}"""), Assert.Single(desk.Asked));
        Assert.Contains("auth is read as sshd from now on", desk.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASourceIsConnectedWithATokenOfItsOwn()
    {
        Answer("GET", "sources/curl?feed=web", """{"source":"curl","feed":"web","into":"a shell","fragment":"WARD_TOKEN=TOKEN curl\n  -H TOKEN","needsToken":true,"tokenHow":"x","tested":true,"notes":["Mind the gap."]}""");
        Answer("POST", "tokens", """{"secret":"ward_abc","token":{}}""");
        Answer("GET", "feeds/web", """{"received":0}""");

        Assert.Equal(0, await desk.Run("feeds", "connect", "curl", "--feed", "web", "--make-token"));

        Assert.Contains("curl\n  -H ward_abc\n", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("WARD_TOKEN=ward_abc curl", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("Mind the gap.", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.Equal("""{"name":"web-curl","feed":"web","days":366}""", desk.Asked[1].Body);
    }

    [Fact]
    public async Task ASourceWithoutAFeedIsToldHowToSwitchItOn()
    {
        Answer("GET", "sources/kafka", """{"source":"kafka","feed":null,"switchOn":"- {id: kafka}"}""");

        Assert.Equal(0, await desk.Run("feeds", "connect", "kafka"));

        Assert.Contains("- {id: kafka}", desk.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheStatusTellsHowFarTheHistoryIs()
    {
        Answer("GET", "status", """{"cityName":"Seaford","feeds":2,"store":{"state":"trouble","words":"Events do not reach the history: the disk is full."}}""");

        Assert.Equal(0, await desk.Run("status"));

        Assert.Contains("the disk is full", desk.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheDoctorAsksTheServerThatRuns()
    {
        Answer("GET", "status", """{"cityName":"Seaford","version":"1","store":{"state":"trouble","words":"Events do not reach the history: the disk is full."}}""");
        Answer("GET", "feeds", """[{"id":"auth","state":"puzzled","stateReason":"Half is not understood."},{"id":"web","state":"ok"}]""");

        Assert.Equal(1, await desk.Run("doctor"));

        Assert.Contains("the disk is full", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("Half is not understood.", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("feed web", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("the server that runs has trouble", desk.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Ward.Solver", desk.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheTokenOfTheStateFolderIsSent()
    {
        Answer("GET", "feeds", "[]");
        await desk.Run("feeds");

        Assert.Equal(("GET", "/api/v1/feeds", "secret", ""), Assert.Single(desk.Asked));
    }

    [Fact]
    public async Task TheTokenOfTheStateFolderIsNotSentToAnotherServer()
    {
        await desk.Run("feeds", "--server", "https://elsewhere.example:7878");

        Assert.Null(Assert.Single(desk.Asked).Token);
    }

    [Fact]
    public async Task ATokenIsNotSentInClearToAnotherMachine()
    {
        desk.Variables["WARD_TOKEN"] = "secret";

        Assert.Equal(2, await desk.Run("feeds", "--server", "http://192.0.2.1:7878"));
        Assert.Empty(desk.Asked);
    }

    [Theory]
    [InlineData("incidents", """[{"id":"i1","severity":"high","title":"\u001b[2J\u202eevil\nname","entities":[{"kind":"login","value":"a\u0007b"}]}]""")]
    [InlineData("risk?limit=20", """{"highest":[{"entity":{"kind":"login","value":"a\u0007\u202eb"},"points":12.5,"reasons":[{"title":"\u001b[2J","points":12.5}]}]}""")]
    [InlineData("plans", """[{"id":"p","line":"\u001b]0;x\u0007"}]""")]
    [InlineData("journal?limit=50", """{"rows":[{"actor":"\u009b31m","words":"[red]not markup[/]"}]}""")]
    public async Task HostileTextMovesNoCursor(string path, string body)
    {
        Answer("GET", path, body);

        Assert.Equal(0, await desk.Run(path.Split('?')[0]));

        Assert.DoesNotContain(desk.Out.ToString(), c => c != '\n' && char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format);
    }

    [Fact]
    public async Task JsonIsTheAnswerAsItCame()
    {
        Answer("GET", "plans", """[{"id":"p","line":"\u001b[2J"}]""");

        Assert.Equal(0, await desk.Run("plans", "--json"));

        Assert.Equal("\u001b[2J", JsonDocument.Parse(desk.Out.ToString()).RootElement[0].GetProperty("line").GetString());
        Assert.DoesNotContain('\u001b', desk.Out.ToString());
    }

    [Fact]
    public async Task RiskShowsPointsAndReasons()
    {
        Answer("GET", "risk?limit=5", """{"threshold":50,"entities":1,"highest":[{"entity":{"kind":"host","value":"gate"},"points":61.25,"reasons":[{"title":"Scanning","points":40,"severity":"low","meaning":"attempt","times":3,"incident":"inc-1"},{"title":"Odd hour","points":21.25}]}]}""");

        Assert.Equal(0, await desk.Run("risk", "--limit", "5", "--reasons"));

        Assert.Contains("61.3", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("Odd hour", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("50 points of small signs", desk.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFilterIsTriedOnHistoryAndItsWarningsAreShown()
    {
        Answer("POST", "rules/filters/preview", """{"words":"It would have kept 2 of 9 findings quiet.","warnings":[{"incident":"inc-1","words":"Silences inc-1."}],"rules":[{"title":"Scanning","spoken":9,"silenced":2,"samples":[{"title":"Scanning","evidence":[{"line":"\u001b[2Jx"}]}]}]}""");
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "title: Quiet", TestContext.Current.CancellationToken);
            Assert.Equal(0, await desk.Run("rules", "filter", "preview", file, "--since", "3d"));
        }
        finally
        {
            File.Delete(file);
        }

        var asked = Assert.Single(desk.Asked);
        Assert.Contains("\"since\":\"3d\"", asked.Body, StringComparison.Ordinal);
        Assert.Contains("title: Quiet", asked.Body, StringComparison.Ordinal);
        Assert.Contains("WARNING  Silences inc-1.", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', desk.Out.ToString());
    }

    [Fact]
    public async Task AProposedFilterIsPrintedAsAFile()
    {
        Answer("POST", "rules/filters/propose", """{"text":"title: \"Quiet\"\nfilter:\n"}""");

        Assert.Equal(0, await desk.Run("rules", "filter", "propose", "inc-1", "f-1", "--days", "7"));

        Assert.StartsWith("title: \"Quiet\"\nfilter:\n", desk.Out.ToString().ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheStateOfTheRulesSaysWhatIsRefused()
    {
        Answer("GET", "rules", """{"rules":2,"refused":[{"file":"a.yml","line":3,"field":"detection","reason":"expected a map"}],"waiting":[],"filters":[],"counting":[]}""");

        Assert.Equal(0, await desk.Run("rules", "state"));

        Assert.Contains("a.yml:3 detection: expected a map", desk.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnIncidentSaysWhyAFindingJoined()
    {
        Answer("GET", "incidents/i1", """{"summary":{"title":"t"},"findings":[{"title":"a","joined":{"reason":"opened","words":"it opened the incident"}},{"title":"b","joined":{"reason":"neighbour","words":"from web an attack can move to db over the flow web-db"}}]}""");

        Assert.Equal(0, await desk.Run("incidents", "i1"));

        Assert.Contains("joined because from web", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("it opened", desk.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnIncidentSaysHowGoodItsPlanIsAndWhatElseThereWas()
    {
        Answer("GET", "incidents/i1", """{"summary":{"title":"t"},"prescription":{"line":"l","effects":[{"words":"Payments keep 80 %."}],"rehearsal":{"days":7,"seen":9,"words":"would have cut 3 conversations, 0 of them critical"},"proof":{"words":"Proven cheapest.","conflicts":["the floor of dispatch"]},"alternatives":[{"measures":[{"words":"close ssh-in"}],"words":"costs 9 instead of 4.","worstResidual":0.02},{"measures":[],"words":"Do nothing and watch.","worstResidual":0.5}]}}""");

        Assert.Equal(0, await desk.Run("incidents", "i1"));

        var said = desk.Out.ToString();
        Assert.All(["Side effect: Payments keep 80 %.", "Over the last 7 days it would have cut 3", "Proof: Proven cheapest.", "Conflict: the floor of dispatch", "Instead: close ssh-in (costs 9 instead of 4.; worst risk left 2", "Instead: nothing ("],
            words => Assert.Contains(words, said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task APersonSaysThatAManualStepWasDone()
    {
        Answer("POST", "plans/p1/steps/2/done", """{"words":"Noted.","missing":0,"plan":null}""");

        Assert.Equal(0, await desk.Run("done", "p1", "2", "--reason", "disabled by hand"));
        Assert.Contains("disabled by hand", Assert.Single(desk.Asked).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APlanShowsWhenItLapsesAndWhichStepsArePending()
    {
        Answer("GET", "plans/p1", """{"id":"p1","lapses":"2026-01-02T03:04:05Z","manualSteps":[{"number":1,"words":"disable clerk","doneBy":null,"owner":"Finance","due":"1999-12-31T00:00:00Z","inForce":false},{"number":2,"words":"call","doneBy":"ann","inForce":true},{"number":3,"words":"patch","due":"2000-02-01T00:00:00Z"}]}""");

        Assert.Equal(0, await desk.Run("plans", "p1"));
        Assert.All(["Lapses: 2026-01-02 03:04:05 UTC", "step 1, for a person: disable clerk (for Finance, OVERDUE since 1999-12-31 00:00:00 UTC, the city's sources show that it is not in force)", "step 2, for a person: call (done by ann, in force, as the city's sources show)", "patch (due 2000-02-01 00:00:00 UTC, no source can tell whether it is in force)"],
            part => Assert.Contains(part, desk.Out.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnApprovalBindsToThePlanAsShown()
    {
        Answer("GET", "plans/p1", """{"id":"p1","hash":"abc","line":"Deny 203.0.113.66","stateWords":"waits"}""");
        Answer("POST", "plans/p1/approve", """{"words":"Approved.","missing":1,"plan":null}""");

        Assert.Equal(0, await desk.Run("approve", "p1"));

        Assert.Equal("""{"hash":"abc"}""", desk.Asked[1].Body);
        Assert.Contains("Deny 203.0.113.66", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("Approved.\nOne more approval is needed.\n", desk.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnApprovalWithAHashSendsThatHash()
    {
        Answer("POST", "plans/p1/approve", """{"words":"Approved.","missing":0}""");
        await desk.Run("approve", "p1", "--hash", "seen-before");

        Assert.Equal("""{"hash":"seen-before"}""", Assert.Single(desk.Asked).Body);
    }

    [Theory]
    [InlineData("reject", "plans/p1/reject")]
    [InlineData("undo", "plans/p1/undo")]
    public async Task AReasonGoesWithTheDecision(string verb, string path)
    {
        Answer("POST", path, """{"words":"Done."}""");

        Assert.Equal(0, await desk.Run(verb, "p1", "--reason", "not ours"));

        Assert.Equal("""{"reason":"not ours"}""", Assert.Single(desk.Asked).Body);
    }

    [Fact]
    public async Task AnIdCannotLeaveItsPlaceInThePath()
    {
        await desk.Run("undo", "../release-all");

        Assert.Equal("/api/v1/plans/..%2Frelease-all/undo", Assert.Single(desk.Asked).Path);
    }

    [Fact]
    public async Task AnAgentIsEnrolledWithItsElements()
    {
        Answer("POST", "agents", """{"id":"a1","address":"https://10.0.0.1:7900","elements":["fw-edge","web"],"fingerprint":"ff"}""");

        Assert.Equal(0, await desk.Run("agents", "add", "--address", "https://10.0.0.1:7900", "--code", "ABCD", "--element", "fw-edge", "--element", "web"));

        Assert.Equal("""{"address":"https://10.0.0.1:7900","code":"ABCD","elements":["fw-edge","web"]}""", Assert.Single(desk.Asked).Body);
    }

    [Theory]
    [InlineData(HttpStatusCode.Conflict, """{"title":"Conflict","detail":"The plan has changed."}""", "ward: The plan has changed.")]
    [InlineData(HttpStatusCode.NotFound, "", "ward: there is nothing of this name")]
    [InlineData(HttpStatusCode.Forbidden, "", "ward: the token's roles do not allow this")]
    [InlineData(HttpStatusCode.Unauthorized, "", "ward: the server does not know the token; set WARD_TOKEN, or make a token in the console under Tokens")]
    [InlineData(HttpStatusCode.InternalServerError, "<html>", "ward: the server answered 500")]
    [InlineData(HttpStatusCode.OK, "<html>", "ward: the server's answer is not JSON; is it a Ward server?")]
    public async Task ARefusalIsOneLineAndOne(HttpStatusCode status, string body, string words)
    {
        desk.Answers["POST /api/v1/plans/p1/undo"] = (status, body);

        Assert.Equal(1, await desk.Run("undo", "p1"));
        Assert.Equal(words + "\n", desk.Error.ToString());
    }

    [Fact]
    public async Task AServerThatDoesNotAnswerIsThree()
    {
        desk.Unreachable = true;

        Assert.Equal(3, await desk.Run("plans"));
        Assert.Equal("ward: the server at http://127.0.0.1:7878 does not answer: Connection refused\n", desk.Error.ToString());
    }

    [Fact]
    public async Task NoServerAtAllIsThree()
    {
        File.Delete(Path.Combine(desk.State, "server.url"));

        Assert.Equal(3, await desk.Run("plans"));
    }

    private void Answer(string method, string path, string body) => desk.Answers[$"{method} /api/v1/{path}"] = (HttpStatusCode.OK, body);
}
