using Microsoft.Playwright;
using Ward.Respond.Plans;

namespace Ward.Console.Tests;

/// <summary>Each on a house of its own, since acts change it.</summary>
public sealed class ActsTests(ConsoleUnderTest console)
{
    [Fact]
    public Task APlanIsApprovedByClicking() => console.With(async (page, house) =>
    {
        await ConsoleUnderTest.Go(page, "/incidents/inc-7d41");
        await page.Locator("[data-do=approve]").ClickAsync();
        await page.GetByText(house.Story.Waiting.Prescription.Hash).First.WaitForAsync();
        await ConsoleUnderTest.Photograph(page, "1440-approve");
        Assert.Empty(await ConsoleUnderTest.Violations(page));
        await page.Locator("[data-do=confirm-approve]").ClickAsync();
        await page.GetByText("in force, verified").First.WaitForAsync();
        await ConsoleUnderTest.Photograph(page, "1440-approved");

        var plan = await house.Respond.Find(house.Story.Waiting.Id, CancellationToken.None);
        Assert.Equal((PlanState.Verified, "ada"), (plan!.State, string.Join(",", plan.ApprovedBy)));
    });

    [Fact]
    public Task TheKillSwitchAsksForAReasonBeforeItReleases() => console.With(async (page, house) =>
    {
        await ConsoleUnderTest.Go(page, "/elements");
        await page.Locator("[data-do=release-all]").ClickAsync();
        Assert.True(await page.Locator("[data-do=confirm-reason]").IsDisabledAsync());
        await page.Locator("[data-do=reason]").First.FillAsync("drill");
        await ConsoleUnderTest.Photograph(page, "1440-release-all");
        Assert.Empty(await ConsoleUnderTest.Violations(page));
        await page.Locator("[data-do=confirm-reason]").ClickAsync();
        await page.GetByText("Everything is released.").WaitForAsync();
        Assert.Equal(["release-all ada: drill"], house.Respond.Calls);

        await ConsoleUnderTest.Go(page, "/");
        await page.GetByText("Automatic action is held back.").WaitForAsync();
        await ConsoleUnderTest.Photograph(page, "1440-held-back");
        Assert.Empty(await ConsoleUnderTest.Violations(page));
    });

    [Fact]
    public Task AnIncidentIsJudgedWithOneClick() => console.With(async (page, house) =>
    {
        await ConsoleUnderTest.Go(page, "/incidents/inc-1c09");
        await page.Locator("[data-do=falsePositive]").ClickAsync();
        await page.Locator("[data-do=falsePositive][aria-pressed=true]").WaitForAsync();

        var record = await house.Learn.Recall(new City.CityId("seaford"), house.Story.Odd.Incident.Id, CancellationToken.None);
        Assert.Equal("ada", Assert.Single(record!.Judgements).By);
    });

    [Fact]
    public Task WhatHappensElsewhereAppearsWithoutReload() => console.With(async (page, house) =>
    {
        await ConsoleUnderTest.Go(page, "/");
        await page.GetByText("Waits for a decision").First.WaitForAsync();
        await house.Respond.Reject(house.Story.Waiting.Id, new Ward.Respond.Approvals.Person("bo", []), "not now", CancellationToken.None);

        await page.Locator("#h-waiting").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached, Timeout = 20_000 });
    });

    [Fact]
    public Task AnInvitationIsShownOnceAndATokenToo() => console.With(async (page, _) =>
    {
        await ConsoleUnderTest.Go(page, "/people");
        await page.Locator("#invite-name").FillAsync("bo");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Invite", Exact = true }).ClickAsync();
        await page.GetByText("Invitation for bo.").WaitForAsync();
        await page.Locator("#token-name").FillAsync("laptop");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Make", Exact = true }).ClickAsync();
        await page.GetByText("Token laptop.").WaitForAsync();
        await page.WaitForTimeoutAsync(600);
        await ConsoleUnderTest.Photograph(page, "1440-people-secrets");
        Assert.Empty(await ConsoleUnderTest.Violations(page));
    });

    [Fact]
    public Task ANewHouseSaysWhatToDoNext() => console.With(
        async (page, _) =>
        {
            await ConsoleUnderTest.Go(page, "/");
            await page.GetByText("No feed is set up").WaitForAsync();
            await ConsoleUnderTest.Photograph(page, "1440-empty");
            await page.SetViewportSizeAsync(390, 844);
            await ConsoleUnderTest.Photograph(page, "390-empty");
            Assert.Empty(await ConsoleUnderTest.Violations(page));
        },
        empty: true);
}
