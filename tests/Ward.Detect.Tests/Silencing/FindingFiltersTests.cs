using System.Text.RegularExpressions;
using CsCheck;
using Ward.City;
using Ward.Detect.Findings;
using Ward.Detect.Indicators;
using Ward.Detect.Rules;
using Ward.Detect.Silencing;
using Ward.Detect.Tuning;
using Ward.Ingest;
using Ward.Standards.Sigma;
using Sample = Ward.Detect.Tests.Indicators.Some;

namespace Ward.Detect.Tests.Silencing;

public sealed class FindingFiltersTests
{
    private static readonly DateOnly End = new(2026, 12, 31);

    [Fact]
    public void AnIndicatorsHitIsSilencedByItsProposalAndNoOtherValueFeedOrAddressIs()
    {
        var finding = Hit("198.51.100.9", Sample.Good);
        var filters = Proposed(finding);
        Assert.True(filters.Silences(finding));
        Assert.False(filters.Silences(Hit("198.51.100.8", Sample.Good)));
        Assert.False(filters.Silences(Hit("198.51.100.9", Sample.Good with { Id = "other" })));
        Assert.Equal(1, Assert.Single(filters.Silenced).Value);
    }

    [Theory]
    [InlineData("indicator:*", "entity.source|cidr: 198.51.100.0/24", true)]
    [InlineData("indicator:*", "entity.source|cidr: 192.0.2.0/24", false)]
    [InlineData("indicator:good", "indicator.value: 198.51.100.9", true)]
    [InlineData("indicator:goo", "indicator.value: 198.51.100.9", false)]
    [InlineData("*", "finding.level: [low, medium, high]", true)]
    [InlineData("baseline:*", "indicator.value: 198.51.100.9", false)]
    public void ADetectorOrAFamilyOfThemIsNamed(string detector, string selection, bool quiet) =>
        Assert.Equal(quiet, Of(detector, selection).Silences(Hit("198.51.100.9", Sample.Good)));

    [Fact]
    public void WhatIsMerelyUnusualIsNotSilencedWithSomebodyWhoGotIn()
    {
        var unusual = Some("baseline:sign-ins", Meaning.Unusual, new Entity.Login("kim"), new Entity.Host(new AssetId("gate")));
        var filters = Proposed(unusual);
        Assert.True(filters.Silences(unusual));
        Assert.False(filters.Silences(unusual with { Meaning = Meaning.Compromise }));
        Assert.False(filters.Silences(unusual with { Entities = [new Entity.Login("lee"), new Entity.Host(new AssetId("gate"))] }));
    }

    [Fact]
    public void AFindingAboutSeveralIsQuietOnlyWhereItWouldBeForEachOfThem()
    {
        var filters = Of("risk:entity", "entity.host: [gate, door]");
        Assert.True(filters.Silences(Some("risk:entity", Meaning.Unusual, new Entity.Host(new AssetId("gate")), new Entity.Host(new AssetId("door")))));
        Assert.False(filters.Silences(Some("risk:entity", Meaning.Unusual, new Entity.Host(new AssetId("gate")), new Entity.Host(new AssetId("pump")))));
    }

    [Fact]
    public void AFieldWithSeveralValuesIsQuietOnlyWhereItWouldBeForEachOfThem()
    {
        var spray = Some("baseline:sign-ins", Meaning.Unusual);
        spray = spray with { Explanation = spray.Explanation with { Fields = [new("user.name", "backup", "one of the values"), new("user.name", "root", "one of the values"), new("src_endpoint.ip", "198.51.100.9", "group")] } };
        Assert.False(Of("baseline:sign-ins", "user.name: backup").Silences(spray));
        Assert.True(Of("baseline:sign-ins", "user.name: [backup, root]").Silences(spray));
        Assert.True(Of("baseline:sign-ins", "src_endpoint.ip: 198.51.100.9").Silences(spray));
    }

    [Fact]
    public void TroubleWithAFeedIsSilencedByKind()
    {
        var stale = Some("indicator-feed", Meaning.Unusual) with { Title = "The threat feed x brings nothing new" };
        var filters = Proposed(stale);
        Assert.True(filters.Silences(stale));
        Assert.False(filters.Silences(stale with { Title = "The threat feed x names what must not be blocked" }));
    }

    [Theory]
    [InlineData("indicators:*")]
    [InlineData("00000000-0000-4000-8000-000000000001")]
    [InlineData("sign-ins")]
    public void WhatIsNoDetectorIsRefused(string name)
    {
        var set = RuleSet.Compile([("f", Text(name, "entity.host: gate"))]);
        Assert.Contains("a detector", Assert.Single(set.Errors).Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void AFilterThatIsOverSilencesNothingAndOneInForceSurvivesAReloadOfTheRules()
    {
        var text = Text("risk:entity", "entity.host: gate");
        var finding = Some("risk:entity", Meaning.Unusual, new Entity.Host(new AssetId("gate")));
        Assert.False(new RuleEngine(RuleSet.Compile([("f", text)], new RuleSetOptions { Day = End.AddDays(1) })).Silences(finding));
        var engine = new RuleEngine(RuleSet.Compile([("f", text)], new RuleSetOptions { Day = End }));
        Assert.True(engine.Silences(finding));
        engine.Use(RuleSet.Compile([("f", text), ("r", "title: R\nlogsource: {product: linux}\ndetection: {s: {a: b}, condition: s}\n")], new RuleSetOptions { Day = End }));
        Assert.True(engine.Silences(finding));
        Assert.Equal(2, Assert.Single(engine.Counts.Silenced).Value);
    }

    [Fact]
    public void ThePreviewCountsWhatWasToldByDetectorAndNamesTheSilenced()
    {
        Finding[] told = [Hit("198.51.100.9", Sample.Good), Some("risk:entity", Meaning.Unusual, new Entity.Host(new AssetId("gate"))), Some("baseline:sign-ins", Meaning.Unusual, new Entity.Login("kim"))];
        var preview = FindingPreview.Of([.. SigmaParser.Read("f", Text("risk:*", "entity.host: gate") + "---\n" + Text("baseline:*", "entity.login: lee").Replace("000a", "000b", StringComparison.Ordinal)).Filters], told);
        Assert.Equal([("risk:entity", 1L, 1L), ("baseline:sign-ins", 1L, 0L)], preview.Rules.Select(r => (r.Detector, r.Spoken, r.Silenced)));
        Assert.Equal([told[1].Id], preview.Silenced);
    }

    /// <summary>Whatever a login is called, its finding's proposal silences it and no other.</summary>
    [Fact]
    public void AnyLoginIsFilteredToTheLetter() =>
        Gen.Select(Login, Login).Sample((name, other) =>
        {
            var finding = Some("baseline:sign-ins", Meaning.Unusual, new Entity.Login(name));
            if (!FilterProposal.TryMake(RuleSet.Compile([]), finding, "kim", End, "", out var proposal, out _)) return true;
            var filters = new FindingFilters(SigmaParser.Read("p", proposal.Text).Filters);
            return filters.Silences(finding) && (string.Equals(name, other, StringComparison.OrdinalIgnoreCase) || !filters.Silences(finding with { Entities = [new Entity.Login(other)] }));
        }, iter: 1000);

    /// <summary>A star is any run of characters, as an expression says it; many stars in a long name come to an end too.</summary>
    [Fact]
    public void StarsAreAnyRunOfCharacters()
    {
        Gen.Select(Gen.Char["ab*"].Array[0, 8], Gen.Char["ab"].Array[0, 10]).Sample((name, rest) =>
        {
            var (pattern, detector) = ("baseline:" + new string(name), "baseline:" + new string(rest));
            return Detectors.AreNamedBy(Named(pattern), detector) == Regex.IsMatch(detector, $"^{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal)}$", RegexOptions.NonBacktracking);
        }, iter: 10_000);
        Assert.False(Detectors.AreNamedBy(Named($"baseline:{string.Concat(Enumerable.Repeat("*a", 60))}b"), $"baseline:{new string('a', 4000)}"));
    }

    private static SigmaFilter Named(string detector) => Assert.Single(SigmaParser.Read("f", Text(detector, "entity.host: gate")).Filters);

    private static readonly Gen<string> Login = Gen.Char["ab*?\\'\"{}:#|%\u00e9\u202e \t\n-"].Array[1, 12].Select(c => new string(c));

    private static Finding Hit(string address, IndicatorSource source)
    {
        var findings = new List<Finding>();
        var watch = new IndicatorWatch(new FixedIndicators(Sample.Set(source, Sample.Of(address))), Sample.Hygiene(), Sample.City, new IndicatorOptions());
        watch.Observe(Sample.Event((Fields.SourceIp, address)), findings);
        return Assert.Single(findings);
    }

    private static Finding Some(string detector, Meaning meaning, params Entity[] entities) => new(
        new FindingId($"{detector}/{string.Join('/', (object[])entities)}"), new CityId("c"), Sample.Day, 7, detector, "f", "Something", Severity.Medium, [], meaning, entities, false,
        new Explanation("nothing", "something", null, Sample.Day, Sample.Day, []), []);

    private static FindingFilters Proposed(Finding finding)
    {
        Assert.True(FilterProposal.TryMake(RuleSet.Compile([]), finding, "kim", End, "a drill", out var proposal, out var reason), reason);
        var set = RuleSet.Compile([("p", proposal.Text)], new RuleSetOptions { Day = End });
        Assert.Empty(set.Errors);
        return new FindingFilters(set.Filters);
    }

    private static FindingFilters Of(string detector, string selection) => new(SigmaParser.Read("f", Text(detector, selection)).Filters);

    private static string Text(string detector, string selection) =>
        $"title: Quiet\nid: 00000000-0000-4000-8000-00000000000a\nauthor: kim\nlogsource: {{product: ward, service: findings}}\nfilter:\n  rules: ['{detector}']\n  s:\n    {selection}\n  condition: not s\nward: {{until: {End:yyyy-MM-dd}}}\n";
}
