using System.Net;
using CsCheck;
using Ward.City;
using Ward.Detect.Findings;
using Ward.Detect.Incidents;
using Ward.Detect.Risk;
using Ward.Detect.Tests.Incidents;

namespace Ward.Detect.Tests.Risk;

public class RiskBookTests
{
    private static readonly Entity Bastion = new Entity.Host(new AssetId("bastion"));
    private static readonly IncidentId Story = new("inc-1");

    [Fact]
    public void AFindingAddsToEveryEntityThatItNames()
    {
        var book = Book();
        Take(book, Of(1, 0, "a", login: "backup"));
        Assert.Equal(3, book.Highest(10, Told.Noon).Count);
        Assert.All(book.Highest(10, Told.Noon), r => Assert.Equal(25, r.Points));
    }

    [Theory]
    [InlineData(Severity.High, Meaning.Attempt, 1.0, 50)]
    [InlineData(Severity.High, Meaning.Compromise, 1.0, 100)]
    [InlineData(Severity.Medium, Meaning.Unusual, 1.0, 15)]
    [InlineData(Severity.Low, Meaning.Attempt, 0.7, 7)]
    public void LevelMeaningAndConfidenceWeigh(Severity severity, Meaning meaning, double confidence, double points)
    {
        var book = Book();
        Take(book, Of(1, 0, "a", severity, meaning) with { Confidence = confidence });
        Assert.Equal(points, book.Of(Bastion, Told.Noon)!.Points, 9);
    }

    [Fact]
    public void TheSameRuleAgainAddsEverLess()
    {
        var (book, before, added) = (Book(), 0.0, double.MaxValue);
        for (var i = 0; i < 200; i++)
        {
            Take(book, Of(i, 0, "a"));
            var now = book.Of(Bastion, Told.Noon)!.Points;
            Assert.InRange(now - before, double.Epsilon, added);
            (added, before) = (now - before, now);
        }

        Assert.InRange(before, 25 * 2.4, 25 * 2.613);
    }

    [Fact]
    public void AGraverWordOfTheSameRuleIsNoMereRepeat()
    {
        var book = Book();
        Take(book, Of(1, 0, "a", Severity.Low), Of(2, 0, "a", Severity.High, Meaning.Compromise));
        Assert.Equal(100, book.Of(Bastion, Told.Noon)!.Points, 9);
    }

    [Fact]
    public void RiskHalvesWithTheHalfLifeOfEventTime()
    {
        var book = Book();
        Take(book, Of(1, 0, "a"));
        Assert.Equal(12.5, book.Of(Bastion, Told.Noon.AddHours(24))!.Points, 9);
        Take(book, Of(2, 24 * 3600, "b"));
        Assert.Equal(37.5, book.Of(Bastion, Told.Noon.AddHours(24))!.Points, 9);
    }

    [Fact]
    public void ALateFindingAddsWhatIsLeftOfIt()
    {
        var (inOrder, late) = (Book(), Book());
        Take(inOrder, Of(1, 0, "a"), Of(2, 3600, "b"));
        Take(late, Of(2, 3600, "b"), Of(1, 0, "a"));
        Assert.Equal(inOrder.Of(Bastion, Told.Noon.AddHours(1))!.Points, late.Of(Bastion, Told.Noon.AddHours(1))!.Points, 9);
    }

    [Fact]
    public void ReasonsSayWhoAddedHowMuchAndWhen()
    {
        var book = Book();
        Take(book, Of(1, 0, "a"), Of(2, 60, "a"), Of(3, 120, "b", Severity.High));
        var risk = book.Of(Bastion, Told.Noon.AddSeconds(120))!;
        Assert.Equal(["b", "a"], risk.Reasons.Select(r => r.Detector));
        Assert.Equal((2L, Told.Noon, Told.Noon.AddSeconds(60), Story, true), (risk.Reasons[1].Times, risk.Reasons[1].First, risk.Reasons[1].Last, risk.Reasons[1].Incident, risk.Reasons[0].LastFinding == new FindingId("rule/3")));
        Assert.Equal(risk.Points, risk.Reasons.Sum(r => r.Points), 9);
    }

    [Fact]
    public void DifferentQuietFindingsTogetherAreToldOnceInARefractoryTime()
    {
        var book = Book();
        var told = Take(book, [.. Quiet(0), .. Quiet(10), .. Quiet(20), .. Quiet(30)]);
        var finding = Assert.Single(told, f => f.Entities.SequenceEqual([Bastion]));
        Assert.Equal((Meaning.Unusual, false, false), (finding.Meaning, finding.Attested, finding.SenderKnown));
        Assert.True(finding.Explanation.Fields.Count >= 3);
        Assert.Single(Take(book, [.. Quiet(24 * 3600), .. Quiet((24 * 3600) + 60)]), f => f.Entities.SequenceEqual([Bastion]));
    }

    [Fact]
    public void OneNoisyRuleIsNeverTold()
    {
        var book = Book();
        Assert.Empty(Take(book, [.. Enumerable.Range(0, 500).Select(i => Of(i, i, "a", Severity.Medium, Meaning.Reconnaissance))]));
    }

    [Fact]
    public void LoudFindingsAreIncidentsAnywayAndDoNotCountTowardsIt()
    {
        var book = Book();
        Assert.Empty(Take(book, Of(1, 0, "a", Severity.High), Of(2, 1, "b", Severity.Critical), Of(3, 2, "c", Severity.High), Of(4, 3, "d", Severity.Low)));
    }

    [Fact]
    public void ARevisionOfAFindingAddsNothing()
    {
        var book = Book();
        Take(book, Of(1, 0, "a"), Of(1, 0, "a") with { Revision = 2 });
        Assert.Equal(25, book.Of(Bastion, Told.Noon)!.Points);
    }

    [Fact]
    public void WhatIsDoneFromAnAddressOfTheCityIsTheAssetsDoing()
    {
        var book = new RiskBook(Told.City, new RiskOptions(), ip => ip.Equals(IPAddress.Parse("203.0.113.9")) ? new AssetId("bastion") : null);
        Take(book, Of(1, 0, "a", source: "203.0.113.9", host: "files"));
        Assert.Equal(["bastion", "files"], book.Highest(5, Told.Noon).Select(r => r.Entity.ToString()).Order());
        Assert.Equal(25, book.Of(new Entity.Source(IPAddress.Parse("203.0.113.9")), Told.Noon)!.Points);
    }

    [Fact]
    public void AFloodOfNewNamesDoesNotDisplaceWhatIsAtRisk()
    {
        var book = new RiskBook(Told.City, new RiskOptions { Entities = 100 });
        Take(book, Of(1, 0, "a", Severity.High));
        Take(book, [.. Enumerable.Range(0, 5000).Select(i => Of(10 + i, 1 + (i / 1000.0), "b", Severity.Low, source: null, host: null, login: $"name{i}"))]);
        Assert.Equal(50, book.Of(Bastion, Told.Noon)!.Points, 1);
        Assert.Equal((100, 4902L), (book.Counts.Entities, book.Counts.Evicted));
    }

    [Fact]
    public void ReasonsAreBoundedAndTheirPointsStay()
    {
        var book = new RiskBook(Told.City, new RiskOptions { Reasons = 4 });
        Take(book, [.. Enumerable.Range(0, 10).Select(i => Of(i, 0, $"rule{i}"))]);
        var risk = book.Of(Bastion, Told.Noon)!;
        Assert.Equal((250, 4, 150), (risk.Points, risk.Reasons.Count, risk.Others));
        Assert.Equal(12, book.Counts.Merged);
    }

    [Fact]
    public void TheTrendShowsTheLastDay()
    {
        var book = Book();
        Take(book, Of(1, 0, "a"), Of(2, 3600 * 5, "b"));
        var trend = book.Of(Bastion, Told.Noon.AddHours(6))!.Trend;
        Assert.Equal(24, trend.Count);
        Assert.Equal(0, trend[16]);
        Assert.Equal(25, trend[17], 3);
        Assert.Equal(25 * Math.Pow(2, -1 / 24.0), trend[18], 3);
        Assert.True(trend[22] > trend[21] + 20);
        Assert.Equal(book.Of(Bastion, Told.Noon.AddHours(6))!.Points, trend[23]);
    }

    private static readonly Gen<Finding[]> Days = Gen.Select(Gen.Int[0, 4], Gen.Int[0, 200_000], Gen.Enum<Severity>(), Gen.Enum<Meaning>(), Gen.Int[0, 5])
        .Select((rule, at, severity, meaning, who) => Of(0, at, $"rule{rule}", severity, meaning, host: $"host{who}"))
        .Array[1, 60].Select(findings => findings.Select((f, i) => f with { Id = new FindingId($"f/{i}"), Offset = i }).ToArray());

    [Fact]
    public void ARestoredBookGoesOnAsIfNothingHadHappened() =>
        Gen.Select(Days, Gen.Int[0, 60]).Sample((findings, cut) =>
        {
            var (whole, first, second) = (Small(), Small(), Small());
            var expected = Take(whole, findings).Select(f => f.ToString()).ToList();
            var told = Take(first, [.. findings.Take(cut)]).Select(f => f.ToString()).ToList();
            using var state = new MemoryStream(Saved(first));
            if (!second.TryRestore(state)) return false;
            told.AddRange(Take(second, [.. findings.Skip(cut)]).Select(f => f.ToString()));
            return told.Count == expected.Count && Saved(second).SequenceEqual(Saved(whole));
        }, iter: 200);

    [Fact]
    public void RiskIsNeverNegativeAndTheOrderIsThatOfThePoints() =>
        Days.Sample(findings =>
        {
            var book = Small();
            Take(book, findings);
            var now = Told.Noon.AddDays(3);
            var shown = book.Highest(100, now);
            return shown.Count <= 8 && shown.All(r => r.Points >= 0 && r.Reasons.All(x => x.Points >= 0)) && shown.Zip(shown.Skip(1)).All(p => p.First.Points >= p.Second.Points - 1e-9);
        }, iter: 200);

    [Fact]
    public void TornOrAlteredStateIsRefusedAndChangesNothing()
    {
        var book = Book();
        Take(book, Of(1, 0, "a"));
        var (saved, other) = (Saved(book), Book());
        var before = Saved(other);
        Gen.Select(Gen.Int[0, saved.Length - 1], Gen.Bool).Sample((at, cut) =>
        {
            var bad = cut ? saved[..at] : [.. saved];
            if (!cut) bad[at] ^= 1;
            return !other.TryRestore(new MemoryStream(bad)) && Saved(other).SequenceEqual(before);
        }, iter: 200);
        Assert.False(new RiskBook(new CityId("elsewhere"), new RiskOptions()).TryRestore(new MemoryStream(saved)));
    }

    private static RiskBook Book() => new(Told.City, new RiskOptions());

    private static RiskBook Small() => new(Told.City, new RiskOptions { Entities = 8, Reasons = 4, Threshold = 20, LeastDetectors = 2 });

    private static List<Finding> Take(RiskBook book, params Finding[] findings)
    {
        var told = new List<Finding>();
        foreach (var finding in findings) book.Observe(finding, Story, told);
        return told;
    }

    private static Finding[] Quiet(double at) =>
    [
        Of((long)(at * 10) + 1, at, "a", Severity.Medium, Meaning.Unusual), Of((long)(at * 10) + 2, at + 1, "b", Severity.Low),
        Of((long)(at * 10) + 3, at + 2, "c", Severity.Medium, Meaning.Reconnaissance),
    ];

    private static Finding Of(
        long offset, double seconds, string rule, Severity severity = Severity.Medium, Meaning meaning = Meaning.Attempt, string? source = "198.51.100.9", string? host = "bastion",
        string? login = null) => Told.Finding(offset, seconds, source, host, login, meaning, severity) with { Detector = rule };

    private static byte[] Saved(RiskBook book)
    {
        using var state = new MemoryStream();
        book.Save(state);
        return state.ToArray();
    }
}
