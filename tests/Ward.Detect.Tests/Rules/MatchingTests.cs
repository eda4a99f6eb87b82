using Ward.Ingest;

namespace Ward.Detect.Tests.Rules;

public sealed class MatchingTests
{
    [Theory]
    [InlineData("name: Alice", "alice", true)]
    [InlineData("name: alice", "alicex", false)]
    [InlineData("name|cased: Alice", "alice", false)]
    [InlineData("name|contains: LIC", "alice", true)]
    [InlineData("name|startswith: al", "ALICE", true)]
    [InlineData("name|startswith: li", "alice", false)]
    [InlineData("name|endswith: ce", "alice", true)]
    [InlineData("name|endswith: ic", "alice", false)]
    [InlineData("name: a*c?", "alice", true)]
    [InlineData("name: a*c?", "alicee", false)]
    [InlineData(@"name: 'a\*c'", "a*c", true)]
    [InlineData(@"name: 'a\*c'", "abc", false)]
    [InlineData(@"name: 'a\?c'", "abc", false)]
    [InlineData(@"name: 'a\\*'", @"a\bc", true)]
    [InlineData(@"name: 'a\\*'", @"abc", false)]
    [InlineData(@"name: 'c:\dir'", @"C:\DIR", true)]
    [InlineData("name: ''", "", true)]
    [InlineData("name: ''", "x", false)]
    [InlineData("name: [x, alice]", "alice", true)]
    [InlineData("name|contains|all: [al, ce]", "alice", true)]
    [InlineData("name|contains|all: [al, xx]", "alice", false)]
    [InlineData("name|neq: alice", "alice", false)]
    [InlineData("name|neq: alice", "bob", true)]
    [InlineData("name|neq: [alice, bob]", "bob", false)]
    [InlineData("name: null", "x", false)]
    [InlineData("name|exists: true", "", true)]
    [InlineData("name|exists: false", "", false)]
    [InlineData("other: null", "x", true)]
    [InlineData("other|exists: false", "x", true)]
    [InlineData("other|neq: y", "x", true)]
    [InlineData("other: '*'", "x", false)]
    [InlineData("name|re: '^a.*e$'", "alice", true)]
    [InlineData("name|re: '^A'", "alice", false)]
    [InlineData("name|re|i: '^A'", "alice", true)]
    [InlineData("name|re|s: 'a.b'", "a\nb", true)]
    [InlineData("name|re: 'a.b'", "a\nb", false)]
    [InlineData("name|re|m: '^b'", "a\nb", true)]
    [InlineData("name|cidr: 10.0.0.0/8", "10.255.1.2", true)]
    [InlineData("name|cidr: 10.0.0.0/8", "11.0.0.1", false)]
    [InlineData("name|cidr: 10.0.0.0/8", "10.1", false)]
    [InlineData("name|cidr: 10.0.0.0/8", "::ffff:10.0.0.1", true)]
    [InlineData("name|cidr: '::ffff:10.0.0.0/104'", "10.255.1.2", true)]
    [InlineData("name|cidr: '::ffff:10.0.0.0/104'", "::ffff:10.255.1.2", true)]
    [InlineData("name|cidr: '::ffff:10.0.0.0/104'", "11.0.0.1", false)]
    [InlineData("name|cidr: fe80::/10", "fe80::1", true)]
    [InlineData("name|cidr: fe80::/10", "2001:db8::1", false)]
    [InlineData("name|cidr: 0.0.0.0/0", "203.0.113.9", true)]
    [InlineData("name|gte: 10", "10", true)]
    [InlineData("name|gt: 10", "10", false)]
    [InlineData("name|lt: 10", "9.5", true)]
    [InlineData("name|lte: -1", "-2", true)]
    [InlineData("name|lt: 10", "nine", false)]
    [InlineData("name|windash: ' -s'", " /S", true)]
    [InlineData("name|contains|windash: ' /accepteula'", "x -accepteula", true)]
    [InlineData("name|contains|windash: ' -s'", "x \u2014s", true)]
    [InlineData("name|contains|windash: 'dir*-s'", "rmdir /s /q", true)]
    [InlineData("name|contains|windash: a-b", "a/b", false)]
    [InlineData("name|base64: foo", "Zm9v", true)]
    [InlineData("name|base64offset|contains: secret", "eHNlY3JldHg=", true)]
    [InlineData("name|base64offset|contains: secret", "eHhzZWNyZXR4", true)]
    [InlineData("name|wide|base64offset|contains: ab", "eABhAGIA", true)]
    [InlineData("name: ÄRGER", "ärger", true)]
    [InlineData("name|contains: ß", "große", true)]
    [InlineData("name: '?x'", "äx", true)]
    [InlineData("name: k", "\u212A", false)]
    [InlineData("name: 4624", "4624", true)]
    [InlineData("name|fieldref: twin", "same", true)]
    [InlineData("name|fieldref: twin", "else", false)]
    [InlineData("name|fieldref: other", "same", false)]
    [InlineData("name|fieldref|startswith: twin", "same and more", true)]
    [InlineData("name|fieldref|endswith: twin", "the same", true)]
    [InlineData("name|fieldref|contains: twin", "one same two", true)]
    [InlineData("name|fieldref|contains|cased: twin", "one same two", false)]
    [InlineData("name|fieldref|neq: twin", "else", true)]
    [InlineData("name|hour: 5", "2026-03-04T05:06:07Z", true)]
    [InlineData("name|hour|gte: 6", "2026-03-04T05:06:07Z", false)]
    [InlineData("name|gte|hour: 5", "2026-03-04 05:06", true)]
    [InlineData("name|minute: 6", "2026-03-04T05:06:07.123+02:00", true)]
    [InlineData("name|minute: 6", "2026-03-04", false)]
    [InlineData("name|day: 4", "2026-03-04", true)]
    [InlineData("name|day: 31", "2026-02-31", false)]
    [InlineData("name|week: 53", "2027-01-01", true)]
    [InlineData("name|month|neq: 3", "2026/03/04", false)]
    [InlineData("name|year|lt: 2026", "2025-12-31", true)]
    [InlineData("name|year: 2026", "2026", false)]
    [InlineData("name|wide|contains: ab", "xa\0b\0", true)]
    [InlineData("name|windash|base64: ' -s'", "IC9z", true)]
    [InlineData("name|utf16|base64: a", "//5hAA==", true)]
    [InlineData("name|utf16be|base64: a", "AGE=", true)]
    [InlineData("name|expand: v", "v", true)]
    [InlineData("name|contains|neq: li", "alice", false)]
    [InlineData("name|startswith|cased: Al", "alice", false)]
    [InlineData("name|all|contains: [al, ce]", "alice", true)]
    [InlineData("name|lt|neq: 3", "4", true)]
    [InlineData("name: true", "True", true)]
    [InlineData("name: 1.5", "1.5", true)]
    [InlineData(@"name: 'a\\\*b'", @"a\*b", true)]
    [InlineData(@"name: '\\\\srv'", @"\\srv", true)]
    public void AValueFitsOrDoesNot(string item, string value, bool fits)
    {
        var engine = Engines.Of(Engines.Rule($"selection:\n  {item}\ncondition: selection"));

        Assert.Equal(fits, engine.Feed(new Lines().Json(LogSource.None, ("name", value), ("twin", "SAME"))).Count == 1);
    }

    [Theory]
    [InlineData("a or b and c", "a", true)]
    [InlineData("(a or b) and c", "a", false)]
    [InlineData("not a and b", "b", true)]
    [InlineData("not (a and b)", "ab", false)]
    [InlineData("1 of *", "c", true)]
    [InlineData("2 of them", "ac", true)]
    [InlineData("2 of them", "c", false)]
    [InlineData("all of them", "abc", true)]
    [InlineData("all of them", "ab", false)]
    [InlineData("any of them", "", false)]
    [InlineData("a AND NOT b", "a", true)]
    [InlineData("[a, b]", "b", true)]
    public void AConditionHoldsOrDoesNot(string condition, string present, bool holds)
    {
        var engine = Engines.Of(Engines.Rule($"a:\n  has|contains: a\nb:\n  has|contains: b\nc:\n  has|contains: c\n_d:\n  has: never\ncondition: {condition}"));

        Assert.Equal(holds, engine.Feed(new Lines().Json(LogSource.None, ("has", present))).Count == 1);
    }

    [Fact]
    public void AMapIsAndWhileAListOfMapsIsOr()
    {
        var both = Engines.Of(Engines.Rule("s:\n  x: 1\n  y: 2\ncondition: s"));
        var one = Engines.Of(Engines.Rule("s:\n  - x: 1\n  - y: 2\ncondition: s"));
        var e = new Lines().Json(LogSource.None, ("x", "1"), ("y", "3"));

        Assert.Empty(both.Feed(e));
        Assert.Single(one.Feed(e));
    }

    [Fact]
    public void AKeywordIsFoundInAnyFieldAndInTheRawLine()
    {
        var engine = Engines.Of(Engines.Rule("words:\n  - Needle\ncondition: words"));
        var lines = new Lines();

        Assert.Single(engine.Feed(lines.Json(LogSource.None, ("x", "hay needle hay"))));
        Assert.Single(engine.Feed(lines.At(0, "the NEEDLE itself").Event));
        Assert.Empty(engine.Feed(lines.At(0, "hay").Event));
    }

    [Fact]
    public void AllKeywordsAreNeededWithAll()
    {
        var engine = Engines.Of(Engines.Rule("words:\n  '|all':\n    - one\n    - two\ncondition: words"));
        var lines = new Lines();

        Assert.Single(engine.Feed(lines.At(0, "one and two").Event));
        Assert.Empty(engine.Feed(lines.At(0, "one only").Event));
    }

    [Theory]
    [InlineData("src_ip")]
    [InlineData("SourceIp")]
    [InlineData("c-ip")]
    [InlineData("src_endpoint.ip")]
    public void ANameOfTheTaxonomyIsTheKnownField(string name)
    {
        var engine = Engines.Of(Engines.Rule($"s:\n  {name}: 203.0.113.5\ncondition: s"));

        Assert.Single(engine.Feed(new Lines().Sshd(0, "203.0.113.5")));
    }

    [Fact]
    public void AFieldIsFoundUnderItsOwnNameWhereNothingIsMapped()
    {
        var engine = Engines.Of(Engines.Rule("s:\n  User: bob\n  ThreatName: worm\n  Threat Name: worm\ncondition: s"));

        Assert.Single(engine.Feed(new Lines().Json(LogSource.None, ("User", "bob"), ("Threat Name", "worm"))));
    }

    [Theory]
    [InlineData("status_id: 2")]
    [InlineData("activity_id: 1")]
    [InlineData("class_uid: 3002")]
    [InlineData("feed: f")]
    [InlineData("asset: gate")]
    [InlineData("time|hour: 5")]
    public void TheEventsOwnStampsAreFields(string item)
    {
        var engine = Engines.Of(Engines.Rule($"s:\n  {item}\ncondition: s"));

        Assert.Single(engine.Feed(new Lines().Sshd(0, "203.0.113.5")));
    }

    [Fact]
    public void InvalidUtf8MatchesWithoutHarm()
    {
        var engine = Engines.Of(Engines.Rule("s:\n  - name|re: 'a.b'\n  - name: 'ä?'\ncondition: s"));
        var e = new Lines().At(0).SetUnmapped("name"u8, [(byte)'a', 0xFF, (byte)'b']).Event;

        Assert.Single(engine.Feed(e));
    }
}
