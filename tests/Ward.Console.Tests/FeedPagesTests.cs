using Microsoft.Playwright;
using Ward.Ingest;

namespace Ward.Console.Tests;

/// <summary>Feeds, their correction, and connecting a source. Each on a house of its own, since acts change it.</summary>
public sealed class FeedPagesTests(ConsoleUnderTest console)
{
    [Fact]
    public Task AWrongGuessIsCorrectedWithOneClickAndTakenBackWithAnother() => console.With(async (page, house) =>
    {
        await ConsoleUnderTest.Go(page, "/feeds");
        await page.GetByText("Read as sshd").First.WaitForAsync();
        await page.Locator("#jump-auth a.name-link").ClickAsync();
        await page.Locator("[data-state=choice]").WaitForAsync();
        await page.Locator("select[data-do=decoder]").SelectOptionAsync("cron");
        await page.GetByText("Corrected by ada, instead of sshd.").WaitForAsync();
        await ConsoleUnderTest.Photograph(page, "1440-feed-corrected");
        Assert.Empty(await ConsoleUnderTest.Violations(page));
        Assert.Equal("cron", house.Choices.Latest(new FeedId("jump-auth"))!.Decoder);

        await page.Locator("[data-do=undo-decoder]").ClickAsync();
        await page.Locator("[data-do=undo-decoder]").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        Assert.Null(house.Choices.Latest(new FeedId("jump-auth"))!.Decoder);
        Assert.Equal(["choose-decoder", "choose-decoder"], (await house.Audit.Latest(2, CancellationToken.None)).Select(r => r.Entry.Act));
    });

    [Fact]
    public Task TheDecoderThatFitsTheLinesIsOffered() => console.With(async (page, house) =>
    {
        await ConsoleUnderTest.Go(page, "/feeds/edge-syslog");
        await page.Locator("[data-do=read-as-sshd]").ClickAsync();
        await page.Locator("[data-do=undo-decoder]").WaitForAsync();
        Assert.Equal("sshd", house.Choices.Latest(new FeedId("edge-syslog"))!.Decoder);
    });

    [Fact]
    public Task WhatIsLostIsToldByItsPolicy() => console.With(async (page, _) =>
    {
        await ConsoleUnderTest.Go(page, "/feeds/edge-syslog");
        await page.GetByText("from a sender that the feed does not name").WaitForAsync();
        await ConsoleUnderTest.Go(page, "/feeds/lab-capture");
        await page.GetByText("Units, each a line").WaitForAsync();
        Assert.Empty(await ConsoleUnderTest.Violations(page));
    });

    [Fact]
    public Task ASourceIsConnectedByItsLinesAndATokenOfItsOwn() => console.With(async (page, house) =>
    {
        await ConsoleUnderTest.Go(page, "/feeds");
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Connect a source" }).ClickAsync();
        await page.Locator("a[href='connect/curl']").ClickAsync();
        var fragment = page.Locator("[data-state=fragment]");
        await fragment.WaitForAsync();
        Assert.Contains("Bearer TOKEN", await fragment.InnerTextAsync(), StringComparison.Ordinal);
        await page.GetByText("Waiting for the first line at water-json").WaitForAsync();

        await page.Locator("[data-do=make-token]").ClickAsync();
        await page.GetByText("is shown this once").WaitForAsync();
        var secret = (await fragment.InnerTextAsync()).Split("Bearer ")[1].Split('"')[0];
        Assert.Equal("water-json", (await house.Tokens.Check(secret, CancellationToken.None))!.Feed);
        await ConsoleUnderTest.Photograph(page, "1440-connect-token");
        Assert.Empty(await ConsoleUnderTest.Violations(page));

        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.Locator("[data-do=copy]").ClickAsync();
        await page.GetByText("Copied").WaitForAsync();
        Assert.Contains(secret, await page.EvaluateAsync<string>("() => navigator.clipboard.readText()"), StringComparison.Ordinal);

        house.Ingest.Hear("water-json", "json", 3);
        await page.GetByText("3 lines since this page was opened, understood as json.").WaitForAsync();
    });

    [Fact]
    public Task WhatNoFeedTakesIsToldHowToSwitchItOn() => console.With(async (page, _) =>
    {
        await ConsoleUnderTest.Go(page, "/connect/kafka");
        await page.GetByText("kind: kafka").WaitForAsync();
        Assert.Equal(0, await page.Locator("[data-state=waiting]").CountAsync());
    });

    [Fact]
    public Task AThreatFeedIsTriedAndAValueLookedUp() => console.With(async (page, _) =>
    {
        await ConsoleUnderTest.Go(page, "/threats");
        await page.GetByText("Its newest content is held back: 71 of 80 values are gone at once").WaitForAsync();
        await page.GetByText("3 of 15 values must never be blocked").WaitForAsync();
        await page.Locator("[data-do=try-new-one]").ClickAsync();
        await page.GetByText("This feed would have hit 3 of your own 3 events in the last day").WaitForAsync();
        await page.Locator("#indicator").FillAsync("hxxp://www[.]town-hall[.]example/x");
        await page.Locator("[data-do=check]").ClickAsync();
        await page.GetByText("no feed that is switched on holds it").WaitForAsync();
        await page.Locator("#indicator").FillAsync("hxxps://www.c2-3.evil[.]example/x"); // its host is held by the name above it
        await page.Locator("[data-do=check]").ClickAsync();
        await page.GetByText("may block: city-cert").First.WaitForAsync();
        await ConsoleUnderTest.Photograph(page, "1440-threats-tried");
        Assert.Empty(await ConsoleUnderTest.Violations(page));
    });

    [Fact]
    public Task AHistoryThatIsBehindIsToldWhereItIsLookedFor() => console.With(async (page, house) =>
    {
        house.Progress = new StoreWriterStatus(3, 90, 40, TimeSpan.FromMinutes(3), "the disk is full", TimeProvider.System.GetUtcNow().AddMinutes(-3));
        foreach (var path in new[] { "/feeds", "/search" })
        {
            await ConsoleUnderTest.Go(page, path);
            await page.GetByText("Events do not reach the history: the disk is full.").WaitForAsync();
            Assert.Empty(await ConsoleUnderTest.Violations(page));
        }
    });
}
