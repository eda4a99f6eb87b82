using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Ward.Server.Access;
using Ward.Trust.Roles;

namespace Ward.Server.Tests.Api;

public sealed class RolesTests
{
    public static TheoryData<string> Roles => [.. Role.All];

    [Theory, MemberData(nameof(Roles))]
    public async Task ARoleOpensItsDoorsAndNoOther(string role)
    {
        await using var ward = await WardUnderTest.Start();
        using var browser = await ward.SignIn("kim", role);
        var wrong = new List<string>();
        foreach (var door in Doors.All)
        {
            var open = door.Needs is not { } needs || Permissions.RolesFor(needs).Contains(role);
            var answer = await browser.Send(door.Request());
            if ((answer.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized)) != open) wrong.Add($"{door.Method} {door.Path}: {answer.StatusCode}");
        }

        Assert.Empty(wrong);
    }

    [Theory, MemberData(nameof(Roles))]
    public async Task ATokenOfARoleOpensTheSameDoorsAndMayPostLines(string role)
    {
        await using var ward = await WardUnderTest.Start();
        await ward.MakeUser("kim", secondFactor: true, role);
        using var client = await ward.WithToken("kim", role);
        var wrong = new List<string>();
        foreach (var door in Doors.All)
        {
            var open = door.Needs is null or Permission.Ingest || Permissions.RolesFor(door.Needs.Value).Contains(role);
            var answer = await client.SendAsync(door.Request(), TestContext.Current.CancellationToken);
            if ((answer.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized)) != open) wrong.Add($"{door.Method} {door.Path}: {answer.StatusCode}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task WithoutSignInEveryDoorIsShutWithAProblem()
    {
        await using var ward = await WardUnderTest.Start();
        using var browser = ward.Open();
        foreach (var door in Doors.All)
        {
            var answer = await browser.Send(door.Request());
            Assert.Equal((door.Path, HttpStatusCode.Unauthorized), (door.Path, answer.StatusCode));
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        }
    }

    [Fact]
    public async Task EveryRouteOfTheApiIsAmongTheDoors()
    {
        await using var ward = await WardUnderTest.Start();
        var routes = ward.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText?.StartsWith("/api/v1/", StringComparison.Ordinal) == true)
            .Where(e => !e.RoutePattern.RawText!.Contains("openapi", StringComparison.Ordinal))
            .SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Select(m => $"{m} {e.RoutePattern.RawText}") ?? []).Distinct().ToList();

        Assert.Equal(Doors.All.Count, routes.Count);
    }

    [Fact]
    public async Task ARoleTakenAwayCountsAtOnce()
    {
        await using var ward = await WardUnderTest.Start();
        using var approver = await ward.SignIn("kim", Role.Approver);
        using var administrator = await ward.SignIn("ada", Role.Administrator);
        await administrator.Send(new Door("PATCH", "/api/v1/users/kim", null, new { roles = new[] { Role.Viewer } }).Request());

        var answer = await approver.Send(new Door("POST", "/api/v1/plans/inc-7d41-p/approve", null, new { hash = ward.House.Story.Waiting.Prescription.Hash }).Request());

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(ward.House.Respond.Calls);
    }

    [Fact]
    public async Task ARequestThatAnotherSiteSentIsRefused()
    {
        await using var ward = await WardUnderTest.Start();
        using var browser = await ward.SignIn("kim", Role.Approver);
        var request = new Door("POST", "/api/v1/release-all", null, new { reason = "x" }).Request();
        request.Headers.Add("Origin", "https://elsewhere.example");

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Send(request)).StatusCode);
        Assert.Empty(ward.House.Respond.Calls);
    }
}
