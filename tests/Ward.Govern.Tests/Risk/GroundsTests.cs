using Ward.City;
using Ward.Govern.Risk;
using Ward.Govern.Tests.ThreatModel;
using Ward.Govern.ThreatModel;
using Ward.Govern.ThreatModel.Makers;
using Ward.Govern.ThreatModel.Stride;
using Ward.Standards.Yaml;

namespace Ward.Govern.Tests.Risk;

/// <summary>A settled decision is about the grounds that were known, not about whatever has the same id.</summary>
public sealed class GroundsTests
{
    private const string Tampering = "stride-tampering@asset:water", Old = "CVE-2020-1", Worse = "CVE-2025-9";
    private static readonly DateOnly Day = new(2026, 3, 1);

    [Fact]
    public void AnAcceptedRiskThatGetsAnotherWeaknessIsInDiscussionAgainAndSaysWhich()
    {
        var accepted = Accept(With(Old));
        var after = Next(accepted, With(Old, Worse));
        Assert.Equal((RiskStatus.InDiscussion, "behind a wall"), (Of(after).Decision.Status, Of(after).Decision.Justification));
        var change = RegisterChange.Between(accepted, after).Single(c => c.Entry.Id == Tampering);
        Assert.Equal((RiskChangeKind.Widened, $"new ground: {Worse}", "accepted became in-discussion"), (change.Kind, change.Why[0], change.Why[1]));
        // Once it was told it is no news.
        Assert.Empty(RegisterChange.Between(after, Next(after, With(Old, Worse))));
    }

    [Fact]
    public void WhatWasMendedAndComesBackWasThereWhenItWasDecided()
    {
        var both = Accept(With(Old, Worse));
        var mended = Next(both, With(Old));
        Assert.Equal([Old], Of(mended).Grounds);
        var kept = Read(RegisterText.Write(mended));
        Assert.Equal(RiskStatus.Accepted, Of(Next(kept, With(Old, Worse))).Decision.Status);
        Assert.Equal(RiskStatus.InDiscussion, Of(Next(kept, With(Old, "CVE-2026-3"))).Decision.Status);
    }

    [Fact]
    public void WhoSettlesItAgainSettlesWhatThereIsThen()
    {
        var mended = Next(Accept(With(Old, Worse)), With(Old));
        var again = Decide(mended);
        Assert.Equal(RiskStatus.InDiscussion, Of(Next(again, With(Old, Worse))).Decision.Status);
    }

    [Fact]
    public void ADecisionInTheFileIsAboutTheGroundsThatTheFileNames()
    {
        var text = RegisterText.Write(Next(RiskRegister.Empty(""), With(Old)));
        var at = text.IndexOf("status: unchecked", text.IndexOf($"\"{Tampering}\"", StringComparison.Ordinal), StringComparison.Ordinal);
        var decided = Read(text[..at] + "status: accepted\n    justification: x" + text[(at + "status: unchecked".Length)..]);
        Assert.Equal(RiskStatus.Accepted, Of(Next(decided, With(Old))).Decision.Status);
        Assert.Equal(RiskStatus.InDiscussion, Of(Next(decided, With(Worse))).Decision.Status);
    }

    [Fact]
    public void AFileFromBeforeGroundsWereKeptIsNotJudgedUntilItKnowsThem()
    {
        var old = Read(string.Join('\n', RegisterText.Write(Accept(With(Old))).Split('\n').Where(l => !l.StartsWith("    grounds:", StringComparison.Ordinal))));
        var next = Next(old, With(Old, Worse));
        Assert.Empty(RegisterChange.Between(old, next));
        Assert.Equal(RiskStatus.Accepted, Of(next).Decision.Status);
        Assert.Equal(RiskStatus.InDiscussion, Of(Next(next, With(Old, Worse, "CVE-2026-3"))).Decision.Status);
    }

    [Fact]
    public void ADecisionAboutWhatWasGoneIsNotAboutWhatComesInItsPlace()
    {
        var gone = Next(Accept(With(Old)), With());
        Assert.Contains(gone.Gone, e => e.Id == Tampering);
        Assert.Equal(RiskStatus.Accepted, Of(Next(gone, With(Old))).Decision.Status);
        Assert.Equal(RiskStatus.InDiscussion, Of(Next(gone, With(Worse))).Decision.Status);
    }

    [Fact]
    public void ANewRiskAndOneThatIsGoneNameTheWeakness()
    {
        var (without, with) = (Next(RiskRegister.Empty(""), With()), Next(RiskRegister.Empty(""), With(Worse)));
        Assert.Equal([$"ground: {Worse}"], RegisterChange.Between(without, with).Single(c => c.Entry.Id == Tampering).Why);
        Assert.Equal([$"no longer a ground: {Worse}"], RegisterChange.Between(with, without).Single(c => c.Entry.Id == Tampering).Why);
    }

    [Fact]
    public void WhereTheFactsOfBeforeAreLostNoFactIsBlamed()
    {
        var before = Next(RiskRegister.Empty(""), With()) with { Facts = [] };
        Assert.Equal(["what the model said before is not known", $"ground: {Worse}"], RegisterChange.Between(before, Next(before, With(Worse))).Single(c => c.Entry.Id == Tampering).Why);
    }

    [Fact]
    public void WhatChangedElsewhereIsNoReasonForARiskOfOneElement()
    {
        var before = Next(RiskRegister.Empty(""), With(Worse));
        // The desk has nothing to do with the service that depends on the water works.
        var after = Next(before, Cities.Of(Text(Worse).Replace("name: Desk", "name: Desk, names: [d]", StringComparison.Ordinal).Replace("listens: [https]", "listens: [https, ssh]", StringComparison.Ordinal).Replace("safety: 2, money: 90000, trust: 10", "money: 90000, trust: 1", StringComparison.Ordinal)));
        var changes = RegisterChange.Between(before, after);
        Assert.Contains(changes, c => c is { Kind: RiskChangeKind.Milder, Entry.Kind: "stride-tampering" });
        Assert.DoesNotContain(changes.Where(c => c.Entry.Kind.StartsWith("stride-", StringComparison.Ordinal)).SelectMany(c => c.Why), w => w.StartsWith("elsewhere", StringComparison.Ordinal));
    }

    [Fact]
    public void AReasonIsNeverLongerThanAPersonReads()
    {
        var changes = RegisterChange.Between(Next(RiskRegister.Empty(""), With()), Next(RiskRegister.Empty(""), With($"'{new string('x', 900)}'")));
        Assert.All(changes.SelectMany(c => c.Why), w => Assert.InRange(w.Length, 1, 300));
    }

    private static string Text(params string[] weak) => string.Concat(
        Cities.Text[..Cities.Text.IndexOf("exposures:", StringComparison.Ordinal)], weak.Length == 0 ? "" : "exposures:\n", string.Concat(weak.Select((w, i) => Cities.Weak($"x{i}", w, "administrator"))), Cities.Text[Cities.Text.IndexOf("elements:", StringComparison.Ordinal)..]);

    private static CityModel With(params string[] weak) => Cities.Of(Text(weak));

    private static RiskRegister Accept(CityModel city) => Decide(Next(RiskRegister.Empty(""), city));

    private static RiskRegister Decide(RiskRegister register) => register.Decide(Tampering, new Decision(RiskStatus.Accepted, "behind a wall", null, Day, "Ben", false) { Until = Day.AddDays(90) }, null)!;

    private static RiskRegister Next(RiskRegister before, CityModel city)
    {
        var model = CityMaker.Of(city);
        return before.After(model, ThreatAnalysis.Of(model, [.. StridePerElement.Of(city).Where(t => t.State == StrideState.Open).Select(t => t.AsFinding())]).Findings, [], Day);
    }

    private static RiskEntry Of(RiskRegister register) => register.Entries.Single(e => e.Id == Tampering);

    private static RiskRegister Read(string text)
    {
        var problems = new ProblemList("register.yaml");
        var read = RegisterText.Read(text, problems);
        Assert.Empty(problems.Sorted());
        return read!;
    }
}
