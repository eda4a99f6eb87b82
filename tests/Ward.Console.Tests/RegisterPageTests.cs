using Microsoft.Playwright;

namespace Ward.Console.Tests;

/// <summary>The risk register in a real browser: narrowed, read, decided about.</summary>
public sealed class RegisterPageTests(ConsoleUnderTest console)
{
    [Theory, InlineData(1440, false), InlineData(1024, true), InlineData(390, false)]
    public async Task ARiskIsReadAndAccepted(int width, bool dark)
    {
        ConsoleUnderTest.NeedsChromium();
        var page = await console.Open(width, dark);
        await ConsoleUnderTest.Go(page, "/register");
        var card = page.Locator(".register .card").First;
        await card.WaitForAsync();
        await card.Locator("summary").ClickAsync();
        await card.GetByText("What to do", new LocatorGetByTextOptions { Exact = true }).WaitForAsync();
        await ConsoleUnderTest.Check(page, $"{width}-register");

        var title = await card.Locator("h2").InnerTextAsync();
        await card.Locator("[data-do=decide-risk]").ClickAsync();
        await page.Locator("[data-do=risk-status]").SelectOptionAsync("accepted");
        await page.Locator("[data-do=keep-decision]").ClickAsync();
        await page.GetByText("accepted needs a reason").WaitForAsync();
        await page.Locator("[data-do=risk-reason]").FillAsync("it is replaced in spring");
        await page.WaitForTimeoutAsync(400);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(ConsoleUnderTest.Screens, $"{width}-register-decide.png") });
        Assert.Empty(await ConsoleUnderTest.Violations(page));
        await page.Locator("[data-do=keep-decision]").ClickAsync();
        await page.GetByText("It is kept: accepted").First.WaitForAsync();

        await page.Locator("[data-do=register-state]").SelectOptionAsync("accepted");
        await page.GetByText("accepted it on").First.WaitForAsync();
        Assert.Contains(title, await page.Locator(".register .card h2").AllInnerTextsAsync());
        await page.Locator(".sheet").GetByText("since it is replaced in spring").First.WaitForAsync();
        await ConsoleUnderTest.Check(page, $"{width}-register-accepted");
        await page.Context.CloseAsync();
    }
}
