using System.Net;
using System.Text.Json;

namespace Ward.Cli.Tests;

public sealed class ImproveCommandTests : IDisposable
{
    private const string One = """{"id":"rec-1","state":"STATE","place":1,"words":"Close a way","before":100,"after":60,"cost":30,"keeper":"whoever keeps the firewalls","owner":"Cy","until":"2026-05-01","reason":"as agreed","overdue":false,"why":["Because\u001b"],"grounds":["from internet to water"],"undo":"Open it","history":[{"at":"2026-03-02T08:00:00Z","by":"kim","words":"accepts it"}],"seen":"abc"}""";

    private readonly Desk desk = new Desk().WithServer();

    public void Dispose() => desk.CleanUp();

    [Fact]
    public async Task TheListSaysWhatIsOverdueAndWhoseItIs()
    {
        Answer("GET", "standing/recommendations?state=", $$"""{"items":[{{Told("accepted").Replace("\"overdue\":false", "\"overdue\":true", StringComparison.Ordinal)}}],"problem":null}""");

        Assert.Equal(0, await desk.Run("improve", "list"));

        Assert.Contains("OVERDUE", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("Cy", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("40 min", desk.Out.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("accept rec-1 --owner Cy --due 2026-05-01", "open", """{"state":"accepted","owner":"Cy","until":"2026-05-01","reason":null,"seen":"abc"}""")]
    [InlineData("assign rec-1 --owner Lee", "accepted", """{"state":"accepted","owner":"Lee","until":"2026-05-01","reason":"as agreed","seen":"abc"}""")]
    [InlineData("decline rec-1 --reason needed --until 2026-09-01", "open", """{"state":"declined","until":"2026-09-01","reason":"needed","seen":"abc"}""")]
    [InlineData("reopen rec-1", "declined", """{"state":"open","reason":null,"seen":"abc"}""")]
    public async Task ADecisionIsAboutWhatTheServerShowed(string command, string state, string sent)
    {
        Answer("GET", "standing/recommendations/rec-1", Told(state));
        Answer("POST", "standing/recommendations/rec-1/decide", Told(state));

        Assert.Equal(0, await desk.Run(["improve", .. command.Split(' ')]));

        Assert.Equal(("POST", "/api/v1/standing/recommendations/rec-1/decide"), (desk.Asked[1].Method, desk.Asked[1].Path));
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(sent).RootElement, JsonDocument.Parse(desk.Asked[1].Body).RootElement), desk.Asked[1].Body);
        Assert.Contains("from internet to water", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', desk.Out.ToString());
    }

    [Fact]
    public async Task OnlyAcceptedWorkIsGivenToAnother()
    {
        Answer("GET", "standing/recommendations/rec-1", Told("declined"));

        Assert.NotEqual(0, await desk.Run("improve", "assign", "rec-1", "--owner", "Lee"));

        Assert.Contains("it is declined: accept it first", desk.Error.ToString(), StringComparison.Ordinal);
        Assert.Single(desk.Asked);
    }

    [Fact]
    public async Task WhatSomebodyDidIsSaid()
    {
        Answer("POST", "standing/recommendations/rec-1/done", Told("accepted"));

        Assert.Equal(0, await desk.Run("improve", "done", "rec-1", "--reason", "closed at noon"));

        Assert.Equal("""{"reason":"closed at noon"}""", Assert.Single(desk.Asked).Body);
    }

    [Theory, InlineData("null", true), InlineData("\"it could not be reckoned\"", false)]
    public async Task AYearsLossThatFailedIsNotSaidToBeReckoned(string problem, bool waits)
    {
        Answer("GET", "standing/loss", $$"""{"ready":false,"problem":{{problem}}}""");

        Assert.Equal(0, await desk.Run("improve", "loss"));

        Assert.Contains(waits ? "being reckoned" : "could not be reckoned", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.Equal(waits, desk.Out.ToString().Contains("being reckoned", StringComparison.Ordinal));
    }

    private static string Told(string state) => One.Replace("STATE", state, StringComparison.Ordinal);

    private void Answer(string method, string path, string body) => desk.Answers[$"{method} /api/v1/{path}"] = (HttpStatusCode.OK, body);
}
