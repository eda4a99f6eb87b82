using Ward.Detect.Explaining;
using Ward.Detect.Rules;
using Ward.Ingest;

namespace Ward.Detect.Tests.Rules;

/// <summary>What a rule asks of the city's own clocks.</summary>
public sealed class LocalTimeTests
{
    private const string AtNight = "title: At night\nlogsource: {}\ndetection:\n  late:\n    local_time|hour|gte: 21\n  early:\n    local_time|hour|lt: 4\n  condition: late or early\n";
    private const string OnSunday = "title: On a Sunday\nlogsource: {}\ndetection:\n  s:\n    local_weekday: [saturday, Sunday]\n  condition: s\n";

    /// <summary>In Berlin the clocks went from 2 to 3 on 29 March 2026 and from 3 to 2 on 25 October (Directive 2000/84/EC).</summary>
    [Theory]
    [InlineData("2026-01-15T19:59:00Z", false)]
    [InlineData("2026-01-15T20:00:00Z", true)]
    [InlineData("2026-07-15T18:59:00Z", false)]
    [InlineData("2026-07-15T19:00:00Z", true)]
    [InlineData("2026-03-29T02:59:00Z", false)]
    [InlineData("2026-03-29T01:59:00Z", true)]
    [InlineData("2026-03-29T02:00:00Z", false)]
    [InlineData("2026-10-25T01:00:00Z", true)]
    [InlineData("2026-10-25T02:59:00Z", true)]
    [InlineData("2026-10-25T03:00:00Z", false)]
    public void NightIsByTheCitysClocksOnBothSidesOfSummerTime(string at, bool isNight) => Assert.Equal(isNight, Speaks(AtNight, "Europe/Berlin", at));

    [Theory]
    [InlineData("2026-03-08T04:59:00Z", true)]
    [InlineData("2026-03-09T03:59:00Z", true)]
    [InlineData("2026-03-09T04:00:00Z", false)]
    public void TheWeekdayIsTheOneOfTheCity(string at, bool isWeekend) => Assert.Equal(isWeekend, Speaks(OnSunday, "America/New_York", at));

    [Fact]
    public void WithoutAZoneItIsUtc()
    {
        Assert.True(Speaks(AtNight, null, "2026-07-15T03:59:00Z"));
        Assert.False(Speaks(AtNight, null, "2026-07-15T04:00:00Z"));
    }

    [Fact]
    public void AnExplanationAndASetOfOneRuleTellTheSameTime()
    {
        var set = Set(AtNight, "Europe/Berlin");
        var e = At("2026-07-15T19:00:00Z");
        Assert.True(new RuleExplainer(set.Rules[0], set.Zone).Explain(e).Matches);
        Assert.Single(new RuleEngine(set.Only(set.Rules[0].Header.Key)).Feed(e));
    }

    private static bool Speaks(string rule, string? zone, string at) => new RuleEngine(Set(rule, zone)).Feed(At(at)).Count > 0;

    private static RuleSet Set(string rule, string? zone) => new RuleTexts([new("r.yml", rule)], [], new Dictionary<string, IReadOnlyList<string>>()) { Zone = zone }.Compile();

    private static Event At(string time) => new Lines().At((DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture) - Lines.Start).TotalSeconds).Event;
}
