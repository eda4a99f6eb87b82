using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Ward.Server.Tests.Api.Senders;

public sealed class ElasticTests(SenderServer ward) : IClassFixture<SenderServer>
{
    private const string Bulk = "application/x-ndjson";

    [Theory]
    [InlineData("GET", "", 200)]
    [InlineData("HEAD", "", 200)]
    [InlineData("GET", "/_license?human=false", 200)]
    [InlineData("GET", "/_xpack", 200)]
    [InlineData("GET", "/_cluster/health", 200)]
    [InlineData("GET", "/_nodes/ingest", 200)]
    [InlineData("GET", "/_cat/health", 200)]
    [InlineData("GET", "/_ilm/policy/filebeat", 404)]
    [InlineData("PUT", "/_ilm/policy/filebeat", 200)]
    [InlineData("HEAD", "/_index_template/filebeat-8.19.0", 200)]
    [InlineData("PUT", "/_index_template/filebeat-8.19.0", 200)]
    [InlineData("PUT", "/_component_template/x", 200)]
    [InlineData("PUT", "/_template/x", 200)]
    [InlineData("PUT", "/_data_stream/filebeat-8.19.0", 200)]
    [InlineData("PUT", "/_ingest/pipeline/winlogbeat-8.19.0-security", 200)]
    [InlineData("HEAD", "/logs-2026", 200)]
    [InlineData("PUT", "/logs-2026", 200)]
    [InlineData("GET", "/logs-2026/_search", 404)]
    [InlineData("POST", "/logs-2026/_search", 400)]
    public async Task WhatShippersAskBeforeTheyWriteIsAnswered(string method, string path, int status)
    {
        var token = await ward.Token("web");
        foreach (var root in new[] { "/elastic/web", "/elastic/-", "" })
        {
            var answer = await ward.Send(new HttpMethod(method), path.Length == 0 && root.Length == 0 ? "/" : root + path, SenderServer.Basic(token));
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.Equal("Elasticsearch", Assert.Single(answer.Headers.GetValues("X-Elastic-Product")));
        }
    }

    [Fact]
    public async Task TheVersionIsOneThatShippersKnow()
    {
        var root = await Json(await ward.Send(HttpMethod.Get, "/", SenderServer.Basic(await ward.Token("web"))));
        Assert.Equal(("8.19.0", "default"), ((string?)root["version"]!["number"], (string?)root["version"]!["build_flavor"]));
    }

    [Fact]
    public async Task WithoutATokenTheRootIsTheConsole()
    {
        var answer = await ward.Send(HttpMethod.Get, "/", null);
        Assert.DoesNotContain("X-Elastic-Product", answer.Headers.Select(h => h.Key));
        Assert.NotEqual(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("/elastic/web/_bulk", false)]
    [InlineData("/elastic/web/logs-2026/_bulk", true)]
    [InlineData("/_bulk?filter_path=errors", true)]
    [InlineData("/elastic/-/_bulk", false)]
    public async Task ABulkRequestIsDurableWhenItIsAnswered(string path, bool gzip)
    {
        var mark = $"{path}{gzip}";
        var answer = await ward.Send(HttpMethod.Post, path, SenderServer.Basic(await ward.Token("web")), SenderServer.Body($"{{\"create\":{{\"_index\":\"a\"}}}}\n{{\"m\":\"{mark}\"}}\n{{\"delete\":{{}}}}\n", Bulk, gzip));
        var body = await Json(answer);
        Assert.Equal((HttpStatusCode.OK, true), (answer.StatusCode, (bool)body["errors"]!));
        Assert.Equal(["201", "400"], body["items"]!.AsArray().Select(i => i!.AsObject().First().Value!["status"]!.ToString()));
        Assert.Contains("journal", (string?)body["items"]![1]!["delete"]!["error"]!["reason"], StringComparison.Ordinal);
        Assert.Contains($"{{\"m\":\"{mark}\"}}", await ward.Lines("web"));
    }

    [Fact]
    public async Task AnApiKeyAndABearerTokenAreTakenAsWell()
    {
        var token = await ward.Token("web");
        foreach (var shown in new[] { $"ApiKey {Convert.ToBase64String(Encoding.UTF8.GetBytes("id:" + token))}", $"ApiKey {token}", $"Bearer {token}" })
            Assert.Equal(HttpStatusCode.OK, (await ward.Send(HttpMethod.Get, "/elastic/web/", shown)).StatusCode);
    }

    [Theory]
    [InlineData("other", "/elastic/web/_bulk", HttpStatusCode.Forbidden)]
    [InlineData(null, "/_bulk", HttpStatusCode.BadRequest)]
    [InlineData(null, "/elastic/file/_bulk", HttpStatusCode.NotFound)]
    [InlineData(null, "/elastic/none/_bulk", HttpStatusCode.NotFound)]
    public async Task ATokenOpensItsOwnFeedAlone(string? bound, string path, HttpStatusCode expected)
    {
        var answer = await ward.Send(HttpMethod.Post, path, SenderServer.Basic(await ward.Token(bound)), SenderServer.Body("{\"create\":{}}\n{}\n", Bulk));
        Assert.Equal(expected, answer.StatusCode);
        Assert.NotEmpty((string)(await Json(answer))["error"]!["reason"]!);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Basic eDp5")]
    [InlineData("Basic ???")]
    [InlineData("Bearer nonsense")]
    [InlineData("Basic")]
    public async Task WithoutAKnownTokenNothingIsTaken(string? shown)
    {
        var answer = await ward.Send(HttpMethod.Post, "/elastic/web/_bulk", shown, SenderServer.Body("{\"create\":{}}\n{}\n", Bulk));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task BasicOpensShippersDoorsAndNoOther() =>
        Assert.Equal(HttpStatusCode.Unauthorized, (await ward.Send(HttpMethod.Post, "/api/v1/ingest/web", SenderServer.Basic(await ward.Token("web")), SenderServer.Body("{}", Bulk))).StatusCode);

    [Fact]
    public async Task ABodyThatIsNotWhatItSaysItIsIsRefused()
    {
        var token = SenderServer.Basic(await ward.Token("web"));
        var broken = SenderServer.Body("{\"create\":{}}\n{}\n", Bulk);
        broken.Headers.ContentEncoding.Add("gzip");
        Assert.Equal(HttpStatusCode.BadRequest, (await ward.Send(HttpMethod.Post, "/elastic/web/_bulk", token, broken)).StatusCode);
        var foreign = SenderServer.Body("{\"create\":{}}\n{}\n", Bulk);
        foreign.Headers.ContentEncoding.Add("zstd");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await ward.Send(HttpMethod.Post, "/elastic/web/_bulk", token, foreign)).StatusCode);
    }

    [Fact]
    public async Task ABombIsNotUnpackedBeyondTheLimit() =>
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await ward.Send(HttpMethod.Post, "/elastic/web/_bulk", SenderServer.Basic(await ward.Token("web")),
            SenderServer.Body(new byte[100 << 20], Bulk, gzip: true))).StatusCode);

    [Fact]
    public async Task WhoIsTooFastIsToldWhenToComeAgain()
    {
        var token = SenderServer.Basic(await ward.Token("slow"));
        var body = string.Concat(Enumerable.Repeat("{\"create\":{}}\n{}\n", 20));
        Assert.Equal(HttpStatusCode.OK, (await ward.Send(HttpMethod.Post, "/_bulk", token, SenderServer.Body(body, Bulk))).StatusCode);
        var refused = await ward.Send(HttpMethod.Post, "/_bulk", token, SenderServer.Body(body, Bulk));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 4);
    }

    private static async Task<JsonNode> Json(HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
}
