using Microsoft.Playwright;

namespace Ward.Console.Tests;

/// <summary>Why a finding was made, and how it is kept quiet, in a real browser.</summary>
public sealed class RulePagesTests(ConsoleUnderTest console)
{
    [Theory, InlineData(1440, false), InlineData(390, true)]
    public async Task AFindingSaysWhyAndIsKeptQuietAfterATryOnHistory(int width, bool dark)
    {
        ConsoleUnderTest.NeedsChromium();
        var page = await console.Open(width, dark);
        await ConsoleUnderTest.Go(page, "/incidents/inc-7d41");
        await page.Locator("[data-do=why]").First.ClickAsync();
        await page.Locator("[data-state=why]").GetByText("root").First.WaitForAsync();
        await page.GetByText("joined because").First.WaitForAsync();
        await page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Risk of those involved" }).WaitForAsync();
        await ConsoleUnderTest.Check(page, $"{width}-incident-why");

        await page.Locator("[data-do=silence]").First.ClickAsync();
        await page.GetByText("answers for it").WaitForAsync();
        await page.Locator("[data-do=silence-why]").FillAsync("the nightly backup signs in as root");
        await page.Locator("[data-do=preview-filter]").ClickAsync();
        await page.Locator("[data-state=preview]").WaitForAsync();
        await page.GetByText("Samples of what it would have silenced").Or(page.GetByText("It would have kept 0 of")).First.WaitForAsync();
        await page.WaitForTimeoutAsync(400);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(ConsoleUnderTest.Screens, $"{width}-silence.png") });
        Assert.Empty(await ConsoleUnderTest.Violations(page));
        await page.Locator("[data-do=add-filter]").ClickAsync();
        await page.GetByText("It is kept").WaitForAsync();

        await ConsoleUnderTest.Go(page, "/rules");
        await page.GetByText("the nightly backup signs in as root").First.WaitForAsync();
        await ConsoleUnderTest.Check(page, $"{width}-rules-filter");
        await page.Locator("[data-do=remove-filter]").First.ClickAsync();
        await page.GetByText("It is removed").WaitForAsync();
        await page.Context.CloseAsync();
    }
}
