using Ward.Detect.Findings;
using Ward.Detect.Matching;
using Ward.Standards.Sigma;

namespace Ward.Detect.Tests.Matching;

public class RuleMeaningTests
{
    [Theory]
    [InlineData(SigmaLevel.Critical, "attack.execution attack.t1059", Meaning.Compromise)]
    [InlineData(SigmaLevel.High, "attack.persistence attack.t1543.003", Meaning.Activity)]
    [InlineData(SigmaLevel.Medium, "attack.persistence attack.t1543.003", Meaning.Unusual)]
    [InlineData(SigmaLevel.High, "attack.defense_evasion", Meaning.Activity)]
    [InlineData(SigmaLevel.High, "attack.inhibit-response-function attack.t0816", Meaning.Activity)]
    [InlineData(SigmaLevel.High, "attack.discovery attack.lateral-movement", Meaning.Activity)]
    [InlineData(SigmaLevel.High, "attack.discovery", Meaning.Reconnaissance)]
    [InlineData(SigmaLevel.Low, "attack.reconnaissance", Meaning.Reconnaissance)]
    [InlineData(SigmaLevel.High, "attack.resource-development", Meaning.Unusual)]
    [InlineData(SigmaLevel.High, "attack.initial-access attack.persistence attack.privilege-escalation attack.stealth attack.t1078", Meaning.Attempt)]
    [InlineData(SigmaLevel.Critical, "attack.initial-access attack.execution", Meaning.Attempt)]
    [InlineData(SigmaLevel.High, "attack.credential-access attack.t1110.001", Meaning.Attempt)]
    [InlineData(SigmaLevel.High, "attack.credential-access attack.t1003.001", Meaning.Activity)]
    [InlineData(SigmaLevel.Low, "attack.credential-access attack.t1003.001", Meaning.Attempt)]
    [InlineData(SigmaLevel.Informational, "attack.initial-access", Meaning.Unusual)]
    [InlineData(SigmaLevel.Critical, "cve.2021-44228", Meaning.Unusual)]
    public void ItFollowsFromLevelAndTactics(SigmaLevel level, string tags, Meaning meaning) =>
        Assert.Equal(meaning, RuleMeaning.Of(Header(level, tags, null)));

    [Theory]
    [InlineData("unusual", Meaning.Unusual)]
    [InlineData("activity", Meaning.Activity)]
    [InlineData("compromise", Meaning.Compromise)]
    public void WhatTheRuleStatesGoesFirst(string stated, Meaning meaning) =>
        Assert.Equal(meaning, RuleMeaning.Of(Header(SigmaLevel.Critical, "attack.initial-access attack.execution", stated)));

    private static SigmaHeader Header(SigmaLevel level, string tags, string? meaning) => new("rule.yml", 1, "", "", "Rule", "", level, tags.Split(' '), meaning);
}
