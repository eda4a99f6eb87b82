using System.Net;
using Ward.Detect.Findings;
using Ward.Detect.Rules;
using Ward.Ingest;
using Ward.Standards.Attack;

namespace Ward.Detect.Tests.Rules;

public sealed class ContentTests
{
    private static readonly Lazy<RuleSet> Content = new(Engines.Content);
    private readonly RuleEngine engine = new(Content.Value);
    private readonly Lines lines = new();

    private List<Finding> Run(int count, Func<int, Event> make)
    {
        var findings = new List<Finding>();
        for (var i = 0; i < count; i++) engine.Evaluate(make(i), findings);
        return findings;
    }

    [Fact]
    public void EveryRuleIsInForceWithAnIdATechniqueAndAName()
    {
        Assert.Empty(Content.Value.Errors);
        Assert.Equal((5, 5), (Content.Value.Rules.Count, Content.Value.Correlations.Count));
        foreach (var count in Content.Value.Plans)
        {
            Assert.True(Guid.TryParse(count.Facts.Detector, out _), count.Facts.Title);
            Assert.NotEqual(AttackTechniques.NameOf(Assert.Single(count.Facts.Techniques)), count.Facts.Techniques[0]);
        }
    }

    [Fact]
    public void SixFailedPasswordsInAMinuteAreGuessing()
    {
        var finding = Assert.Single(Run(6, i => lines.Sshd(i * 12, "203.0.113.5", $"user{i}")));

        Assert.Equal(("Password guessing over SSH", Meaning.Attempt, Severity.High, true), (finding.Title, finding.Meaning, finding.Severity, finding.Attested));
        Assert.Equal(["T1110.001"], finding.Techniques);
        Assert.Contains(new Entity.Source(IPAddress.Parse("203.0.113.5")), finding.Entities);
        Assert.Equal("6 in 60 s", finding.Explanation.Seen);
    }

    [Theory]
    [InlineData("Failed password", "password", 2, 15)]
    [InlineData("Failed publickey", "publickey", 2, 1)]
    [InlineData("Failed none", "none", 2, 1)]
    [InlineData("Accepted password", "password", 1, 1)]
    [InlineData("authentication failure", "", 2, 1)]
    public void WhatIsNoGuessOrTooSlowIsNotGuessing(string detail, string protocol, int status, double apart) =>
        Assert.Empty(Run(20, i => lines.Sshd(i * apart, "203.0.113.5", "root", detail, status, protocol)));

    [Fact]
    public void FivePeopleWhoMistypeOnceAreNotGuessing() =>
        Assert.Empty(Run(25, i => lines.Sshd(i, $"203.0.113.{i % 5}", $"user{i % 5}")));

    [Fact]
    public void AnUnattestedFeedGuessesButAttestsNothing()
    {
        lines.Assurance = Assurance.None;

        Assert.False(Assert.Single(Run(6, i => lines.Sshd(i, "203.0.113.5"))).Attested);
    }

    [Fact]
    public void TenUnknownNamesAreEnumeration()
    {
        var finding = Assert.Single(Run(10, i => lines.Sshd(i * 20, "203.0.113.5", $"user{i}", "Invalid user")));

        Assert.Equal(("Names tried out over SSH", Meaning.Attempt), (finding.Title, finding.Meaning));
        Assert.Equal(["T1110.003"], finding.Techniques);
        Assert.DoesNotContain(finding.Entities, e => e is Entity.Login);
    }

    [Fact]
    public void NineUnknownNamesAreNot() => Assert.Empty(Run(9, i => lines.Sshd(i, "203.0.113.5", $"user{i}", "Invalid user")));

    [Fact]
    public void ThirtyMissesInAMinuteAreAScan()
    {
        var finding = Assert.Single(Run(30, i => lines.Nginx(i, "203.0.113.5", $"/{i}", i % 2 == 0 ? "404" : "403")));

        Assert.Equal(("Web server scanned", Meaning.Reconnaissance), (finding.Title, finding.Meaning));
        Assert.Equal(["T1595.002"], finding.Techniques);
    }

    [Theory]
    [InlineData("200", 0.1)]
    [InlineData("404", 3)]
    [InlineData("500", 0.1)]
    public void OrdinaryBrowsingIsNoScan(string status, double apart) =>
        Assert.Empty(Run(60, i => lines.Nginx(i * apart, "203.0.113.5", $"/page/{i}", status)));

    [Fact]
    public void ThreeWellKnownWaysInAreProbing()
    {
        string[] paths = ["/wp-login.php", "/app/.env", "/PhpMyAdmin/index.php"];

        var finding = Assert.Single(Run(3, i => lines.Nginx(i * 100, "203.0.113.5", paths[i], "404")));

        Assert.Equal(("Web server probed for ways in", Meaning.Attempt), (finding.Title, finding.Meaning));
        Assert.Equal(["T1190"], finding.Techniques);
    }

    [Theory]
    [InlineData("/wp-login.php", "200")]
    [InlineData("/environment", "404")]
    [InlineData("/.env", "500")]
    [InlineData("/news/phpunit", "404")]
    public void WhatTheServerGivesOutOrNobodyAttacksIsNoProbing(string path, string status) =>
        Assert.Empty(Run(10, i => lines.Nginx(i, "203.0.113.5", path, status)));

    [Theory]
    [InlineData("Dropped")]
    [InlineData("Blocked")]
    [InlineData("drop")]
    [InlineData("Rejected")]
    public void TwentyDropsInAMinuteAreAPortScanOfNobodyProven(string disposition)
    {
        var finding = Assert.Single(Run(20, i => lines.Nftables(i, "203.0.113.5", $"{1000 + i}", disposition)));

        Assert.Equal(("Ports scanned at the firewall", Meaning.Reconnaissance, false), (finding.Title, finding.Meaning, finding.Attested));
        Assert.Equal(["T1046"], finding.Techniques);
        Assert.Equal("kernel", finding.Family);
    }

    [Theory]
    [InlineData("Allowed", 1)]
    [InlineData("Dropped", 4)]
    public void AcceptedPacketsAndAFewDropsAreNoScan(string disposition, double apart) =>
        Assert.Empty(Run(60, i => lines.Nftables(i * apart, "203.0.113.5", $"{1000 + i}", disposition)));

    [Fact]
    public void EventsOfOneKindSayNothingOfAnother() =>
        Assert.Empty(Run(30, i => lines.Json(new LogSource("", "windows", "security"), ("status_detail", "Failed password"), ("src_endpoint.ip", "203.0.113.5"))));
}
