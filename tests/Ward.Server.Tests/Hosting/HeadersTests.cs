using System.Net;
using Ward.Trust.Roles;

namespace Ward.Server.Tests.Hosting;

public sealed class HeadersTests
{
    [Theory, InlineData("/account/sign-in"), InlineData("/api/v1/openapi.json"), InlineData("/nowhere"), InlineData("/ward.css")]
    public async Task EveryAnswerCarriesThePolicy(string path)
    {
        await using var ward = await WardUnderTest.Start();
        using var browser = ward.Open();

        var headers = (await browser.Get(path)).Headers;

        var policy = Assert.Single(headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(headers.GetValues("Referrer-Policy")));
    }

    [Fact]
    public async Task APageCarriesOnePolicyAndNoInlineScript()
    {
        await using var ward = await WardUnderTest.Start();
        using var browser = await ward.SignIn("kim", Role.Viewer);

        var answer = await browser.Get("/");
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.DoesNotContain("<script>", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch("<script(?![^>]*src=)[^>]*>", page);
    }

    [Fact]
    public async Task APageOfAnotherNameIsRefused()
    {
        await using var ward = await WardUnderTest.Start();
        using var browser = ward.Open();
        var request = new HttpRequestMessage(HttpMethod.Get, "/account/sign-in") { Headers = { Host = "rebound.example" } };

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Send(request)).StatusCode);
    }

    [Fact]
    public async Task AnUnknownRouteOfTheApiIsAProblem()
    {
        await using var ward = await WardUnderTest.Start();
        using var browser = await ward.SignIn("kim", Role.Viewer);

        var answer = await browser.Get("/api/v1/nothing");

        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Theory, InlineData("/"), InlineData("/incidents"), InlineData("/incidents/inc-52aa"), InlineData("/feeds"), InlineData("/journal"), InlineData("/elements"), InlineData("/people")]
    public async Task HostileTextIsShownAsTextOnEveryPage(string path)
    {
        await using var ward = await WardUnderTest.Start();
        using var browser = await ward.SignIn("ada", [.. Role.All]);

        var answer = await browser.Get(path);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain("<script>alert", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\u001b', page);
        Assert.DoesNotContain('\u202e', page);
    }
}
