using Ward.Detect.Hunts;
using Ward.Detect.Rules;
using Ward.Detect.Tuning;
using Ward.Server.Application.Tuning;
using Ward.Server.Tests.Samples;

namespace Ward.Server.Tests.Application.Tuning;

public sealed class FilterPreviewTests
{
    private static readonly RuleSet AsIs = RuleSet.Compile([("root.yml", SampleRules.Root)]);
    private static readonly RuleSet Silent = RuleSet.Compile([("root.yml", SampleRules.Root), ("quiet.yml", SampleRules.Quiet(new DateOnly(2099, 1, 1)).Replace("10.20.4.9", "203.0.113.7", StringComparison.Ordinal))]);

    [Fact]
    public async Task OfTooLongAHistoryTheNewestPartIsLookedAtAndThatIsSaid()
    {
        var preview = await Run(new FilterPreviewOptions { MostEvents = 2 });
        Assert.True(preview.IsShortened);
        Assert.InRange(preview.Until - preview.From, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(10));
        Assert.False((await Run(new FilterPreviewOptions { MostEvents = 3 })).IsShortened);
    }

    [Fact]
    public async Task WhatFindsTooMuchEndsEarlyAndThatIsSaid() =>
        Assert.Equal(HuntEnd.TooMuch, (await Run(new FilterPreviewOptions { MostFindings = 1 })).End);

    [Theory]
    [InlineData("7d", 7 * 24)]
    [InlineData("12h", 12)]
    [InlineData(null, 7 * 24)]
    [InlineData("400d", null)]
    [InlineData("", null)]
    [InlineData("7d | count", null)]
    [InlineData("7d user:root", null)]
    public void ASpanIsHoursOrDaysAndNothingElse(string? since, int? hours) =>
        Assert.Equal(hours is { } h ? TimeSpan.FromHours(h) : null, FilterText.Span(since));

    private static Task<FilterPreview> Run(FilterPreviewOptions options) =>
        FilterPreview.Run(AsIs, Silent, null, new SampleEvents(), TimeSpan.FromDays(7), options, _ => ValueTask.CompletedTask, TimeProvider.System, TestContext.Current.CancellationToken);
}
