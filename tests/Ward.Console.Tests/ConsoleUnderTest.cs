using System.Net;
using Deque.AxeCore.Playwright;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using OtpNet;
using Ward.Console.Tests;
using Ward.Server.Access;
using Ward.Server.Hosting;
using Ward.Server.Settings;
using Ward.Server.Tests.Samples;

[assembly: AssemblyFixture(typeof(ConsoleUnderTest))]

namespace Ward.Console.Tests;

/// <summary>The real server over the sample house on a real port, and a browser that has gone through set-up and second factor.</summary>
public sealed class ConsoleUnderTest : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";
    private const string Password = "four calm words here";

    private readonly string state = Directory.CreateTempSubdirectory("ward-test-").FullName;
    private readonly List<string> complaints = [];
    private WebApplication app = default!;
    private IPlaywright playwright = default!;
    private IBrowser browser = default!;
    private string signedIn = "";

    internal SampleHouse House { get; } = new(TimeProvider.System);

    public Uri Url { get; private set; } = default!;

    /// <summary>What the browser itself complained of: errors of scripts, violations of the content security policy.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    public static string Screens { get; } = Directory.CreateDirectory(Path.Combine(Root(AppContext.BaseDirectory), "artifacts/screens")).FullName;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Chromium)) return;
        (app, Url) = await Start(House, state);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            Args =
            [
                "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--disable-gpu",
            ],
        });
        await SetUp();
    }

    public static void NeedsChromium() => Assert.SkipUnless(File.Exists(Chromium), $"needs {Chromium}");

    internal static async Task<(WebApplication App, Uri Url)> Start(SampleHouse house, string state)
    {
        var options = new ServerOptions { State = state, Listen = new ListenAddress(IPAddress.Loopback, 0, false) };
        var app = WardServer.Build(options, (builder, _) => house.Add(builder));
        await WardServer.Prepare(app, options, CancellationToken.None);
        await app.StartAsync();
        return (app, new Uri(app.Urls.First()));
    }

    /// <summary>A page that is signed in.</summary>
    internal async Task<IPage> Open(int width, bool dark = false, bool signedInAlready = true, Uri? at = null)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = (at ?? Url).ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = width < 600 ? 844 : 900 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            StorageState = signedInAlready && at is null ? signedIn : null,
            ReducedMotion = ReducedMotion.Reduce,
        });
        if (signedInAlready && at is null) await context.AddCookiesAsync([new Microsoft.Playwright.Cookie { Name = "ward-theme", Value = dark ? "dark" : "light", Url = Url.ToString() }]);
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        page.Console += (_, m) =>
        {
            if (m.Type == "error") lock (complaints) complaints.Add($"{page.Url}: {m.Text}");
        };
        page.PageError += (_, e) =>
        {
            lock (complaints) complaints.Add($"{page.Url}: {e}");
        };
        return page;
    }

    /// <summary>Opens a page of the console and waits until its circuit answers.</summary>
    internal static async Task Go(IPage page, string path)
    {
        await page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        await page.Locator(".shell[data-live] h1").First.WaitForAsync();
    }

    internal static async Task Photograph(IPage page, string name)
    {
        await page.EvaluateAsync("() => scrollTo(0, 0)");
        // The browser may owe a page behind others its next frame for ever: then it is brought to the front and asked again.
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Screens, $"{name}.png"), FullPage = true, Timeout = 20_000 });
                return;
            }
            catch (TimeoutException) when (attempt < 3)
            {
                await page.BringToFrontAsync();
            }
        }
    }

    /// <summary>The serious and critical violations that axe finds, one line each.</summary>
    internal static async Task<IReadOnlyList<string>> Violations(IPage page) =>
        [.. (await page.RunAxe()).Violations.Where(v => v.Impact is "serious" or "critical")
            .Select(v => $"{page.Url} {v.Id}: {v.Help}: {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}")];

    /// <summary>Photographs a page that has come to rest; it must be accessible and no wider than the screen.</summary>
    internal static async Task Check(IPage page, string name)
    {
        await page.WaitForTimeoutAsync(400);
        await Photograph(page, name);
        Assert.Empty(await Violations(page));
        Assert.Equal(0, await page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"));
    }

    /// <summary>Acts on a house of its own, signed in.</summary>
    internal async Task With(Func<IPage, SampleHouse, Task> act, bool empty = false)
    {
        NeedsChromium();
        var state = Directory.CreateTempSubdirectory("ward-test-").FullName;
        var house = new SampleHouse(TimeProvider.System, empty);
        var (app, url) = await Start(house, state);
        var page = await Open(1440, signedInAlready: false, at: url);
        try
        {
            await SetUp(page, app, look: false);
            await act(page, house);
        }
        finally
        {
            await page.Context.CloseAsync();
            await app.StopAsync(CancellationToken.None);
            await app.DisposeAsync();
            Directory.Delete(state, recursive: true);
        }
    }

    internal static string CodeFor(string key) =>
        new Totp(Base32Encoding.ToBytes(key.Replace(" ", "", StringComparison.Ordinal))).ComputeTotp(TimeProvider.System.GetUtcNow().UtcDateTime);

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.CloseAsync();
        playwright?.Dispose();
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(state, recursive: true);
    }

    private async Task SetUp()
    {
        var page = await Open(1440, signedInAlready: false);
        signedIn = await SetUp(page, app, look: true);
        await page.Context.CloseAsync();
    }

    /// <summary>From the printed link to the console; the cookies, for other pages.</summary>
    /// <param name="look">Whether the pages on the way are photographed and tested for accessibility: once is enough, and takes longer than all the rest.</param>
    internal static async Task<string> SetUp(IPage page, WebApplication app, bool look)
    {
        var code = await app.Services.GetRequiredService<SetupCode>().Issue(CancellationToken.None);
        await page.GotoAsync($"/account/set-up?code={code}");
        await Look("1440-set-up");
        await page.GetByLabel("User name").FillAsync("ada");
        await page.GetByLabel("Password", new PageGetByLabelOptions { Exact = false }).First.FillAsync(Password);
        await page.GetByLabel("Password again").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Go on" }).ClickAsync();
        var key = await page.Locator("#totp-key").InnerTextAsync();
        await Look("1440-second-factor");
        await page.GetByLabel("Code that your app shows now").FillAsync(CodeFor(key));
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Confirm" }).ClickAsync();
        await page.GetByText("Keep these codes").WaitForAsync();
        await Look("1440-recovery-codes");
        await page.GetByText("I have kept them").ClickAsync();
        await page.Locator("nav[aria-label=Main]").WaitForAsync();
        return await page.Context.StorageStateAsync();

        async Task Look(string name)
        {
            if (!look) return;
            await Photograph(page, name);
            Assert.Empty(await Violations(page));
        }
    }

    private static string Root(string folder) => File.Exists(Path.Combine(folder, "Ward.slnx")) ? folder : Root(Path.GetDirectoryName(folder)!);
}
