using Microsoft.Playwright;

namespace Ward.Console.Tests;

/// <summary>Search, export and hunts in a real browser.</summary>
public sealed class HuntPagesTests(ConsoleUnderTest console)
{
    [Theory]
    [InlineData(1440, false), InlineData(390, false), InlineData(1440, true), InlineData(390, true)]
    public async Task AHuntIsBegunByClickingAndItsFindingsAreShown(int width, bool dark)
    {
        ConsoleUnderTest.NeedsChromium();
        var page = await console.Open(width, dark);
        var name = dark ? "-dark" : "";
        await ConsoleUnderTest.Go(page, "/search?q=root&time=");
        await page.GetByText("All that fit, as a file").WaitForAsync();
        await ConsoleUnderTest.Check(page, $"{width}-search{name}");
        Assert.StartsWith("api/v1/export?format=csv&q=root", await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "csv" }).GetAttributeAsync("href"), StringComparison.Ordinal);

        await ConsoleUnderTest.Go(page, "/hunts");
        await page.GetByLabel("Rule").SelectOptionAsync("00000000-0000-4000-8000-000000000001");
        await page.Locator("[data-do=hunt]").ClickAsync();
        await page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "3 findings" }).WaitForAsync();
        await page.GetByText("Root by name").First.WaitForAsync();
        foreach (var summary in await page.Locator("summary").AllAsync()) await summary.ClickAsync();
        await ConsoleUnderTest.Check(page, $"{width}-hunt{name}");

        await ConsoleUnderTest.Go(page, "/hunts");
        await page.GetByText("3 findings").First.WaitForAsync();
        await ConsoleUnderTest.Check(page, $"{width}-hunts{name}");
        await page.Context.CloseAsync();
    }

    [Theory, InlineData(1440), InlineData(390)]
    public async Task AHuntThatGivesWayIsStoppedGoesOnAndIsRemoved(int width)
    {
        ConsoleUnderTest.NeedsChromium();
        var page = await console.Open(width);
        (console.House.Events.Many, console.House.Busy) = (2_000, true);
        try
        {
            await ConsoleUnderTest.Go(page, "/hunts");
            await page.GetByLabel("Question").FillAsync("user:root");
            await page.GetByLabel("Question").PressAsync("Tab");
            await page.Locator("[data-do=hunt]").ClickAsync();
            await page.GetByText("waits for the live watch").WaitForAsync();
            await ConsoleUnderTest.Check(page, $"{width}-hunt-waits");
            await page.Locator("[data-do=pause]").ClickAsync();
            await page.Locator("[data-do=resume]").WaitForAsync();
            console.House.Busy = false;
            await page.Locator("[data-do=resume]").ClickAsync();
            await page.GetByText("2,000 findings").WaitForAsync();
            await page.Locator("[data-do=more]").ClickAsync();
            await page.Locator("[data-do=remove]").ClickAsync();
            await page.GetByText("Remove it and its findings").ClickAsync();
            await page.GetByText("Nothing was hunted yet.").Or(page.Locator("article.card")).First.WaitForAsync();
        }
        finally
        {
            (console.House.Events.Many, console.House.Busy) = (3, false);
        }

        await page.Context.CloseAsync();
    }
}
