using System.Net;

namespace Ward.Server.Tests.Api.Senders;

public sealed class SplunkTests(SenderServer ward) : IClassFixture<SenderServer>
{
    [Theory]
    [InlineData("/services/collector", false)]
    [InlineData("/services/collector/event", true)]
    [InlineData("/services/collector/event/1.0", false)]
    public async Task EnvelopesAreDurableWhenTheyAreAnswered(string path, bool gzip)
    {
        var answer = await ward.Send(HttpMethod.Post, path + "?channel=1", "Splunk " + await ward.Token("web"), SenderServer.Body($"{{\"event\":\"{path}\"}}{{\"event\":2}}", "application/json", gzip));
        Assert.Equal("{\"text\":\"Success\",\"code\":0}", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains($"{{\"event\":\"{path}\"}}", await ward.Lines("web"));
    }

    [Fact]
    public async Task RawLinesAreDurableWhenTheyAreAnswered()
    {
        var answer = await ward.Send(HttpMethod.Post, "/services/collector/raw?sourcetype=x", "Splunk " + await ward.Token("web"), SenderServer.Body("raw one\nraw two\n", "text/plain"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(["raw one", "raw two"], (await ward.Lines("web")).Where(l => l.StartsWith("raw", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("{\"event\":1}{\"time\":1}", 400, "\"code\":6", "\"invalid-event-number\":1")]
    [InlineData("", 400, "\"code\":5", "No data")]
    public async Task ABadBodyIsRefusedInTheCollectorsWords(string body, int status, string code, string words)
    {
        var answer = await ward.Send(HttpMethod.Post, "/services/collector", "Splunk " + await ward.Token("web"), SenderServer.Body(body, "application/json"));
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains(code, text, StringComparison.Ordinal);
        Assert.Contains(words, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 401, "\"code\":2")]
    [InlineData("Splunk nonsense", 403, "\"code\":4")]
    public async Task WithoutAKnownTokenNothingIsTaken(string? shown, int status, string code)
    {
        var answer = await ward.Send(HttpMethod.Post, "/services/collector", shown, SenderServer.Body("{\"event\":1}", "application/json"));
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains(code, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HealthNeedsNoTokenAndAcknowledgementIsDeclined()
    {
        Assert.Equal(HttpStatusCode.OK, (await ward.Send(HttpMethod.Get, "/services/collector/health", null)).StatusCode);
        var ack = await ward.Send(HttpMethod.Post, "/services/collector/ack", "Splunk " + await ward.Token("web"), SenderServer.Body("{\"acks\":[1]}", "application/json"));
        Assert.Contains("\"code\":14", await ack.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
