using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Ward.Cities;
using Ward.City;
using Ward.City.Assets;
using Ward.City.Flows;
using Ward.Govern.Risk;
using Ward.Risks;
using Ward.Server.Application;
using Ward.Server.Application.Registering;
using Ward.Server.Tests.Samples;

namespace Ward.Server.Tests.Application.Registering;

public sealed class RegisterWatchTests : IDisposable
{
    private static readonly CityModel Other = SampleCity.Now with
    {
        Version = "e" + SampleCity.Now.Version[1..],
        Flows = [.. SampleCity.Now.Flows, new Flow(new FlowId("in-the-open"), new FlowEnd.OfZone(new ZoneId("internet")), new FlowEnd.OfAsset(new AssetId("device-at-10-20-4-77")), Transport.Tcp, 80, [], 0)],
    };

    private readonly string state = Directory.CreateTempSubdirectory("ward-test-").FullName;
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 2, 22, 30, 0, TimeSpan.Zero));
    private readonly SampleAudit audit = new();
    private readonly RegisterKeeper keeper;
    private readonly RegisterWatch watch;
    private CityModel city = SampleCity.Now;
    private LivingCityStatus standing = LivingCityStatus.None;

    public RegisterWatchTests()
    {
        keeper = new(new RegisterFolder(state));
        watch = new(() => city, () => standing, keeper, new Auditor(audit, () => city, time), new CityDay(time, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")), time, NullLogger<RegisterWatch>.Instance);
    }

    [Fact]
    public async Task AnAuditTrailThatTakesNothingEndsNothingAndHearsOfItOnceItDoes()
    {
        await watch.Look();
        (city, audit.IsFull) = (Other, true);
        await watch.Look();
        Assert.Contains("no space left", keeper.State.Problem, StringComparison.Ordinal);
        await watch.Look();
        Assert.Empty(audit.Entries);

        audit.IsFull = false;
        await watch.Look();
        Assert.Contains("new", Assert.Single(audit.Entries).Detail, StringComparison.Ordinal);
        Assert.Null(keeper.State.Problem);
        await watch.Look();
        Assert.Single(audit.Entries);
    }

    [Fact]
    public async Task WhileTheCityIsNotWholeNothingIsMended()
    {
        await watch.Look();
        var (before, whole) = (keeper.State.Register, city);
        (city, standing) = (SampleCity.Make() with { Version = "bare", Assets = [.. SampleCity.Make().Assets.Take(1)], Flows = [] }, LivingCityStatus.None with { IsWhole = false });
        await watch.Look();
        Assert.Same(before, keeper.State.Register);
        Assert.Contains("last whole city", keeper.State.Problem, StringComparison.Ordinal);
        (city, standing) = (whole, LivingCityStatus.None);
        await watch.Look();
        Assert.Null(keeper.State.Problem);
        Assert.Empty(audit.Entries);
    }

    [Fact]
    public async Task WhatFailedIsTriedAgainAfterAMinute()
    {
        await watch.Look();
        city = Other;
        var at = Path.Combine(state, "register");
        Directory.Move(at, at + "-away");
        await watch.Look();
        Assert.Contains("could not be brought up to date", keeper.State.Problem, StringComparison.Ordinal);
        Directory.Move(at + "-away", at);
        time.Advance(RegisterWatch.TryAgainAfter - TimeSpan.FromSeconds(1));
        await watch.Look();
        Assert.NotNull(keeper.State.Problem);
        time.Advance(TimeSpan.FromSeconds(1));
        await watch.Look();
        Assert.Null(keeper.State.Problem);
        Assert.Equal(Other.Version, keeper.State.CityVersion);
        Assert.Single(audit.Entries);
    }

    [Fact]
    public async Task AnAcceptanceEndsAtTheCitysMidnight()
    {
        await watch.Look();
        var risk = keeper.State.Register.Entries[0];
        keeper.Decide(risk.Id, new Decision(RiskStatus.Accepted, "a wall stands there", null, new(2026, 3, 2), "kim", false) { Until = new(2026, 3, 2) }, null, null, time.GetUtcNow());
        time.Advance(TimeSpan.FromMinutes(29));
        await watch.Look();
        Assert.Equal(RiskStatus.Accepted, Now(risk.Id).Decision.Status);
        // 23:00 UTC: in Berlin the 3rd has begun.
        time.Advance(TimeSpan.FromMinutes(1));
        await watch.Look();
        Assert.Equal(RiskStatus.InDiscussion, Now(risk.Id).Decision.Status);
        Assert.Contains("1 decided", Assert.Single(audit.Entries).Detail, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        watch.Dispose();
        Directory.Delete(state, recursive: true);
    }

    private RiskEntry Now(string id) => keeper.State.Register.Entries.Single(e => e.Id == id);
}
