using Ward.Standards.Attack;

namespace Ward.Standards.Tests.Attack;

public sealed class AttackTacticsTests
{
    [Theory]
    [InlineData("impair-process-control", "impair-process-control")]
    [InlineData("inhibit_response_function", "inhibit-response-function")]
    [InlineData("Evasion", "evasion")]
    [InlineData("evasion-ics", "evasion")]
    [InlineData("lateral-movement-ics", "lateral-movement")]
    [InlineData("defense_evasion", "stealth")]
    [InlineData("defense-impairment", "defense-impairment")]
    public void ATacticIsKnownByEveryNameThatItHasHad(string name, string tactic)
    {
        Assert.True(AttackTactics.TryFind(name, out var found));
        Assert.Equal(tactic, found);
    }

    [Theory]
    [InlineData("t1110.001")]
    [InlineData("t0836")]
    [InlineData("ta0106")]
    [InlineData("g0016")]
    [InlineData("s1009")]
    [InlineData("ds0017")]
    public void AnIdIsATag(string rest) => Assert.True(AttackTactics.IsTag(rest));

    [Theory]
    [InlineData("impair-process")]
    [InlineData("t110")]
    [InlineData("t1110.1")]
    [InlineData("t1110.0011")]
    [InlineData("x1110")]
    [InlineData("ta0106.001")]
    [InlineData("-ics")]
    [InlineData("")]
    public void AnythingElseIsNone(string rest) => Assert.False(AttackTactics.IsTag(rest));
}
