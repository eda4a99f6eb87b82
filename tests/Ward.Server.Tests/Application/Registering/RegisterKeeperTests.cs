using Ward.City;
using Ward.City.Assets;
using Ward.City.Flows;
using Ward.Govern.Risk;
using Ward.Risks;
using Ward.Server.Application.Registering;
using Ward.Server.Tests.Samples;

namespace Ward.Server.Tests.Application.Registering;

public sealed class RegisterKeeperTests : IDisposable
{
    private static readonly DateOnly Day = new(2026, 3, 2);
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private readonly string state = Directory.CreateTempSubdirectory("ward-test-").FullName;

    [Fact]
    public void WhatWasDecidedIsThereAfterARestartAndIsNoNewsThen()
    {
        var first = Open();
        Assert.Empty(first.Reckon(SampleCity.Now, Now, Day));
        var risk = first.State.Register.Entries[0];
        Assert.IsType<Kept.InForce>(first.Decide(risk.Id, new Decision(RiskStatus.Accepted, "a wall stands there", null, new(2026, 3, 2), "kim", false) { Until = new(2026, 4, 1) }, "Water works", RiskMark.Of(risk), Now));
        var again = Open();
        Assert.Empty(again.Reckon(SampleCity.Now, Now, Day));
        var kept = again.State.Register.Entries.Single(e => e.Id == risk.Id);
        Assert.Equal((RiskStatus.Accepted, "a wall stands there", "Water works", new DateOnly(2026, 4, 1)), (kept.Decision.Status, kept.Decision.Justification, kept.Owner, kept.ReviewBy));
        Assert.Equal(RiskChangeKind.Decided, Assert.Single(again.State.Notes).Kind);
    }

    /// <summary>As a register from before grounds were kept.</summary>
    [Fact]
    public void GroundsThatWereNotKeptAreKeptAtTheNextReckoning()
    {
        var file = Path.Combine(state, "register", "register.yaml");
        Open().Reckon(SampleCity.Now, Now, Day);
        Assert.Contains("grounds:", File.ReadAllText(file), StringComparison.Ordinal);
        File.WriteAllLines(file, File.ReadAllLines(file).Where(l => !l.Contains("grounds:", StringComparison.Ordinal)));
        Assert.Empty(Open().Reckon(SampleCity.Now, Now.AddHours(1), Day));
        Assert.Contains("grounds:", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public void AChangeOfTheCityIsToldWithItsReasonAndRememberedAfterARestart()
    {
        var city = SampleCity.Now;
        var open = city with { Version = "e" + city.Version[1..], Flows = [.. city.Flows, new Flow(new FlowId("in-the-open"), new FlowEnd.OfZone(new ZoneId("internet")), new FlowEnd.OfAsset(new AssetId("device-at-10-20-4-77")), Transport.Tcp, 80, [], 0)] };
        Open().Reckon(city, Now, Day);
        var notes = Open().Reckon(open, Now.AddHours(1), Day);
        Assert.Contains(notes, n => n.Kind == RiskChangeKind.New && n.CityVersion == open.Version && n.Why.Any(w => w.Contains("in-the-open", StringComparison.Ordinal)));
        Assert.Equal(notes.Select(n => (n.Id, n.Kind, string.Join('|', n.Why))), Open().State.Notes.Select(n => (n.Id, n.Kind, string.Join('|', n.Why))));
    }

    [Fact]
    public void ARegisterThatCannotBeReadIsLeftAsItIsAndNothingIsDecided()
    {
        var file = Path.Combine(state, "register", "register.yaml");
        Open().Reckon(SampleCity.Now, Now, Day);
        var text = File.ReadAllText(file).Replace("status: unchecked", "status: unchekd", StringComparison.Ordinal);
        File.WriteAllText(file, text);
        var broken = Open();
        Assert.Contains("status", broken.State.Problem, StringComparison.Ordinal);
        Assert.Empty(broken.Reckon(SampleCity.Now, Now, Day));
        Assert.IsType<Kept.Broken>(broken.Decide("any", Decision.None, null, null, Now));
        broken.Fail("something else");
        Assert.Contains("status", broken.State.Problem, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(file));
    }

    [Fact]
    public void ADecisionIsAboutTheRiskThatWasRead()
    {
        var open = Open();
        open.Reckon(SampleCity.Now, Now, Day);
        var risk = open.State.Register.Entries[0];
        Decision Accepted(string by) => new(RiskStatus.Accepted, "a wall stands there", null, Day, by, false) { Until = Day.AddDays(30) };
        Assert.IsType<Kept.InForce>(open.Decide(risk.Id, Accepted("kim"), null, RiskMark.Of(risk), Now));
        var late = Assert.IsType<Kept.Another>(open.Decide(risk.Id, Accepted("lee"), null, RiskMark.Of(risk), Now));
        Assert.Contains("accepted by kim", RiskMark.Told(late.Now), StringComparison.Ordinal);
        Assert.IsType<Kept.InForce>(open.Decide(risk.Id, Accepted("lee"), null, RiskMark.Of(late.Now), Now));
        Assert.IsType<Kept.Unknown>(open.Decide("nope", Accepted("lee"), null, null, Now));
    }

    [Fact]
    public void AReckoningWithManyChangesLeavesTheDecisionsOfPeopleInMemory()
    {
        var open = Open();
        open.Reckon(SampleCity.Now, Now, Day);
        open.Decide(open.State.Register.Entries[0].Id, new Decision(RiskStatus.Accepted, "a wall stands there", null, Day, "kim", false) { Until = Day.AddDays(30) }, null, null, Now);
        for (var i = 1; i <= 3; i++)
        {
            var changes = open.Reckon(Crowded(i), Now.AddHours(i), Day);
            Assert.True(changes.Count > RegisterKeeper.MostNotes);
            var more = open.State.Notes[RegisterKeeper.MostOfOne];
            Assert.Equal(("", $"and {changes.Count - RegisterKeeper.MostOfOne} more"), (more.Id, more.Words));
        }

        Assert.Equal(RegisterKeeper.MostNotes, open.State.Notes.Count);
        Assert.Contains(open.State.Notes, n => n.Kind == RiskChangeKind.Decided && n.Why[0].StartsWith("kim decided", StringComparison.Ordinal));

        static CityModel Crowded(int turn) => SampleCity.Now with
        {
            Version = $"{turn}{SampleCity.Now.Version[1..]}",
            Assets = [.. SampleCity.Now.Assets, .. Enumerable.Range(0, 400).Select(n => new Asset(new AssetId($"device-{turn}-{n}"), $"device {n}", new ZoneId("office"), AssetKind.Other, [], [new ListeningPort("http", Transport.Tcp, 80)], []))],
        };
    }

    public void Dispose() => Directory.Delete(state, recursive: true);

    private RegisterKeeper Open() => new(new RegisterFolder(state));
}
