using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ward.Trust.Roles;

namespace Ward.Server.Tests.Api;

public sealed class TokenTests
{
    [Fact]
    public async Task ATokenCannotHaveARoleThatItsMakerLacks()
    {
        await using var ward = await WardUnderTest.Start();
        using var browser = await ward.SignIn("ada", Role.Administrator);

        var answer = await browser.Send(new Door("POST", "/api/v1/tokens", null, new { name = "cli", roles = new[] { Role.Approver } }).Request());

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task ATokenLosesTheRoleThatItsOwnerLoses()
    {
        await using var ward = await WardUnderTest.Start();
        await ward.MakeUser("kim", secondFactor: true, Role.Viewer);
        using var client = await ward.WithToken("kim", Role.Administrator);

        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/api/v1/users", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task ATokenDiesWithItsOwnersAccount()
    {
        await using var ward = await WardUnderTest.Start();
        await ward.MakeUser("kim", secondFactor: true, Role.Viewer);
        using var client = await ward.WithToken("kim", Role.Viewer);
        using var administrator = await ward.SignIn("ada", Role.Administrator);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/status", TestContext.Current.CancellationToken)).StatusCode);

        await administrator.Send(new Door("PATCH", "/api/v1/users/kim", null, new { disabled = true }).Request());

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/v1/status", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task AMadeTokenWorksUntilItIsRevoked()
    {
        await using var ward = await WardUnderTest.Start();
        using var browser = await ward.SignIn("ada", Role.Administrator, Role.Viewer);
        var made = await (await browser.Send(new Door("POST", "/api/v1/tokens", null, new { name = "cli", roles = new[] { Role.Viewer } }).Request()))
            .Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken);
        using var client = await ward.WithToken("nobody");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string?)made!["secret"]);
        var before = await client.GetAsync("/api/v1/status", TestContext.Current.CancellationToken);

        await browser.Send(new Door("DELETE", $"/api/v1/tokens/{made["token"]!["id"]}", null).Request());

        var after = await client.GetAsync("/api/v1/status", TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (before.StatusCode, after.StatusCode));
    }

    [Fact]
    public async Task AListOfTokensHoldsNoSecret()
    {
        await using var ward = await WardUnderTest.Start();
        using var browser = await ward.SignIn("ada", Role.Administrator);
        var made = await (await browser.Send(new Door("POST", "/api/v1/tokens", null, new { name = "feed" }).Request())).Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken);

        var list = await (await browser.Get("/api/v1/tokens")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Contains("\"feed\"", list, StringComparison.Ordinal);
        Assert.DoesNotContain((string)made!["secret"]!, list, StringComparison.Ordinal);
    }
}
