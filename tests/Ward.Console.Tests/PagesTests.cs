namespace Ward.Console.Tests;

public sealed class PagesTests(ConsoleUnderTest console)
{
    [Theory]
    [InlineData(1440, false), InlineData(1440, true), InlineData(1024, false), InlineData(390, false), InlineData(390, true)]
    public async Task EveryPageIsPhotographedAndNothingStandsInTheWayOfAnybody(int width, bool dark)
    {
        ConsoleUnderTest.NeedsChromium();
        var page = await console.Open(width, dark);
        var wrong = new List<string>();
        foreach (var (path, name) in new[]
        {
            ("/", "now"), ("/incidents", "incidents"), ("/incidents/inc-7d41", "incident"), ("/incidents/inc-52aa", "incident-hostile"), ("/incidents/inc-1c09", "incident-quiet"),
            ("/risk", "risk"), ("/improve", "improve"), ("/register", "register"), ("/rules", "rules"), ("/feeds", "feeds"), ("/feeds/edge-syslog", "feed"), ("/connect", "connect"), ("/connect/rsyslog", "connect-rsyslog"), ("/connect/curl", "connect-curl"), ("/connect/kafka", "connect-off"), ("/threats", "threats"), ("/elements", "elements"), ("/city", "city"), ("/journal", "journal"), ("/people", "people"), ("/not-there", "not-found"),
        })
        {
            await ConsoleUnderTest.Go(page, path);
            foreach (var summary in await page.Locator("summary").AllAsync()) await summary.ClickAsync();
            await ConsoleUnderTest.Photograph(page, $"{width}-{name}{(dark ? "-dark" : "")}");
            wrong.AddRange(await ConsoleUnderTest.Violations(page));
            var over = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
            if (over > 0) wrong.Add($"{path} is {over} px wider than the screen");
        }

        await page.Context.CloseAsync();
        Assert.Empty(wrong);
        Assert.DoesNotContain(console.Complaints, c => !c.Contains("/not-there", StringComparison.Ordinal));
    }

    [Theory, InlineData(1440), InlineData(390)]
    public async Task TheDoorsAreClean(int width)
    {
        ConsoleUnderTest.NeedsChromium();
        var page = await console.Open(width, signedInAlready: false);
        foreach (var path in new[] { "/account/sign-in", "/account/join", "/account/set-up" })
        {
            await page.GotoAsync(path);
            await ConsoleUnderTest.Photograph(page, $"{width}-{path[9..]}");
            Assert.Empty(await ConsoleUnderTest.Violations(page));
        }

        await page.Context.CloseAsync();
    }
}
