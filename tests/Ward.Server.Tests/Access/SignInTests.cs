using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ward.Server.Hosting;
using Ward.Trust.Roles;

namespace Ward.Server.Tests.Access;

public sealed partial class SignInTests
{
    [Fact]
    public async Task APasswordAloneSeesButApprovesNothing()
    {
        await using var ward = await WardUnderTest.Start();
        await ward.MakeUser("kim", secondFactor: false, Role.Approver);
        using var browser = ward.Open();
        await browser.Submit("/account/sign-in", ("Form.Name", "kim"), ("Form.Password", WardUnderTest.Password));

        var seen = await browser.Get("/api/v1/plans");
        var approved = await browser.Send(Approve(ward));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (seen.StatusCode, approved.StatusCode));
        Assert.Empty(ward.House.Respond.Calls);
    }

    [Fact]
    public async Task APasswordAloneIsLedToTheSecondFactor()
    {
        await using var ward = await WardUnderTest.Start();
        await ward.MakeUser("kim", secondFactor: false, Role.Approver);
        using var browser = ward.Open();
        await browser.Submit("/account/sign-in", ("Form.Name", "kim"), ("Form.Password", WardUnderTest.Password));

        Assert.Equal("/account/second-factor", (await browser.Get("/")).Headers.Location?.ToString());
    }

    [Fact]
    public async Task FromSetUpToTheFirstApproval()
    {
        await using var ward = await WardUnderTest.Start();
        using var browser = ward.Open();
        await browser.Submit("/account/set-up", ("Form.Code", await ward.SetupCode()), ("Form.Name", "ada"), ("Form.Password", WardUnderTest.Password), ("Form.Again", WardUnderTest.Password));
        var page = await Text(await browser.Get("/account/second-factor"));
        var key = Key().Match(page).Groups[1].Value;
        Assert.Contains("data:image/png;base64,", page, StringComparison.Ordinal);

        var enrolled = await Text(await browser.Submit("/account/second-factor", ("Form.Code", WardUnderTest.CodeFor(key))));

        Assert.Equal(10, RecoveryCode().Count(enrolled));
        Assert.Equal(HttpStatusCode.OK, (await browser.Send(Approve(ward))).StatusCode);
    }

    [Fact]
    public async Task ACodeThatWasAcceptedIsNotAcceptedAgain()
    {
        await using var ward = await WardUnderTest.Start();
        var key = await ward.MakeUser("kim", secondFactor: true, Role.Viewer);
        var code = WardUnderTest.CodeFor(key);
        using var first = ward.Open();
        using var second = ward.Open();
        await first.Submit("/account/sign-in", ("Form.Name", "kim"), ("Form.Password", WardUnderTest.Password));
        await second.Submit("/account/sign-in", ("Form.Name", "kim"), ("Form.Password", WardUnderTest.Password));

        var once = await first.Submit("/account/code", ("Form.Code", code));
        var twice = await second.Submit("/account/code", ("Form.Code", code));

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.OK), (once.StatusCode, twice.StatusCode));
    }

    [Fact]
    public async Task FiveWrongCodesLockTheAccountEvenForTheRightOne()
    {
        await using var ward = await WardUnderTest.Start();
        var key = await ward.MakeUser("kim", secondFactor: true, Role.Viewer);
        using var browser = ward.Open();
        await browser.Submit("/account/sign-in", ("Form.Name", "kim"), ("Form.Password", WardUnderTest.Password));
        for (var i = 0; i < 5; i++) await browser.Submit("/account/code", ("Form.Code", "000000"));

        var answer = await browser.Submit("/account/code", ("Form.Code", WardUnderTest.CodeFor(key)));

        Assert.Contains("Wait five minutes", await Text(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FiveWrongPasswordsLockTheAccount()
    {
        await using var ward = await WardUnderTest.Start();
        await ward.MakeUser("kim", secondFactor: true, Role.Viewer);
        using var browser = ward.Open();
        for (var i = 0; i < 5; i++) await browser.Submit("/account/sign-in", ("Form.Name", "kim"), ("Form.Password", "wrong wrong wrong"));

        var answer = await browser.Submit("/account/sign-in", ("Form.Name", "kim"), ("Form.Password", WardUnderTest.Password));

        Assert.Contains("Wait five minutes", await Text(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWrongNameAndAWrongPasswordSoundTheSame()
    {
        await using var ward = await WardUnderTest.Start();
        await ward.MakeUser("kim", secondFactor: true, Role.Viewer);
        using var browser = ward.Open();

        var name = Note().Match(await Text(await browser.Submit("/account/sign-in", ("Form.Name", "mik"), ("Form.Password", "wrong wrong wrong")))).Value;
        var password = Note().Match(await Text(await browser.Submit("/account/sign-in", ("Form.Name", "kim"), ("Form.Password", "wrong wrong wrong")))).Value;

        Assert.Contains("Name or password is wrong.", name, StringComparison.Ordinal);
        Assert.Equal(name, password);
    }

    [Fact]
    public async Task SignInsFromOneAddressAreRateLimited()
    {
        await using var ward = await WardUnderTest.Start();
        using var browser = ward.Open();
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i <= WardServer.SignInsPerMinute; i++)
            statuses.Add((await browser.Send(new HttpRequestMessage(HttpMethod.Post, "/account/sign-in") { Content = new FormUrlEncodedContent([]) })).StatusCode);

        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
        Assert.DoesNotContain(HttpStatusCode.TooManyRequests, statuses[..^1]);
    }

    [Fact]
    public async Task AFormWithoutItsTokenIsRefused()
    {
        await using var ward = await WardUnderTest.Start();
        using var browser = ward.Open();

        var answer = await browser.Send(new HttpRequestMessage(HttpMethod.Post, "/account/sign-in")
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("_handler", "sign-in"), KeyValuePair.Create("Form.Name", "kim")]),
        });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task TheCookieIsForThisServerAndItsPagesAlone()
    {
        await using var ward = await WardUnderTest.Start();
        var key = await ward.MakeUser("kim", secondFactor: true, Role.Viewer);
        using var browser = ward.Open();
        await browser.Submit("/account/sign-in", ("Form.Name", "kim"), ("Form.Password", WardUnderTest.Password));

        var cookie = (await browser.Submit("/account/code", ("Form.Code", WardUnderTest.CodeFor(key)))).Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("ward=", StringComparison.Ordinal));

        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task AnInvitedPersonSetsAPasswordOnce()
    {
        await using var ward = await WardUnderTest.Start();
        using var administrator = await ward.SignIn("ada", Role.Administrator);
        var invitation = await (await administrator.Send(new Door("POST", "/api/v1/users", null, new { name = "kim", roles = new[] { Role.Analyst } }).Request()))
            .Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken);
        var code = (string)invitation!["code"]!;
        using var first = ward.Open();
        using var second = ward.Open();

        var joined = await Join(first, "kim", code);
        var again = await Join(second, "kim", code);

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.OK), (joined.StatusCode, again.StatusCode));
    }

    [Fact]
    public async Task ADisabledPersonCannotSignInAndItsOpenSignInActsNoMore()
    {
        await using var ward = await WardUnderTest.Start();
        using var approver = await ward.SignIn("kim", Role.Approver);
        using var administrator = await ward.SignIn("ada", Role.Administrator);
        await administrator.Send(new Door("PATCH", "/api/v1/users/kim", null, new { disabled = true }).Request());
        using var fresh = ward.Open();

        var act = await approver.Send(Approve(ward));
        var signIn = await fresh.Submit("/account/sign-in", ("Form.Name", "kim"), ("Form.Password", WardUnderTest.Password));

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (act.StatusCode, signIn.StatusCode));
    }

    private static Task<HttpResponseMessage> Join(Browser browser, string name, string code) => browser.Submit(
        "/account/join", ("Form.Name", name), ("Form.Code", code), ("Form.Password", WardUnderTest.Password), ("Form.Again", WardUnderTest.Password));

    private static HttpRequestMessage Approve(WardUnderTest ward) =>
        new Door("POST", "/api/v1/plans/inc-7d41-p/approve", null, new { hash = ward.House.Story.Waiting.Prescription.Hash }).Request();

    private static Task<string> Text(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    [GeneratedRegex("id=\"totp-key\"[^>]*>([^<]+)<")]
    private static partial Regex Key();

    [GeneratedRegex("<li[^>]*>[A-Z0-9]{5}-[A-Z0-9]{5}</li>")]
    private static partial Regex RecoveryCode();

    [GeneratedRegex("role=\"alert\">[^<]+<")]
    private static partial Regex Note();
}
