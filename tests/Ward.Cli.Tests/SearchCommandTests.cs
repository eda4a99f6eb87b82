using System.Net;

namespace Ward.Cli.Tests;

public sealed class SearchCommandTests : IDisposable
{
    private const string Done = """{"kind":"done","progress":{"segmentsDone":4,"segmentsTotal":4,"segmentsSkipped":3,"eventsScanned":900,"found":2},"cut":true}""";
    private readonly Desk desk = new Desk().WithServer();

    public void Dispose() => desk.CleanUp();

    [Fact]
    public async Task RowsArePrintedAsTheyComeAndTheEndSaysHowMuchWasLookedAt()
    {
        Answer("user%3Aroot%20last%201h", """{"kind":"query","query":"user:root last 1h"}""", Row("first"), """{"kind":"progress","progress":{"segmentsDone":1,"segmentsTotal":4}}""", Row("\\u001b[2Jsecond"), Done);

        Assert.Equal(0, await desk.Run("search", "user:root", "last", "1h"));

        Assert.Equal("2026-01-02 03:04:05  gate  authentication  first\n2026-01-02 03:04:05  gate  authentication  \\u001B[2Jsecond\n", desk.Out.ToString());
        Assert.Equal("4 of 4 pieces, 3 passed over, 900 events looked at, 2 found; there may be more, see --limit\n", desk.Error.ToString());
    }

    [Fact]
    public async Task OnATerminalTheProgressStaysOnOneLine()
    {
        desk.Width = 100;
        Answer("x", """{"kind":"progress","progress":{"segmentsDone":1,"segmentsTotal":4,"segmentsSkipped":0,"eventsScanned":10,"found":0}}""", Done);

        Assert.Equal(0, await desk.Run("search", "x"));

        Assert.Equal("\r1 of 4 pieces, 0 passed over, 10 events looked at, 0 found \r4 of 4 pieces, 3 passed over, 900 events looked at, 2 found; there may be more, see --limit\n", desk.Error.ToString());
    }

    [Fact]
    public async Task GroupsAreATable()
    {
        Answer("%7C%20count%20by%20user", """{"kind":"query","columns":["user","count"]}""", """{"kind":"group","values":["root",12]}""", """{"kind":"group","values":[null,3]}""", Done);

        Assert.Equal(0, await desk.Run("search", "| count by user"));

        var lines = desk.Out.ToString().Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0).ToList();
        Assert.Matches("^user +│? *count$", lines[0]);
        Assert.Contains(lines, l => System.Text.RegularExpressions.Regex.IsMatch(l, "^root +│? *12$"));
        Assert.Contains(lines, l => System.Text.RegularExpressions.Regex.IsMatch(l, "^- +│? *3$"));
    }

    [Fact]
    public async Task JsonIsTheRowsAsTheyCame()
    {
        Answer("x&limit=5", """{"kind":"query"}""", Row("first"), Done);

        Assert.Equal(0, await desk.Run("search", "x", "--limit", "5", "--json"));

        Assert.Equal(Row("first") + "\n", desk.Out.ToString());
    }

    [Fact]
    public async Task AnErrorWithinTheAnswerIsAFailure()
    {
        Answer("x", Row("first"), """{"kind":"error","detail":"The disk is gone."}""");

        Assert.Equal(1, await desk.Run("search", "x"));
        Assert.Equal("ward: The disk is gone.\n", desk.Error.ToString());
    }

    [Fact]
    public async Task AnAnswerWithoutAnEndIsAFailure()
    {
        Answer("x", Row("first"));

        Assert.Equal(1, await desk.Run("search", "x"));
        Assert.Equal("ward: the answer broke off; what was printed is not all\n", desk.Error.ToString());
    }

    [Fact]
    public async Task AQueryThatIsNotUnderstoodIsSaid()
    {
        desk.Answers["GET /api/v1/search?q=user%3A"] = (HttpStatusCode.BadRequest, """{"detail":"The query is not understood: at character 6: expected a value, found the end"}""");

        Assert.Equal(1, await desk.Run("search", "user:"));
        Assert.Equal("ward: The query is not understood: at character 6: expected a value, found the end\n", desk.Error.ToString());
    }

    private static string Row(string raw) => $$$"""{"kind":"row","event":{"time":"2026-01-02T03:04:05Z","feed":"gate","class":"authentication","raw":"{{{raw}}}"}}""";

    private void Answer(string query, params string[] lines) => desk.Answers[$"GET /api/v1/search?q={query}"] = (HttpStatusCode.OK, string.Join('\n', lines) + "\n");
}
