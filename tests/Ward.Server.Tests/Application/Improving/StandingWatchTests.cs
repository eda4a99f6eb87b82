using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Ward.Cities;
using Ward.City;
using Ward.Prescribe.Measures;
using Ward.Prescribe.Recommendations;
using Ward.Prescribe.Standing;
using Ward.Risks;
using Ward.Server.Application;
using Ward.Server.Application.Improving;
using Ward.Server.Tests.Samples;

namespace Ward.Server.Tests.Application.Improving;

public sealed class StandingWatchTests : IDisposable
{
    private readonly string state = Directory.CreateTempSubdirectory("ward-test-").FullName;
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 2, 21, 0, 0, TimeSpan.Zero));
    private readonly SampleAudit audit = new();
    private readonly RecommendationKeeper keeper;
    private readonly StandingWatch watch;
    private CityModel city = SampleCity.Now;
    private LivingCityStatus standing = LivingCityStatus.None;

    public StandingWatchTests()
    {
        keeper = new(new RecommendationFile(state));
        watch = new(() => city, () => standing, keeper, new Auditor(audit, () => city, time), new CityDay(time, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")), new StandingOptions(), time, NullLogger<StandingWatch>.Instance);
    }

    [Theory]
    [InlineData("a", "2026-03-01T10:00Z", "a", "2026-03-01T23:59Z", false)]
    [InlineData("a", "2026-03-01T10:00Z", "b", "2026-03-01T10:01Z", true)]
    [InlineData("a", "2026-03-01T10:00Z", "a", "2026-03-02T01:59Z", false)]
    [InlineData("a", "2026-03-01T10:00Z", "a", "2026-03-02T02:00Z", true)]
    [InlineData("a", "2026-03-02T02:00Z", "a", "2026-03-02T02:01Z", false)]
    public void ItIsReckonedAtNightAndWhenTheCityHasChanged(string was, string at, string version, string now, bool due) =>
        Assert.Equal(due, StandingWatch.IsDue((was, DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)), version, DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void ItIsReckonedAtTheStart() => Assert.True(StandingWatch.IsDue(null, "a", DateTimeOffset.UnixEpoch));

    [Fact]
    public async Task WhatIsDeclinedIsOutOfTheChoiceAtTheNextLookAndBackWhenItsDayIsOverInTheCity()
    {
        await watch.Look();
        var best = keeper.State.Book.Present[0];
        Decline(best.Id, new(2026, 3, 2));
        await watch.Look();
        Assert.DoesNotContain(watch.State.Plan!.Changes, c => c.Measure.Key == best.Measure.Key);
        Assert.Equal(RecommendationState.Declined, Now(best.Id).State);

        // 23:00 UTC: in Berlin the 3rd has begun.
        time.Advance(TimeSpan.FromMinutes(119));
        await watch.Look();
        Assert.Equal(RecommendationState.Declined, Now(best.Id).State);
        time.Advance(TimeSpan.FromMinutes(1));
        await watch.Look();
        Assert.Equal((RecommendationState.Open, 1), (Now(best.Id).State, Now(best.Id).Place));
        Assert.Contains("asked about again", audit.Entries[^1].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatTheCityShowsIsDoneAndToldToTheAuditTrail()
    {
        await watch.Look();
        Assert.Empty(audit.Entries);
        var flow = keeper.State.Book.Present.First(r => r.Measure is Measure.CloseFlow);
        city = city with { Version = "e" + city.Version[1..], Flows = [.. city.Flows.Where(f => f.Id != ((Measure.CloseFlow)flow.Measure).Flow)] };
        audit.IsFull = true;
        await watch.Look();
        Assert.Contains("no space left", keeper.State.Problem, StringComparison.Ordinal);
        audit.IsFull = false;
        await watch.Look();
        Assert.Null(keeper.State.Problem);
        Assert.Equal(RecommendationState.Done, keeper.State.Book.Past.Single(r => r.Id == flow.Id).State);
        Assert.Equal(("ward", "recommendations"), (Assert.Single(audit.Entries).Actor, audit.Entries[0].Act));
    }

    [Fact]
    public async Task WhileTheCityIsNotWholeNothingIsDone()
    {
        await watch.Look();
        var before = keeper.State.Book;
        (city, standing) = (city with { Version = "bare", Flows = [] }, LivingCityStatus.None with { IsWhole = false });
        await watch.Look();
        Assert.Same(before, keeper.State.Book);
        Assert.Contains("last whole city", keeper.State.Problem, StringComparison.Ordinal);
        Assert.Equal("bare", watch.State.Plan!.CityVersion);
    }

    [Fact]
    public async Task WhatWouldLowerTheRiskIsToldAtTheStartThoughTheCityIsNotWholeAndTakenUpOnceItIs()
    {
        standing = LivingCityStatus.None with { IsWhole = false };
        await watch.Look();
        Assert.NotEmpty(watch.State.Plan!.Changes);
        Assert.Empty(keeper.State.Book.Present);
        Assert.Contains("last whole city", keeper.State.Problem, StringComparison.Ordinal);

        standing = LivingCityStatus.None;
        await watch.Look();
        Assert.NotEmpty(keeper.State.Book.Present);
        Assert.Null(keeper.State.Problem);
    }

    [Fact]
    public async Task WhatCouldNotBeKeptIsTriedAgainAfterAMinute()
    {
        var at = Path.Combine(state, "standing");
        Directory.Move(at, at + "-away");
        await watch.Look();
        Assert.Contains("could not be kept", keeper.State.Problem, StringComparison.Ordinal);
        Assert.Empty(keeper.State.Book.Present);
        var plan = watch.State.Plan;
        Directory.Move(at + "-away", at);
        time.Advance(StandingWatch.TryAgainAfter - TimeSpan.FromSeconds(1));
        await watch.Look();
        Assert.Empty(keeper.State.Book.Present);
        time.Advance(TimeSpan.FromSeconds(1));
        await watch.Look();
        Assert.NotEmpty(keeper.State.Book.Present);
        Assert.Null(keeper.State.Problem);
        // It was not reckoned anew for that.
        Assert.Same(plan, watch.State.Plan);
    }

    [Fact]
    public async Task NothingIsDecidedOrWrittenOverWhereTheFileIsOfANewerWard()
    {
        var file = Path.Combine(state, "standing", "recommendations.json");
        const string Newer = """{"version": 9}""";
        await File.WriteAllTextAsync(file, Newer, TestContext.Current.CancellationToken);
        var broken = new RecommendationKeeper(new RecommendationFile(state));
        Assert.IsType<RecommendationKept.Broken>(broken.Decide("any", null, b => b));
        broken.Fail("something else");
        Assert.Contains("version 9", broken.State.Problem, StringComparison.Ordinal);
        await watch.Look();
        Assert.Empty(broken.Take(watch.State.Plan!, new Dictionary<string, MeasureWeight>(), city, time.GetUtcNow(), new(2026, 3, 2)));
        Assert.Equal(Newer, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    public void Dispose()
    {
        watch.Dispose();
        Directory.Delete(state, recursive: true);
    }

    private void Decline(string id, DateOnly until) =>
        Assert.IsType<RecommendationKept.InForce>(keeper.Decide(id, null, b => b.Decide(id, new(RecommendationState.Declined, "kim", new(2026, 3, 2), "it is needed", null, until), time.GetUtcNow())));

    private Recommendation Now(string id) => keeper.State.Book.Present.Single(r => r.Id == id);
}
