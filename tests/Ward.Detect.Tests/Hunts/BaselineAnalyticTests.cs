using Ward.Detect.Findings;
using Ward.Detect.Hunts;
using Ward.Detect.Tests.Baselines;
using Ward.Ingest;

namespace Ward.Detect.Tests.Hunts;

public sealed class BaselineAnalyticTests
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly SignInLine[] Lines =
    [
        .. SignInBaselineTests.Habit("mveber", "10.0.0.5", weeks: 6),
        new(Monday.AddDays(41).AddHours(-5.8), "mveber", "203.0.113.9", true),
        new(Monday.AddDays(43).AddHours(-5.8), "mveber", "203.0.113.77", true),
    ];

    [Fact]
    public void WhatIsUnusualIsFoundByWhatWasLearntInTheHuntItself()
    {
        var analytic = new BaselineAnalytic(BaselineAnalytic.SignIns);
        var findings = See(analytic, 0, Lines.Length);
        Assert.Equal("mveber signs in on weekdays 9 to 11 UTC from 1 known address", findings[0].Explanation.Expected);
        Assert.Empty(See(new BaselineAnalytic(BaselineAnalytic.SignIns), Lines.Length - 2, Lines.Length));
    }

    [Fact]
    public void AHuntThatGoesOnFindsWhatItWouldHaveFoundInOneGo()
    {
        var (whole, first, second) = (new BaselineAnalytic(BaselineAnalytic.SignIns), new BaselineAnalytic(BaselineAnalytic.SignIns), new BaselineAnalytic(BaselineAnalytic.SignIns));
        var expected = See(whole, 0, Lines.Length);
        var found = See(first, 0, 40);
        using var state = new MemoryStream();
        first.Save(state);
        state.Position = 0;
        Assert.True(second.TryRestore(state));
        found.AddRange(See(second, 40, Lines.Length));
        Assert.NotEmpty(expected);
        Assert.Equal(expected.Select(f => f.Id), found.Select(f => f.Id));
    }

    [Fact]
    public void ABaselineThatIsNoneIsRefused() => Assert.Throws<ArgumentException>(() => new BaselineAnalytic("moods"));

    private static List<Finding> See(BaselineAnalytic analytic, int from, int before)
    {
        var (builder, findings) = (new EventBuilder(), new List<Finding>());
        for (var i = from; i < before; i++) analytic.Observe(Lines[i].On(builder, i), findings);
        return findings;
    }
}
