using Microsoft.Playwright;

namespace Ward.Console.Tests;

/// <summary>The standing recommendations in a real browser: read, given to somebody, declined.</summary>
public sealed class ImprovePageTests(ConsoleUnderTest console)
{
    [Theory, InlineData(1440, false), InlineData(1024, true), InlineData(390, false)]
    public async Task AChangeIsGivenToSomebodyAndAnotherDeclined(int width, bool dark)
    {
        ConsoleUnderTest.NeedsChromium();
        var page = await console.Open(width, dark);
        await ConsoleUnderTest.Go(page, "/improve");
        var card = page.Locator(".change-card").First;
        await card.WaitForAsync();
        await card.Locator("summary").ClickAsync();
        await card.GetByText("is recommended").First.WaitForAsync();
        await page.Locator(".loss-curve svg").WaitForAsync();
        await page.GetByText("What it rests on").ClickAsync();
        await page.GetByText("attackers a year seriously try from outside").WaitForAsync();
        await ConsoleUnderTest.Check(page, $"{width}-improve");

        await card.Locator("[data-do=accept-change]").ClickAsync();
        await page.Locator("[data-do=change-owner]").FillAsync("");
        await page.Locator("[data-do=keep-change]").ClickAsync();
        await page.GetByText("accepted needs an owner").WaitForAsync();
        await page.Locator("[data-do=change-owner]").FillAsync("Water works");
        await page.WaitForTimeoutAsync(400);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(ConsoleUnderTest.Screens, $"{width}-improve-decide.png") });
        Assert.Empty(await ConsoleUnderTest.Violations(page));
        await page.Locator("[data-do=keep-change]").ClickAsync();
        await page.GetByText("It is kept: being done").First.WaitForAsync();
        await card.GetByText("Water works does it by").WaitForAsync();

        await card.Locator("[data-do=decline-change]").ClickAsync();
        await page.Locator("[data-do=change-reason]").FillAsync("it is replaced in spring");
        await page.Locator("[data-do=keep-change]").ClickAsync();
        await page.GetByText("It is kept: declined").First.WaitForAsync();
        await page.Locator(".past > summary").ClickAsync();
        await page.Locator(".past").GetByText("it is replaced in spring").First.WaitForAsync();
        await ConsoleUnderTest.Check(page, $"{width}-improve-declined");

        // So that the next width finds the list as this one did.
        await page.Locator(".past [data-do=accept-change]").First.ClickAsync();
        await page.Locator("[data-do=change-state]").SelectOptionAsync("open");
        await page.Locator("[data-do=keep-change]").ClickAsync();
        await page.GetByText("It is kept: open").First.WaitForAsync();
        await page.Context.CloseAsync();
    }
}
