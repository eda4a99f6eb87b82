using System.Net;
using Ward.City;
using Ward.Detect;
using Ward.Govern.Mandates;
using Ward.Predict;
using Ward.Predict.Tests.Cities;
using Ward.Prescribe.Choices;
using Ward.Prescribe.Measures;
using Ward.Prescribe.Replays;

namespace Ward.Prescribe.Tests.Replays;

public sealed class ReplayTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void OnTheModelOfItsMomentEveryPlanHoldsWithItsFiguresAndIsChosenAgain()
    {
        var plans = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            var (city, kept) = Decided(seed);
            var on = new Replay().OnItsOwn(kept, city, choose: true, Stop);

            Assert.True(on.Review.Holds, $"seed {seed}: {string.Join("; ", on.Review.Faults)}");
            Assert.True(on.Review.AsRecorded, $"seed {seed}");
            Assert.Equal((seed, kept.Prescription.Hash, kept.Prescription.Proof.Status), (seed, on.Again!.Hash, on.Again.Proof.Status));
            if (kept.Prescription.Measures.Count > 0) plans++;
        }

        Assert.True(plans > 40, $"{plans} with a plan");
    }

    [Fact]
    public void APlanThatLacksAMeasureOrHasADearerOneIsFoundOut()
    {
        var (lacking, dearer) = (0, 0);
        for (var seed = 0; seed < 200; seed++)
        {
            var (city, kept) = Decided(seed);
            var told = kept.Prescription;
            if (told.Proof.Status != ProofStatus.Optimal || told.Measures.Count == 0) continue;
            // An optimal plan has no measure to spare, unless it takes the way by which somebody steers a host.
            var without = new Replay().OnItsOwn(kept with { Prescription = told with { Measures = [] } }, city, choose: false, Stop);
            if (!without.Review.Holds) lacking++;
            Assert.False(without.Review.AsRecorded);

            if (told.Alternatives.FirstOrDefault(a => a.Measures.Count > 0 && a.Cost.Total > told.Cost.Total + 1) is not { } other) continue;
            dearer++;
            var worse = new Replay().OnItsOwn(kept with { Prescription = told with { Measures = other.Measures, Cost = other.Cost, Hash = "other" } }, city, choose: true, Stop);
            Assert.True(worse.Review.Holds, $"seed {seed}: {string.Join("; ", worse.Review.Faults)}");
            Assert.Equal(other.Cost.Total, worse.Review.Cost.Total, 6);
            Assert.Contains(worse.Words, w => w.Contains("not the cheapest", StringComparison.Ordinal));
        }

        Assert.True(lacking > 20 && dearer > 5, $"{lacking} lacking, {dearer} dearer");
    }

    [Fact]
    public void OnAModelWithoutWhatThePlanIsAboutItDoesNotHoldAndSaysWhy()
    {
        var (city, kept) = Decided(Enumerable.Range(0, 400).First(s => Decided(s).Kept.Prescription.Measures.Any(m => m is Measure.CloseFlow or Measure.DenySource)));
        var bare = (city with { Version = "bare", Elements = [] }).Anew();
        var on = new Replay().OnAnother(kept, bare, choose: true, Stop);

        Assert.False(on.Review.Holds);
        Assert.Contains(on.Review.Faults, f => f.Contains("the city has no element", StringComparison.Ordinal));
        Assert.NotNull(on.Again);
        Assert.Equal("bare", on.CityVersion);
    }

    [Fact]
    public void EveryKindOfMeasureCanBeLookedAtOnACityThatHasNothingOfIt()
    {
        var kept = Decided(0).Kept;
        Measure[] all =
        [
            new Measure.DenySource(new("e"), IPAddress.Parse("203.0.113.7")), new Measure.DenyWeb(new("e"), IPAddress.Parse("203.0.113.7")), new Measure.CloseFlow(new("e"), new("f")), new Measure.SegmentZone(new("e"), new("a"), new("b")),
            new Measure.IsolateHost(new("e"), new("h")), new Measure.DisableAccount(new("x")), new Measure.RotateCredential(new("x")), new Measure.ChangePassword(new("h"), new("w")), new Measure.VirtualPatch(new("e"), new("w")),
            new Measure.RequireFactor(new("x")), new Measure.Harden(new("h"), new("w")), new Measure.Patch(new("h"), new("w")), new Measure.VerifyBackup(new("h")),
        ];
        foreach (var measure in all)
        {
            var open = kept with { Prescription = kept.Prescription with { Measures = [measure] }, Ground = kept.Ground with { Settings = kept.Ground.Settings with { Kinds = [.. ChoiceOptions.Every], Within = 1000 } } };
            Assert.False(new Replay().OnAnother(open, SmallCity.Model, choose: false, Stop).Review.Holds, measure.Key);
        }
    }

    [Fact]
    public void APlanAboutAWeaknessThatIsGoneDoesNotHold()
    {
        var kept = Decided(0).Kept;
        Measure[] all = [new Measure.Patch(new("web"), new("gone")), new Measure.Harden(new("web"), new("gone")), new Measure.ChangePassword(new("web"), new("gone")), new Measure.VirtualPatch(new("nginx"), new("gone"))];
        foreach (var measure in all)
        {
            var open = kept with { Prescription = kept.Prescription with { Measures = [measure] }, Ground = kept.Ground with { Settings = kept.Ground.Settings with { Kinds = [.. ChoiceOptions.Every], Within = 1000 } } };
            Assert.Equal([$"{measure.Words}: the city has no weakness gone"], new Replay().OnAnother(open, SmallCity.Model, choose: false, Stop).Review.Faults);
        }
    }

    [Fact]
    public void TheMandatesAndListsOfTheMomentCountAndNotThoseOfToday()
    {
        var (tried, shielded, sized) = (0, 0, 0);
        for (var seed = 0; seed < 200; seed++)
        {
            var city = RandomCity.Of(seed);
            var incident = RandomCity.Attack(city, seed);
            if (incident.Entities.OfType<Entity.Source>().FirstOrDefault() is not { } source) continue;
            tried++;
            var guarded = city with { NeverBlock = new One(source.Address) };
            var at = incident.Updated.AddMinutes(1);
            var mandate = new Mandate(new("m"), city.Id, MandateMode.Act, [.. ChoiceOptions.AtOnce], [.. city.Zones.Select(z => z.Id)], new BlastBudget(1, 10, 10, 10), TimeSpan.FromHours(1), 1, new HoursOfDay(at.Hour, (at.Hour + 1) % 24), at.AddMinutes(5));
            var options = new ChoiceOptions { Mandates = [mandate], Time = new At(at) };
            var chosen = new Choice(options).Choose(incident, new Foresight(guarded).Foresee(incident));
            var kept = new KeptChoice(chosen with { Ground = null }, chosen.Ground!);
            // The city's text knows nothing of the list, and the mandate ended long ago.
            var on = new Replay(TimeSpan.FromMinutes(5), new At(at.AddYears(1))).OnItsOwn(kept, city, choose: true, Stop);

            Assert.Equal((seed, chosen.Hash), (seed, on.Again!.Hash));
            Assert.True(on.Review.Holds && on.Review.AsRecorded, $"seed {seed}: {string.Join("; ", on.Review.Faults)}");
            if (new Choice(options).Choose(incident, new Foresight(city).Foresee(incident)).Hash != chosen.Hash) shielded++;
            if (new Choice(options with { Mandates = [] }).Choose(incident, new Foresight(guarded).Foresee(incident)).Hash != chosen.Hash) sized++;
        }

        Assert.True(tried > 20 && shielded > 0, $"{tried} tried, the list made a difference in {shielded}, the mandate in {sized}");
    }

    [Fact]
    public void AnotherVersionIsNotTakenForTheModelOfItsMoment()
    {
        var (city, kept) = Decided(1);
        Assert.Throws<ArgumentException>(() => new Replay().OnItsOwn(kept, city with { Version = "other" }, choose: false, Stop));
    }

    [Fact]
    public void TheLinesThatCarriedTheFindingsAreNotKept()
    {
        var (_, kept) = Decided(2);
        Assert.All(kept.Ground.Incident.Findings, f => Assert.Empty(f.Evidence));
        Assert.Equal(ChoiceGround.Present, kept.Ground.Form);
    }

    private static (CityModel City, KeptChoice Kept) Decided(int seed)
    {
        var city = RandomCity.Of(seed);
        var incident = RandomCity.Attack(city, seed);
        var chosen = new Choice().Choose(incident, new Foresight(city).Foresee(incident));
        return (city, new(chosen with { Ground = null }, chosen.Ground!));
    }

    private sealed class At(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    private sealed class One(IPAddress listed) : INeverBlock
    {
        public string? Why(IPAddress address) => address.Equals(listed) ? "a list" : null;
    }
}
