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
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private readonly string state = Directory.CreateTempSubdirectory("ward-test-").FullName;

    [Fact]
    public void WhatWasDecidedIsThereAfterARestartAndIsNoNewsThen()
    {
        var first = Open();
        Assert.Empty(first.Reckon(SampleCity.Now, Now));
        var risk = first.State.Register.Entries[0];
        Assert.NotNull(first.Decide(risk.Id, new Decision(RiskStatus.Accepted, "a wall stands there", null, new(2026, 3, 2), "kim", false) { Until = new(2026, 4, 1) }, "Water works", Now));
        var again = Open();
        Assert.Empty(again.Reckon(SampleCity.Now, Now));
        var kept = again.State.Register.Entries.Single(e => e.Id == risk.Id);
        Assert.Equal((RiskStatus.Accepted, "a wall stands there", "Water works", new DateOnly(2026, 4, 1)), (kept.Decision.Status, kept.Decision.Justification, kept.Owner, kept.ReviewBy));
        Assert.Equal(RiskChangeKind.Decided, Assert.Single(again.State.Notes).Kind);
    }

    [Fact]
    public void AChangeOfTheCityIsToldWithItsReasonAndRememberedAfterARestart()
    {
        var city = SampleCity.Now;
        var open = city with { Version = "e" + city.Version[1..], Flows = [.. city.Flows, new Flow(new FlowId("in-the-open"), new FlowEnd.OfZone(new ZoneId("internet")), new FlowEnd.OfAsset(new AssetId("device-at-10-20-4-77")), Transport.Tcp, 80, [], 0)] };
        Open().Reckon(city, Now);
        var notes = Open().Reckon(open, Now.AddHours(1));
        Assert.Contains(notes, n => n.Kind == RiskChangeKind.New && n.CityVersion == open.Version && n.Why.Any(w => w.Contains("in-the-open", StringComparison.Ordinal)));
        Assert.Equal(notes.Select(n => (n.Id, n.Kind, string.Join('|', n.Why))), Open().State.Notes.Select(n => (n.Id, n.Kind, string.Join('|', n.Why))));
    }

    [Fact]
    public void ARegisterThatCannotBeReadIsLeftAsItIsAndNothingIsDecided()
    {
        var file = Path.Combine(state, "register", "register.yaml");
        Open().Reckon(SampleCity.Now, Now);
        var text = File.ReadAllText(file).Replace("status: unchecked", "status: unchekd", StringComparison.Ordinal);
        File.WriteAllText(file, text);
        var broken = Open();
        Assert.Contains("status", broken.State.Problem, StringComparison.Ordinal);
        Assert.Empty(broken.Reckon(SampleCity.Now, Now));
        Assert.Throws<InvalidOperationException>(() => broken.Decide("any", Decision.None, null, Now));
        Assert.Equal(text, File.ReadAllText(file));
    }

    public void Dispose() => Directory.Delete(state, recursive: true);

    private RegisterKeeper Open() => new(new RegisterFolder(state));
}
