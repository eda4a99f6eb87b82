using Ward.Detect.Findings;
using Ward.Detect.Indicators;
using Ward.Ingest;
using Ward.Standards.Misp;
using Ward.Standards.Stix.Patterns;

namespace Ward.Detect.Tests.Indicators;

public sealed class IndicatorWatchTests
{
    private readonly EventBuilder builder = new();

    [Fact]
    public void AHitThatMayBlockIsAnAttestedAttemptWithItsSourceAndReason()
    {
        var finding = Assert.Single(Watch(Some.Set("198.51.100.9"), out _, (Fields.SourceIp, "198.51.100.9")));
        Assert.Equal((Meaning.Attempt, true, true), (finding.Meaning, finding.Attested, finding.SenderKnown));
        Assert.Contains(finding.Explanation.Fields, f => f.Path == "indicator.may_block" && f.Value == "yes");
        Assert.Contains(finding.Explanation.Fields, f => f.Condition.Contains("good (A1), confidence 90", StringComparison.Ordinal) && f.Condition.Contains("2026-02-28", StringComparison.Ordinal));
        Assert.Equal([new Entity.Source(System.Net.IPAddress.Parse("198.51.100.9"))], finding.Entities);
    }

    [Fact]
    public void AHitThatMayOnlyDetectIsUnusualSoThatNoMeasureRestsOnIt()
    {
        var finding = Assert.Single(Watch(Some.Set(Some.Good with { Reliability = Reliability.F }, Some.Of("198.51.100.9")), out _, (Fields.SourceIp, "198.51.100.9")));
        Assert.Equal(Meaning.Unusual, finding.Meaning);
        Assert.Contains(finding.Explanation.Fields, f => f.Path == "indicator.may_block" && f.Value == "no" && f.Condition.Contains("reliability is F", StringComparison.Ordinal));
    }

    [Fact]
    public void WhatAHostOfOursAsksForAttestsNothingAboutIt()
    {
        var finding = Assert.Single(Watch(Some.Set("evil.example"), out _, (Fields.DnsQuery, "x.evil.example"), (Fields.SourceIp, "10.1.0.80")));
        Assert.Equal((Meaning.Compromise, false), (finding.Meaning, finding.Attested));
        Assert.Equal([new Entity.Host(new City.AssetId("web"))], finding.Entities);
    }

    [Fact]
    public void AnExpiredIndicatorSaysNothing()
    {
        Assert.Empty(Watch(Some.Set(Some.Good, Some.Of("198.51.100.9", until: Some.Day.AddMinutes(-1))), out var watch, (Fields.SourceIp, "198.51.100.9")));
        Assert.Equal(1, watch.Indicators.Old);
    }

    [Fact]
    public void TheSameIsToldAgainOnlyAfterAWhile()
    {
        var watch = new IndicatorWatch(new FixedIndicators(Some.Set("198.51.100.9")), Some.Hygiene(), Some.City, new IndicatorOptions());
        var findings = new List<Finding>();
        foreach (var minute in (ReadOnlySpan<int>)[0, 1, 9, 11]) watch.Observe(Some.Event(builder, minute, Some.Day.AddMinutes(minute), (Fields.SourceIp, "198.51.100.9")), findings);
        Assert.Equal([0L, 11L], findings.Select(f => f.Offset));
    }

    /// <summary>Sysmon writes several digests into one field; the import hash there has the length of an MD5 and is none.</summary>
    [Theory]
    [InlineData("MD5", "0123456789abcdef0123456789abcdef", true)]
    [InlineData("SHA-256", "9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08", true)]
    [InlineData("MD5", "fedcba9876543210fedcba9876543210", false)]
    public void ADigestIsFoundInSysmonsList(string algorithm, string digest, bool found)
    {
        var watch = new IndicatorWatch(new FixedIndicators(Patterned($"[file:hashes.'{algorithm}' = '{digest}' AND file:name = 'tool.exe']")), Some.Hygiene(), Some.City, new IndicatorOptions());
        var findings = new List<Finding>();
        watch.Observe(Some.Event(builder, 1, Some.Day, (Fields.ProcessPath, @"C:\Temp\tool.exe"),
            (Fields.ProcessHash, "MD5=0123456789ABCDEF0123456789ABCDEF,SHA256=9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08,IMPHASH=FEDCBA9876543210FEDCBA9876543210")), findings);
        Assert.Equal(found ? 1 : 0, findings.Count);
    }

    [Fact]
    public void APatternOverSeveralEventsIsToldWhenItIsComplete()
    {
        var watch = new IndicatorWatch(new FixedIndicators(Patterned("([domain-name:value = 'evil.example'] FOLLOWEDBY [network-traffic:dst_port = 4444]) WITHIN 60 SECONDS")), Some.Hygiene(), Some.City, new IndicatorOptions());
        var findings = new List<Finding>();
        watch.Observe(Some.Event(builder, 1, Some.Day, (Fields.DestinationPort, "4444"), (Fields.SourceIp, "10.1.0.80")), findings);
        watch.Observe(Some.Event(builder, 2, Some.Day.AddSeconds(5), (Fields.DnsQuery, "evil.example")), findings);
        watch.Observe(Some.Event(builder, 3, Some.Day.AddSeconds(70), (Fields.DestinationPort, "4444"), (Fields.SourceIp, "10.1.0.80")), findings);
        Assert.Empty(findings);
        watch.Observe(Some.Event(builder, 4, Some.Day.AddSeconds(71), (Fields.DnsQuery, "evil.example")), findings);
        watch.Observe(Some.Event(builder, 5, Some.Day.AddSeconds(90), (Fields.DestinationPort, "4444"), (Fields.SourceIp, "10.1.0.80")), findings);
        var finding = Assert.Single(findings);
        Assert.Equal((5L, "2 events that do", Some.Day.AddSeconds(71)), (finding.Offset, finding.Explanation.Seen, finding.Explanation.From));
    }

    [Theory]
    [InlineData("203.0.113.9", Meaning.Attempt, true)]
    [InlineData("10.1.0.80", Meaning.Compromise, false)]
    public void WhatAHostOfTheCityDidMakesItNoAttacker(string source, Meaning meaning, bool attested)
    {
        var watch = new IndicatorWatch(new FixedIndicators(Patterned("[network-traffic:dst_ref.value = '198.51.100.9' AND network-traffic:dst_port = 4444]")), Some.Hygiene(), Some.City, new IndicatorOptions());
        var findings = new List<Finding>();
        watch.Observe(Some.Event(builder, 1, Some.Day, (Fields.SourceIp, source), (Fields.DestinationIp, "198.51.100.9"), (Fields.DestinationPort, "4444")), findings);
        var finding = Assert.Single(findings);
        Assert.Equal((meaning, attested), (finding.Meaning, finding.Attested));
        Assert.Equal(!attested, finding.Entities.Contains(new Entity.Host(new("web"))));
        Assert.Equal(attested, finding.Entities.OfType<Entity.Source>().Any());
    }

    [Theory]
    [InlineData("[network-traffic:dst_ref.value = '8.8.8.8' AND network-traffic:dst_port = 53]")]
    [InlineData("[network-traffic:dst_ref.value IN ('198.51.100.9', '8.8.8.8') AND network-traffic:dst_port = 53]")]
    [InlineData("[network-traffic:dst_ref.value ISSUBSET '8.8.8.0/24' AND network-traffic:dst_port = 53]")]
    [InlineData("[network-traffic:dst_port = 53] OR [network-traffic:src_ref.value = '10.1.0.80' AND network-traffic:dst_port = 9]")]
    public void APatternThatNamesWhatMustNotBeBlockedOnlyDetects(string pattern)
    {
        var watch = new IndicatorWatch(new FixedIndicators(Patterned(pattern)), Some.Hygiene(Some.List("resolvers", WarninglistKind.Cidr, "8.8.8.8/32")), Some.City, new IndicatorOptions());
        var findings = new List<Finding>();
        watch.Observe(Some.Event(builder, 1, Some.Day, (Fields.SourceIp, "203.0.113.9"), (Fields.DestinationIp, "8.8.8.8"), (Fields.DestinationPort, "53")), findings);
        var finding = Assert.Single(findings);
        Assert.Equal(Meaning.Unusual, finding.Meaning);
        Assert.Contains("detects only: it names", Assert.Single(finding.Explanation.Fields, f => f.Path == "indicator.may_block").Condition, StringComparison.Ordinal);
    }

    [Fact]
    public void APatternThatCannotBeDecidedIsPutAsideUntilWhatItSawIsLongPast()
    {
        var set = Patterned("(([network-traffic:dst_port = 1] AND [network-traffic:dst_port = 1]) REPEATS 40 TIMES) WITHIN 1 SECONDS");
        var watch = new IndicatorWatch(new FixedIndicators(set), Some.Hygiene(), Some.City, new IndicatorOptions());
        var offset = 0;
        Feed(watch, 1500);
        Assert.Equal((3L, 1), (watch.Indicators.Undecided, watch.Indicators.PatternsLeftOut));

        using var saved = new MemoryStream();
        watch.Save(saved);
        saved.Position = 0;
        var again = new IndicatorWatch(new FixedIndicators(set), Some.Hygiene(), Some.City, new IndicatorOptions());
        Assert.True(again.TryRestore(saved));
        Feed(again, 500);
        Assert.Equal((0L, 1), (again.Indicators.Undecided, again.Indicators.PatternsLeftOut));

        offset += (int)(2 * new IndicatorOptions().Horizon.TotalMilliseconds / 20);
        Feed(again, 1);
        Assert.Equal((0L, 0), (again.Indicators.Undecided, again.Indicators.PatternsLeftOut));

        void Feed(IndicatorWatch to, int events)
        {
            for (var i = 0; i < events; i++, offset++)
                to.Observe(Some.Event(builder, offset + 1, Some.Day.AddMilliseconds(20 * offset), (Fields.DestinationPort, "1"), (Fields.SourceIp, "203.0.113.9")), []);
        }
    }

    [Fact]
    public void ARestartContinuesPatternsAndQuietWhereTheSnapshotStood()
    {
        var source = new Changing(Patterned("[domain-name:value = 'evil.example'] REPEATS 2 TIMES", "198.51.100.9"));
        var (first, second) = (new IndicatorWatch(source, Some.Hygiene(), Some.City, new IndicatorOptions()), new IndicatorWatch(source, Some.Hygiene(), Some.City, new IndicatorOptions()));
        var (before, after, straight) = (new List<Finding>(), new List<Finding>(), new List<Finding>());
        Feed(first, 0, 3, before);
        using var saved = new MemoryStream();
        first.Save(saved);
        Feed(first, 3, 6, straight);
        saved.Position = 0;
        Assert.True(second.TryRestore(saved));
        Feed(second, 3, 6, after);
        Assert.NotEmpty(straight);
        Assert.Equal(straight.Select(f => f.Id), after.Select(f => f.Id));

        void Feed(IndicatorWatch watch, int from, int to, List<Finding> findings)
        {
            for (var i = from; i < to; i++)
                watch.Observe(Some.Event(builder, i, Some.Day.AddMinutes(i), (Fields.SourceIp, "198.51.100.9"), (Fields.DnsQuery, i % 3 == 0 ? "good.example" : "evil.example")), findings);
        }
    }

    [Fact]
    public void ANewSetComesIntoForceWithASnapshotAndIsNamedInIt()
    {
        var (old, next) = (Some.Set("198.51.100.9"), Some.Set("203.0.113.9"));
        var source = new Changing(old);
        var watch = new IndicatorWatch(source, Some.Hygiene(), Some.City, new IndicatorOptions());
        var findings = new List<Finding>();
        watch.Observe(Some.Event(builder, 1, Some.Day, (Fields.SourceIp, "192.0.2.200")), findings);
        source.Newest = next;
        watch.Observe(Some.Event(builder, 2, Some.Day, (Fields.SourceIp, "203.0.113.9")), findings);
        Assert.Empty(findings);
        using var saved = new MemoryStream();
        watch.Save(saved);
        Assert.Equal(next.Version, watch.InForce);
        watch.Observe(Some.Event(builder, 3, Some.Day, (Fields.SourceIp, "203.0.113.9")), findings);
        Assert.Single(findings);

        // After a crash the set of the snapshot is used again, though a newer one is there by now.
        source.Newest = Some.Set("192.0.2.99");
        var again = new IndicatorWatch(source, Some.Hygiene(), Some.City, new IndicatorOptions());
        saved.Position = 0;
        Assert.True(again.TryRestore(saved));
        var repeated = new List<Finding>();
        again.Observe(Some.Event(builder, 3, Some.Day, (Fields.SourceIp, "203.0.113.9")), repeated);
        Assert.Equal(findings[0].Id, Assert.Single(repeated).Id);
    }

    [Fact]
    public void ATornStateIsRefused()
    {
        var watch = new IndicatorWatch(new FixedIndicators(Some.Set("198.51.100.9")), Some.Hygiene(), Some.City, new IndicatorOptions());
        using var saved = new MemoryStream();
        watch.Save(saved);
        Assert.False(watch.TryRestore(new MemoryStream(saved.ToArray()[..^2])));
    }

    [Fact]
    public void TroubleWithAFeedIsAFindingOnce()
    {
        var source = new Changing(IndicatorSet.Empty) { Troubles = [new FeedTrouble("good/stale/1", "good", FeedTroubleKind.Stale, "something new every day", "nothing for 3 days", Some.Day)] };
        var watch = new IndicatorWatch(source, Some.Hygiene(), Some.City, new IndicatorOptions());
        var findings = new List<Finding>();
        for (var i = 0; i < 3; i++) watch.Observe(Some.Event(builder, i, Some.Day), findings);
        Assert.Equal("The threat feed good brings nothing new", Assert.Single(findings).Title);
    }

    private static List<Finding> Watch(IndicatorSet set, out IndicatorWatch watch, params (FieldId, string)[] fields)
    {
        watch = new IndicatorWatch(new FixedIndicators(set), Some.Hygiene(), Some.City, new IndicatorOptions());
        var findings = new List<Finding>();
        watch.Observe(Some.Event(fields), findings);
        return findings;
    }

    private static IndicatorSet Patterned(string text, params string[] values)
    {
        var pattern = ((PatternReading.Read)PatternParser.Read(text)).Pattern;
        var set = new IndicatorSetBuilder();
        set.Begin(Some.Good, text);
        foreach (var value in values) set.Add(Some.Of(value), Some.Day);
        set.Add(new PatternIndicator("good/indicator--1", pattern, new IndicatorMention(Some.Good, IndicatorType.Pattern, text, 90, null, (Pap?)null, null, null, Some.Day, Some.Day, "")));
        return set.Build();
    }

    private sealed class Changing(IndicatorSet set) : IIndicatorSource
    {
        private readonly List<IndicatorSet> all = [set];

        public IndicatorSet Newest
        {
            get => all[^1];
            set => all.Add(value);
        }

        public IReadOnlyList<FeedTrouble> Troubles { get; init; } = [];

        public IndicatorSet? Find(string version) => all.Find(s => s.Version == version);
    }
}
