using Microsoft.Playwright;

namespace Ward.Console.Tests;

public sealed class SearchPageTests(ConsoleUnderTest console)
{
    [Fact]
    public Task AQuestionIsAnsweredAndStandsInTheAddress() => console.With(async (page, house) =>
    {
        await ConsoleUnderTest.Go(page, "/search");
        await page.Locator("#q").FillAsync("user:root status:failure");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Search" }).ClickAsync();
        await page.GetByText("3 found").WaitForAsync();
        Assert.Contains("q=user%3Aroot%20status%3Afailure&time=last%2024h", page.Url, StringComparison.Ordinal);
        Assert.Contains("last 1d", house.Events.LastQuery!.ToString(), StringComparison.Ordinal);
        Assert.Equal("search", (await house.Audit.Latest(1, CancellationToken.None)).Single().Entry.Act);
    });

    [Fact]
    public Task ALineIsShownWithItsFieldsAndNothingInItHappens() => console.With(async (page, _) =>
    {
        await ConsoleUnderTest.Go(page, "/search?q=root&time=last%2024h");
        var hostile = page.Locator("summary", new PageLocatorOptions { HasText = "alert('root')" });
        await hostile.ClickAsync();
        await page.GetByText("⟨U+202E⟩").Last.WaitForAsync();
        await page.Locator("details[open] dt", new PageLocatorOptions { HasText = "src_endpoint.ip" }).WaitForAsync();
        Assert.Equal(0, await page.Locator("main script").CountAsync());
        foreach (var width in new[] { 1440, 390 })
        {
            await page.SetViewportSizeAsync(width, 900);
            await ConsoleUnderTest.Photograph(page, $"{width}-search");
            Assert.Empty(await ConsoleUnderTest.Violations(page));
            Assert.Equal(0, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        }
    });

    [Fact]
    public Task ASummaryIsATable() => console.With(async (page, _) =>
    {
        await ConsoleUnderTest.Go(page, $"/search?q={Uri.EscapeDataString("root | count by user")}&time=");
        await page.GetByRole(AriaRole.Columnheader, new PageGetByRoleOptions { Name = "user" }).WaitForAsync();
        await page.GetByRole(AriaRole.Cell, new PageGetByRoleOptions { Name = "root" }).WaitForAsync();
        Assert.Empty(await ConsoleUnderTest.Violations(page));
    });

    [Fact]
    public Task AQuestionThatIsNotUnderstoodIsToldWhy() => console.With(async (page, house) =>
    {
        await ConsoleUnderTest.Go(page, $"/search?q={Uri.EscapeDataString("user:(")}&time=");
        await page.GetByText("The query is not understood").WaitForAsync();
        Assert.Null(house.Events.LastQuery);
        Assert.Empty(await ConsoleUnderTest.Violations(page));
    });
}
