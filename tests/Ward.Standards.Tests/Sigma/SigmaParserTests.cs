using CsCheck;
using Ward.Standards.Sigma;

namespace Ward.Standards.Tests.Sigma;

public sealed class SigmaParserTests
{
    private const string Good = "title: Good\nid: g\nlogsource:\n  product: linux\ndetection:\n  s:\n    f: v\n  condition: s\n";

    private const string Count = "title: Count\ncorrelation:\n  type: event_count\n  rules: [g]\n  group-by: [a, b]\n  timespan: 5m\n  condition:\n    gte: 3\n";

    private static SigmaError OneError(string text) => Assert.Single(SigmaParser.Read("f.yml", text).Errors);

    private static string Detection(string body) => $"title: T\nlogsource: {{}}\ndetection:\n{string.Join('\n', body.Split('\n').Select(l => "  " + l))}\n";

    [Fact]
    public void ARuleIsReadWithItsHeader()
    {
        var rule = Assert.Single(SigmaParser.Read("f.yml", "# first\n" + Good + "level: high\ntags: [attack.T1110]\nward:\n  meaning: attempt\n").Rules);

        Assert.Equal(("f.yml", 2, "g", "Good", SigmaLevel.High, "attempt"), (rule.Header.File, rule.Header.Line, rule.Header.Id, rule.Header.Title, rule.Header.Level, rule.Header.Meaning));
        Assert.Equal(["attack.t1110"], rule.Header.Tags);
        Assert.Equal(new SigmaLogSource("", "linux", ""), rule.LogSource);
    }

    [Fact]
    public void ACorrelationIsReadWhole()
    {
        var correlation = Assert.Single(SigmaParser.Read("f.yml", Count + "generate: true\n").Correlations);

        Assert.Equal(["g", "a", "b"], correlation.Rules.Concat(correlation.GroupBy));
        Assert.Equal((TimeSpan.FromMinutes(5), true), (correlation.Timespan, correlation.Generate));
        Assert.Equal(new SigmaThreshold(SigmaComparison.GreaterOrEqual, 3), Assert.Single(correlation.Condition));
    }

    [Theory]
    [InlineData("s:\n  f|sounds: v\ncondition: s", 5, "detection.s.f|sounds", "one of the modifiers", "sounds")]
    [InlineData("s:\n  f|contian: v\ncondition: s", 5, "detection.s.f|contian", "meant is perhaps contains", "contian")]
    [InlineData("s:\n  f|contains|base64: v\ncondition: s", 5, "detection.s.f|contains|base64", "before contains", "contains|base64")]
    [InlineData("s:\n  f|i|re: v\ncondition: s", 5, "detection.s.f|i|re", "re before its flags", "i|re")]
    [InlineData("s:\n  f|all|all: v\ncondition: s", 5, "detection.s.f|all|all", "all once", "all|all")]
    [InlineData("s:\n  f|exists|neq: true\ncondition: s", 5, "detection.s.f|exists|neq", "neq once, and not with exists", "exists|neq")]
    [InlineData("s:\n  f|exists: maybe\ncondition: s", 5, "detection.s.f|exists", "true or false", "maybe")]
    [InlineData("s:\n  f|hour: 24\ncondition: s", 5, "detection.s.f|hour", "from 0 to 23", "24")]
    [InlineData("s:\n  f|month|lt: x\ncondition: s", 5, "detection.s.f|month|lt", "from 1 to 12", "x")]
    [InlineData("s:\n  f|fieldref|re: v\ncondition: s", 5, "detection.s.f|fieldref|re", "before it only", "fieldref|re")]
    [InlineData("s:\n  f|utf16: x\ncondition: s", 5, "detection.s.f|utf16", "base64", "x")]
    [InlineData("s:\n  f|re|contains: v\ncondition: s", 5, "detection.s.f|re|contains", "modifiers that go together", "re|contains")]
    [InlineData("s:\n  f|contains|startswith: v\ncondition: s", 5, "detection.s.f|contains|startswith", "modifiers that go together", "contains|startswith")]
    [InlineData("s:\n  f|re: '('\ncondition: s", 5, "detection.s.f|re", "well-formed", "(")]
    [InlineData("s:\n  f|cidr: 10.0.0.0/33\ncondition: s", 5, "detection.s.f|cidr", "a network", "10.0.0.0/33")]
    [InlineData("s:\n  f|gt: many\ncondition: s", 5, "detection.s.f|gt", "a number", "many")]
    [InlineData("s:\n  f|wide: ä\ncondition: s", 5, "detection.s.f|wide", "base64", "ä")]
    [InlineData("s:\n  f|base64offset|contains: x\ncondition: s", 5, "detection.s.f|base64offset|contains", "two bytes", "x")]
    [InlineData("s:\n  f: {a: b}\ncondition: s", 5, "detection.s.f", "a value or a list", "")]
    [InlineData("s:\n  f: []\ncondition: s", 5, "detection.s.f", "a value or a list", "")]
    [InlineData("s:\n  f: v\ntimeframe: 5m\ncondition: s", 6, "detection.timeframe", "a correlation document", "timeframe")]
    [InlineData("s:\n  f: v\ncondition: s | count() > 5", 6, "detection.condition", "a correlation document", "|")]
    [InlineData("s:\n  f: v\ncondition: s and", 6, "detection.condition", "a selection", "")]
    [InlineData("s:\n  f: v\ncondition: s t", 6, "detection.condition", "and, or", "t")]
    [InlineData("s:\n  f: v\ncondition: (s", 6, "detection.condition", "closing parenthesis", "")]
    [InlineData("s:\n  f: v\ncondition: t", 6, "detection.condition", "a selection: s", "t")]
    [InlineData("s:\n  f: v\ncondition: 1 of t*", 6, "detection.condition", "a pattern that names", "t*")]
    [InlineData("s:\n  f: v\ncondition: 2 of s*", 6, "detection.condition", "at least 2", "s*")]
    [InlineData("s:\n  f: v\ncondition: some of s*", 6, "detection.condition", "a number", "some")]
    [InlineData("s:\n  f: v", 4, "detection.condition", "a condition", "")]
    [InlineData("condition: s", 4, "detection", "at least one selection", "")]
    public void WhatIsWrongIsNamedWithItsPlace(string detection, int line, string field, string expected, string found)
    {
        var error = SigmaParser.Read("f.yml", Detection(detection)).Errors[0];

        Assert.Equal(("f.yml", line, field, found), (error.File, error.Line, error.Field, error.Found));
        Assert.Contains(expected, error.Expected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status: good", "status")]
    [InlineData("status: unsupported", "status")]
    [InlineData("related: 7", "related")]
    [InlineData("level: loud", "level")]
    [InlineData("ward: {meaning: bad}", "ward.meaning")]
    [InlineData("ward: {mood: attempt}", "ward.mood")]
    public void AnUnknownFieldOrWordOfTheDocumentIsRefused(string line, string field)
    {
        var reading = SigmaParser.Read("f.yml", Good + line + "\n");

        Assert.Empty(reading.Rules);
        Assert.Contains(reading.Errors, e => e.Field == field && (e.Line == 9 || line.EndsWith("unsupported", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("type: event_count", "type: value_count", "correlation.condition.field")]
    [InlineData("type: event_count", "type: value_sum", "correlation.condition.field")]
    [InlineData("type: event_count", "type: value_max", "correlation.type")]
    [InlineData("gte: 3", "gte: 3\n    field: f", "correlation.condition.field")]
    [InlineData("gte: 3", "gte: 3\n    percentile: 5", "correlation.condition.percentile")]
    [InlineData("gte: 3", "gte: 2.5", "correlation.condition.gte")]
    [InlineData("gte: 3", "field: f", "correlation.condition.field")]
    [InlineData("timespan: 5m", "timespan: 5y", "correlation.timespan")]
    [InlineData("timespan: 5m", "timespan: 53w", "correlation.timespan")]
    [InlineData("timespan: 5m", "timespan: 0s", "correlation.timespan")]
    [InlineData("gte: 3", "gte: -3", "correlation.condition.gte")]
    [InlineData("gte: 3", "ge: 3", "correlation.condition.ge")]
    [InlineData("rules: [g]", "rules: []", "correlation.rules")]
    [InlineData("group-by:", "group_by:", "correlation.group_by")]
    public void ACorrelationThatIsNotUnderstoodIsRefused(string was, string now, string field) =>
        Assert.Equal(field, OneError(Count.Replace(was, now, StringComparison.Ordinal)).Field);

    [Theory]
    [InlineData("value_count", "field: [u, v]\n    gt: 3", SigmaCorrelationType.ValueCount, "u v", 0)]
    [InlineData("value_sum", "field: u\n    gt: -2.5", SigmaCorrelationType.ValueSum, "u", 0)]
    [InlineData("value_avg", "field: u\n    lt: 1e3", SigmaCorrelationType.ValueAverage, "u", 0)]
    [InlineData("value_median", "field: u\n    neq: 7", SigmaCorrelationType.ValueMedian, "u", 50)]
    [InlineData("value_percentile", "field: u\n    percentile: 99.5\n    gte: 7", SigmaCorrelationType.ValuePercentile, "u", 99.5)]
    [InlineData("temporal", "gte: 2", SigmaCorrelationType.Temporal, "", 0)]
    [InlineData("temporal_ordered", "gte: 1", SigmaCorrelationType.TemporalOrdered, "", 0)]
    public void EveryTypeIsRead(string name, string condition, SigmaCorrelationType type, string fields, double percentile)
    {
        var text = Count.Replace("event_count", name, StringComparison.Ordinal).Replace("gte: 3", condition, StringComparison.Ordinal).Replace("5m", "2w", StringComparison.Ordinal);

        var correlation = Assert.Single(SigmaParser.Read("f.yml", text).Correlations);

        Assert.Equal((type, fields, percentile, TimeSpan.FromDays(14)), (correlation.Type, string.Join(' ', correlation.Fields), correlation.Percentile, correlation.Timespan));
        Assert.Single(correlation.Condition);
        Assert.Equal([4], correlation.RuleLines);
    }

    [Theory]
    [InlineData("rules: [a, b]\n  condition: a AND NOT b", "a b")]
    [InlineData("condition: (a and not b) or c", "a b c")]
    [InlineData("rules: [a, b]", "a b")]
    public void ATemporalCorrelationMayStateAPatternOrNothing(string body, string rules)
    {
        var text = $"title: T\ncorrelation:\n  type: temporal\n  timespan: 5m\n  {body}\n";

        var correlation = Assert.Single(SigmaParser.Read("f.yml", text).Correlations);

        Assert.Equal((rules, body.Contains("condition", StringComparison.Ordinal), 0), (string.Join(' ', correlation.Rules), correlation.Pattern is not null, correlation.Condition.Count));
    }

    [Theory]
    [InlineData("value_percentile", "field: u\n    gt: 3", "correlation.condition.percentile")]
    [InlineData("value_percentile", "field: u\n    percentile: 101\n    gt: 3", "correlation.condition.percentile")]
    [InlineData("value_avg", "field: [u, v]\n    gt: 3", "correlation.condition.field")]
    [InlineData("value_avg", "field: u\n    gt: NaN", "correlation.condition.gt")]
    public void AMeasureThatIsNotUnderstoodIsRefused(string name, string condition, string field) =>
        Assert.Equal(field, OneError(Count.Replace("event_count", name, StringComparison.Ordinal).Replace("gte: 3", condition, StringComparison.Ordinal)).Field);

    [Theory]
    [InlineData("a and", "a rule")]
    [InlineData("a or d", "d")]
    public void APatternOverWhatIsNotListedIsRefused(string condition, string expectedOrFound)
    {
        var error = OneError($"title: T\ncorrelation:\n  type: temporal_ordered\n  rules: [a, b]\n  timespan: 5m\n  condition: {condition}\n");

        Assert.Equal(("correlation.condition", 6), (error.Field, error.Line));
        Assert.True(expectedOrFound == "a rule" ? error.Found.Length == 0 : error.Found == expectedOrFound);
    }

    [Fact]
    public void ABrokenDocumentLeavesItsNeighboursAndHasTheLineOfTheFile()
    {
        var reading = SigmaParser.Read("f.yml", $"{Good}---\ntitle: [broken\n---\n{Good.Replace("id: g", "id: h", StringComparison.Ordinal)}");

        Assert.Equal(["g", "h"], reading.Rules.Select(r => r.Header.Id));
        Assert.InRange(Assert.Single(reading.Errors).Line, 10, 12);
    }

    [Theory]
    [InlineData("title: T\na: &x [1]\nb: *x\n", "alias")]
    [InlineData("a: [[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]", "levels")]
    [InlineData("just words", "a map")]
    [InlineData("title: T\ntitle: U\n", "well-formed")]
    public void HostileYamlIsRefused(string text, string expected) => Assert.Contains(expected, OneError(text).Expected, StringComparison.Ordinal);

    [Fact]
    public void AFileWithoutDocumentsHasNoErrors() => Assert.Empty(SigmaParser.Read("f.yml", "# nothing\n---\n\n...\n").Errors);

    [Fact]
    public void DeepParenthesesAreRefused() =>
        Assert.Contains("levels", OneError(Detection($"s:\n  f: v\ncondition: {new string('(', 10_000)}s")).Expected, StringComparison.Ordinal);

    [Theory]
    [InlineData("a or b and c", "(a or (b and c))")]
    [InlineData("not a and b", "(not a and b)")]
    [InlineData("not (a or b) and not c", "(not (a or b) and not c)")]
    [InlineData("(a or b) and c", "((a or b) and c)")]
    public void NotBindsBeforeAndBeforeOr(string condition, string shape) =>
        Assert.Equal(shape, Shape(Assert.Single(SigmaParser.Read("f.yml", Detection($"a:\n  f: 1\nb:\n  f: 2\nc:\n  f: 3\ncondition: {condition}")).Rules).Condition));

    [Fact]
    public void NoTextMakesTheParserThrow()
    {
        string[] pieces = [Good, Count, "---\n", "  ", "\n", ":", "|", "'", "\"", "[", "]", "{", "}", "&a", "*a", "!", "%", "- ", "#", "re: '['", "1 of ", "detection:\n", "\0", "\ud800", ">\n", "? ", "\t"];
        Gen.Int[0, pieces.Length - 1].Array[0, 12].Sample(
            choice => { SigmaParser.Read("f.yml", string.Concat(choice.Select(c => pieces[c]))); },
            iter: 3000, threads: 1);
        Gen.Select(Gen.Int[0, Good.Length - 1], Gen.Int[0, pieces.Length - 1], Gen.Int[0, 4]).Sample(
            (at, piece, cut) => { SigmaParser.Read("f.yml", Good[..at] + pieces[piece] + Good[Math.Min(Good.Length, at + cut)..]); },
            iter: 3000, threads: 1);
    }

    private static string Shape(SigmaCondition condition) => condition switch
    {
        SigmaCondition.And and => $"({Shape(and.Left)} and {Shape(and.Right)})",
        SigmaCondition.Or or => $"({Shape(or.Left)} or {Shape(or.Right)})",
        SigmaCondition.Not not => $"not {Shape(not.Inner)}",
        SigmaCondition.Selection selection => selection.Name,
        _ => "?",
    };
}
