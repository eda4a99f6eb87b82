using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Ward.Ingest;
using Ward.Server.Api;
using Ward.Server.Application;
using Ward.Server.Hosting;
using Ward.Trust.Roles;

namespace Ward.Server.Tests.Api;

public sealed class IngestTests
{
    [Fact]
    public async Task LinesOfATokenAreTakenAsAuthenticated()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await ward.WithToken("kim");

        var answer = await Post(client, "water-json", "{\"a\":1}\n{\"a\":2}\n");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal([(new FeedId("water-json"), 2, Assurance.Authenticated)], ward.House.Ingest.Accepted);
    }

    [Fact]
    public async Task ABadLineIsNamedByItsNumber()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await ward.WithToken("kim");

        var answer = await Post(client, "water-json", "{\"a\":1}\nnonsense\n");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(2, (int)(await answer.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!["line"]!);
    }

    [Fact]
    public async Task AnUnknownFeedIsNotFound()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await ward.WithToken("kim");

        Assert.Equal(HttpStatusCode.NotFound, (await Post(client, "nope", "{}")).StatusCode);
    }

    [Fact]
    public async Task AFullDiskAsksTheSenderToComeAgain()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await ward.WithToken("kim");

        var answer = await Post(client, "full", "{}");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(5), answer.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task ABodyThatSaysItIsTooLargeIsNotRead()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await ward.WithToken("kim");
        using var content = new StreamContent(new Zeros(1024));
        content.Headers.ContentType = new("application/x-ndjson");
        content.Headers.ContentLength = IngestDesk.LargestBody + 1;

        var answer = await client.PostAsync("/api/v1/ingest/water-json", content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task ABodyThatGrowsTooLargeIsCutOff()
    {
        using var zeros = new Zeros(100);
        await using var body = new BoundedBody(zeros, 64);
        var buffer = new byte[50];
        await body.ReadExactlyAsync(buffer, TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<InvalidDataException>(async () => await body.ReadExactlyAsync(buffer, TestContext.Current.CancellationToken));
        Assert.True(body.Exceeded);
    }

    [Fact]
    public async Task ManySendersAtOnceAreTurnedAwayInsteadOfQueued()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await ward.WithToken("kim");
        using var hold = new CancellationTokenSource();
        // Twice as many, since a probe may stand where a slow one wanted to be let in.
        var slow = Enumerable.Range(0, 2 * WardServer.BodiesAtOnce).Select(_ => client.PostAsync(
            "/api/v1/ingest/water-json", new StreamContent(new Silence()) { Headers = { ContentType = new("application/x-ndjson") } }, hold.Token)).ToList();
        HttpResponseMessage answer;
        do answer = await Post(client, "water-json", "{}"); // until all the slow ones have been let in
        while (answer.StatusCode == HttpStatusCode.OK);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        await hold.CancelAsync();
        foreach (var task in slow) await Record.ExceptionAsync(() => task);
    }

    [Fact]
    public async Task ATokenWithoutRolesMayDoNothingElse()
    {
        await using var ward = await WardUnderTest.Start();
        await ward.MakeUser("kim", secondFactor: true, Role.Administrator);
        using var client = await ward.WithToken("kim");

        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/api/v1/status", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Post(client, "water-json", "{}")).StatusCode);
    }

    private static Task<HttpResponseMessage> Post(HttpClient client, string feed, string body) =>
        client.PostAsync($"/api/v1/ingest/{feed}", new StringContent(body, Encoding.UTF8, "application/x-ndjson"), TestContext.Current.CancellationToken);

    /// <summary>A body that never ends and never says anything.</summary>
    private sealed class Silence : MemoryStream
    {
        public override bool CanSeek => false;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken);
    }

    private sealed class Zeros(int length) : MemoryStream(new byte[length]);
}
