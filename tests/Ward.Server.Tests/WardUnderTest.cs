using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;
using Ward.Server.Access;
using Ward.Server.Hosting;
using Ward.Server.Settings;
using Ward.Server.Tests.Samples;

namespace Ward.Server.Tests;

/// <summary>The real server over the sample house, in memory, with its own state folder.</summary>
internal sealed class WardUnderTest : IAsyncDisposable
{
    public const string Password = "four calm words here";

    private readonly WebApplication app;

    private WardUnderTest(WebApplication app, SampleHouse house, string state)
    {
        this.app = app;
        House = house;
        State = state;
    }

    public SampleHouse House { get; }

    public string State { get; }

    public IServiceProvider Services => app.Services;

    public WebApplication Host => app;

    public static async Task<WardUnderTest> Start(TimeProvider? time = null, string? state = null)
    {
        state ??= Directory.CreateTempSubdirectory("ward-test-").FullName;
        var house = new SampleHouse(time ?? TimeProvider.System);
        var options = new ServerOptions { State = state };
        var app = WardServer.Build(options, (builder, _) =>
        {
            builder.WebHost.UseTestServer();
            if (time is not null) builder.Services.AddSingleton(time);
            house.Add(builder);
        });
        await WardServer.Prepare(app, options, CancellationToken.None);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new WardUnderTest(app, house, state);
    }

    /// <summary>A browser without a sign-in.</summary>
    public Browser Open() => new(app.GetTestServer().CreateHandler());

    public Task<string> SetupCode() => Services.GetRequiredService<SetupCode>().Issue(CancellationToken.None);

    /// <summary>Makes an account in the store, with a second factor, and signs it in by the pages.</summary>
    public async Task<Browser> SignIn(string name, params string[] roles)
    {
        var key = await MakeUser(name, secondFactor: true, roles);
        var browser = Open();
        await browser.Submit("/account/sign-in", ("Form.Name", name), ("Form.Password", Password));
        var answer = await browser.Submit("/account/code", ("Form.Code", CodeFor(key)));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return browser;
    }

    /// <summary>The authenticator's key, "" without a second factor.</summary>
    public async Task<string> MakeUser(string name, bool secondFactor, params string[] roles)
    {
        await using var scope = Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<WardUser>>();
        var user = new WardUser { UserName = name };
        Assert.True((await users.CreateAsync(user, Password)).Succeeded);
        await users.AddToRolesAsync(user, roles);
        if (!secondFactor) return "";
        await users.ResetAuthenticatorKeyAsync(user);
        await users.SetTwoFactorEnabledAsync(user, true);
        return (await users.GetAuthenticatorKeyAsync(user))!;
    }

    public async Task<HttpClient> WithToken(string owner, params string[] roles)
    {
        var token = await House.Tokens.Create("test", owner, roles, null, DateTimeOffset.MaxValue, CancellationToken.None);
        var client = new HttpClient(app.GetTestServer().CreateHandler()) { BaseAddress = new Uri("http://localhost/") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Secret);
        return client;
    }

    public static string CodeFor(string key, int steps = 0) =>
        new Totp(Base32Encoding.ToBytes(key.Replace(" ", "", StringComparison.Ordinal))).ComputeTotp(TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(30 * steps));

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(State, recursive: true);
    }
}
