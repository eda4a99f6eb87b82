using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Ward.Predict.Risks;
using Ward.Prescribe.Standing;
using Ward.Server.Application.Improving;
using Ward.Server.Tests.Samples;

namespace Ward.Server.Tests.Application.Improving;

public sealed class LossWatchTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 2, 21, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task WhatFailedIsTriedAgainWithTheNextPlanThoughItIsTheSame()
    {
        StandingPlan Plan() => new(SampleCity.Now.Id, SampleCity.Now.Version, time.GetUtcNow(), 10, 10, 0, 0, [], [], "");
        var standing = new StandingState(Plan(), SampleCity.Now, null);
        using var watch = new LossWatch(() => standing, new RiskAssumptions { Footholds = null! }, time, NullLogger<LossWatch>.Instance);
        await watch.Look();
        Assert.Contains("21:00", watch.State.Problem, StringComparison.Ordinal);

        time.Advance(TimeSpan.FromHours(1));
        await watch.Look();
        Assert.Contains("21:00", watch.State.Problem, StringComparison.Ordinal);
        standing = standing with { Plan = Plan() };
        await watch.Look();
        Assert.Contains("22:00", watch.State.Problem, StringComparison.Ordinal);
    }
}
