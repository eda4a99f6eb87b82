using System.Net;
using Microsoft.Extensions.Time.Testing;
using Ward.Server.Access;
using Ward.Server.Hosting;
using Ward.Server.Settings;

namespace Ward.Server.Tests.Access;

public sealed class SetupTests
{
    [Fact]
    public async Task TheCodeMakesOneAdministratorAndNoSecond()
    {
        await using var ward = await WardUnderTest.Start();
        var code = await ward.SetupCode();
        using var first = ward.Open();
        using var second = ward.Open();

        var made = await Use(first, code, "ada");
        var again = await Use(second, code, "eve");

        Assert.Equal("/account/second-factor", made.Headers.Location?.AbsolutePath);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Contains("This code is wrong, used up or too old", await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AfterTheFirstAdministratorEvenAFreshCodeMakesNone()
    {
        await using var ward = await WardUnderTest.Start();
        using var browser = ward.Open();
        await Use(browser, await ward.SetupCode(), "ada");
        using var other = ward.Open();

        Assert.Equal(HttpStatusCode.OK, (await Use(other, await ward.SetupCode(), "eve")).StatusCode);
    }

    [Fact]
    public async Task TheCodeIsKeptAsAHash()
    {
        await using var ward = await WardUnderTest.Start();
        var code = await ward.SetupCode();

        var kept = await File.ReadAllTextAsync(Path.Combine(ward.State, "set-up.json"), TestContext.Current.CancellationToken);

        Assert.DoesNotContain(code, kept, StringComparison.OrdinalIgnoreCase);
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs file modes");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, Folder.ModeOf(Path.Combine(ward.State, "set-up.json")));
    }

    [Theory, InlineData(29, true), InlineData(31, false)]
    public async Task TheCodeLivesForHalfAnHour(int minutes, bool works)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero));
        using var folder = new Folder();
        using var setup = new SetupCode(folder.Path, time);
        var code = await setup.Issue(CancellationToken.None);
        time.Advance(TimeSpan.FromMinutes(minutes));

        Assert.Equal(works, await setup.TryUse(code, () => Task.FromResult(true), CancellationToken.None));
    }

    [Fact]
    public async Task FiveWrongTriesVoidTheCode()
    {
        using var folder = new Folder();
        using var setup = new SetupCode(folder.Path, TimeProvider.System);
        var code = await setup.Issue(CancellationToken.None);
        for (var i = 0; i < SetupCode.Tries; i++) Assert.False(await setup.TryUse("0000-0000-0000-0000", () => Task.FromResult(true), CancellationToken.None));

        Assert.False(await setup.TryUse(code, () => Task.FromResult(true), CancellationToken.None));
    }

    [Fact]
    public async Task AShortPasswordLeavesTheCodeUsable()
    {
        await using var ward = await WardUnderTest.Start();
        var code = await ward.SetupCode();
        using var browser = ward.Open();
        var weak = await browser.Submit("/account/set-up", ("Form.Code", code), ("Form.Name", "ada"), ("Form.Password", "short"), ("Form.Again", "short"));
        Assert.Contains("12 characters", await weak.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, (await Use(browser, code, "ada")).StatusCode);
    }

    [Fact]
    public async Task TheGreetingPrintsACodeOnlyWhileThereIsNoAdministrator()
    {
        await using var ward = await WardUnderTest.Start();
        var app = ward.Host;
        var options = new ServerOptions { State = ward.State };
        var before = new StringWriter();
        await Greeting.Say(app, options, before);
        await ward.MakeUser("ada", secondFactor: true, Ward.Trust.Roles.Role.Administrator);
        var after = new StringWriter();
        await Greeting.Say(app, options, after);

        Assert.Contains("/account/set-up?code=", before.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("code", after.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.False(File.Exists(Path.Combine(ward.State, "set-up.json")));
        Assert.StartsWith("http://", await File.ReadAllTextAsync(Path.Combine(ward.State, Greeting.UrlFile), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> Use(Browser browser, string code, string name) => browser.Submit(
        "/account/set-up", ("Form.Code", code), ("Form.Name", name), ("Form.Password", WardUnderTest.Password), ("Form.Again", WardUnderTest.Password));
}
