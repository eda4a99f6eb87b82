using CsCheck;
using Ward.Govern.Risk;
using Ward.Govern.Tests.ThreatModel;
using Ward.Govern.ThreatModel;
using Ward.Govern.ThreatModel.Makers;
using Ward.Govern.ThreatModel.Systems;
using Ward.Standards.Yaml;

namespace Ward.Govern.Tests.Risk;

public sealed class RiskRegisterTests
{
    private static readonly DateOnly Day = new(2026, 3, 1);

    private const string Injection = "sql-nosql-injection@shop@db@shop>save", Bare = "unencrypted-asset@db", Open = "unencrypted-communication@shop>save@shop@db";

    [Fact]
    public void TheModelsTrackingDecidesAndTheAssetsOwnerAnswers()
    {
        var register = Of(ThreagileText.Shop, RiskRegister.Empty("")).Register;
        var bare = register.Entries.Single(e => e.Id == Bare);
        Assert.Equal((RiskStatus.Accepted, "The disk is in a safe", "Ana", true), (bare.Decision.Status, bare.Decision.Justification, bare.Decision.By, bare.Decision.InModel));
        Assert.Equal(("Data team", new DateOnly(2026, 1, 10).AddDays(180)), (bare.Owner, bare.ReviewBy));
        Assert.Equal(RiskStatus.InProgress, register.Entries.Single(e => e.Id == Injection).Decision.Status);
        Assert.Equal((RiskStatus.Unchecked, Day.AddDays(180)), (register.Entries.Single(e => e.Id == Open).Decision.Status, register.Entries.Single(e => e.Id == Open).ReviewBy));
    }

    [Fact]
    public void WhatIsMendedGoesAndSaysWhichFactTookIt()
    {
        var before = Of(ThreagileText.Shop, RiskRegister.Empty("")).Register;
        var (_, changes) = Of(ThreagileText.Shop.Replace("protocol: sql-access-protocol,", "protocol: sql-access-protocol-encrypted,", StringComparison.Ordinal), before);
        var gone = Assert.Single(changes);
        Assert.Equal((RiskChangeKind.Gone, Open), (gone.Kind, gone.Entry.Id));
        Assert.Equal(["shop>save: protocol was sql-access-protocol, is sql-access-protocol-encrypted"], gone.Why);
    }

    [Fact]
    public void WhatBecomesGraverSaysByWhichDataItDid()
    {
        var before = Of(ThreagileText.Shop, RiskRegister.Empty("")).Register;
        var (_, changes) = Of(ThreagileText.Shop.Replace("quantity: many, confidentiality: confidential", "quantity: many, confidentiality: strictly-confidential", StringComparison.Ordinal), before);
        var graver = changes.Single(c => c.Entry.Id == Injection);
        Assert.Equal((RiskChangeKind.Graver, Severity.Elevated, Severity.High), (graver.Kind, graver.Before!.Severity, graver.After!.Severity));
        Assert.Equal(["orders: secrecy of data was confidential, is strictly confidential"], graver.Why);
    }

    [Fact]
    public void WhatIsNewSaysSinceWhen()
    {
        var before = Of(ThreagileText.Shop, RiskRegister.Empty("")).Register;
        var (_, changes) = Of(ThreagileText.Shop.Replace("    machine: virtual\n    owner: Web team", "    machine: container\n    owner: Web team", StringComparison.Ordinal), before);
        var arrived = Assert.Single(changes);
        Assert.Equal((RiskChangeKind.New, "container-baseimage-backdooring@shop"), (arrived.Kind, arrived.Entry.Id));
        Assert.Equal(["shop: machine was virtual, is container"], arrived.Why);
    }

    [Fact]
    public void TheSameModelChangesNothing()
    {
        var before = Of(ThreagileText.Shop, RiskRegister.Empty("")).Register;
        var (again, changes) = Of(ThreagileText.Shop, before, Day.AddDays(100));
        Assert.Empty(changes);
        Assert.Equal(RegisterText.Write(before), RegisterText.Write(again));
    }

    [Fact]
    public void ADecisionOfTheRegisterStaysUntilTheRiskBecomesGraver()
    {
        var first = Of(ThreagileText.Shop, RiskRegister.Empty("")).Register;
        var decided = first with { Entries = [.. first.Entries.Select(e => e.Id == Open ? e with { Decision = new Decision(RiskStatus.Accepted, "one rack", null, Day, "Ben", false) } : e)] };
        var same = Of(ThreagileText.Shop, decided).Register.Entries.Single(e => e.Id == Open);
        Assert.Equal((RiskStatus.Accepted, "one rack"), (same.Decision.Status, same.Decision.Justification));
        var graver = Of(ThreagileText.Shop.Replace("technical_assets_inside: [shop, db]", "technical_assets_inside: [shop]", StringComparison.Ordinal), decided).Register.Entries.Single(e => e.Id == Open);
        Assert.Equal((Severity.Elevated, RiskStatus.InDiscussion, "one rack"), (graver.Severity, graver.Decision.Status, graver.Decision.Justification));
    }

    [Fact]
    public void ADecisionAboutARiskThatIsGoneIsKeptAndCountsWhenItComesBack()
    {
        var first = Of(ThreagileText.Shop, RiskRegister.Empty("")).Register;
        var decided = first with { Entries = [.. first.Entries.Select(e => e.Id == Open ? e with { Decision = new Decision(RiskStatus.FalsePositive, "one machine", null, null, null, false) } : e)] };
        var without = Of(ThreagileText.Shop.Replace("protocol: sql-access-protocol,", "protocol: sql-access-protocol-encrypted,", StringComparison.Ordinal), decided).Register;
        Assert.Equal(Day, Assert.Single(without.Gone, e => e.Id == Open).GoneSince);
        var back = Of(ThreagileText.Shop, without).Register;
        Assert.Empty(back.Gone);
        Assert.Equal((RiskStatus.FalsePositive, (DateOnly?)null), (back.Entries.Single(e => e.Id == Open).Decision.Status, back.Entries.Single(e => e.Id == Open).GoneSince));
    }

    [Fact]
    public void AnAcceptanceThatIsOverIsInDiscussionAgainAndSaysSo()
    {
        var first = Of(ThreagileText.Shop, RiskRegister.Empty("")).Register;
        var decided = first.Decide(Open, new Decision(RiskStatus.Accepted, "one rack", null, Day, "Ben", false) { Until = Day.AddDays(10) }, "Cy")!;
        var entry = decided.Entries.Single(e => e.Id == Open);
        Assert.Equal(("Cy", Day.AddDays(10), false, true), (entry.Owner, entry.ReviewBy, entry.IsOverdue(Day.AddDays(10)), entry.IsOverdue(Day.AddDays(11))));
        Assert.Empty(Of(ThreagileText.Shop, decided, Day.AddDays(10)).Changes);
        var (after, changes) = Of(ThreagileText.Shop, decided, Day.AddDays(11));
        Assert.Equal((RiskStatus.InDiscussion, "one rack", "Cy"), (after.Entries.Single(e => e.Id == Open).Decision.Status, after.Entries.Single(e => e.Id == Open).Decision.Justification, after.Entries.Single(e => e.Id == Open).Owner));
        Assert.Equal(["accepted became in-discussion, since it was accepted until 2026-03-11"], Assert.Single(changes).Why);
        Assert.Null(first.Decide("nobody", Decision.None, null));
    }

    [Fact]
    public void AnOwnerFollowsTheModelUnlessSomebodySaidAnother()
    {
        var first = Of(ThreagileText.Shop, RiskRegister.Empty("")).Register;
        var kept = RegisterText.Read(RegisterText.Write(first), new ProblemList("register.yaml"))!;
        Assert.Equal("Data team", kept.Entries.Single(e => e.Id == Bare).Owner);
        var other = ThreagileText.Shop.Replace("owner: Data team", "owner: Night shift", StringComparison.Ordinal);
        Assert.Equal("Night shift", Of(other, kept).Register.Entries.Single(e => e.Id == Bare).Owner);

        var said = kept.Decide(Bare, Decision.None, "Cy")!;
        var read = RegisterText.Read(RegisterText.Write(said), new ProblemList("register.yaml"))!;
        Assert.Equal("Cy", Of(other, read).Register.Entries.Single(e => e.Id == Bare).Owner);
    }

    [Fact]
    public void WorkThatIsDueIsOverdueEvenWithinTheReviewCycle()
    {
        var first = Of(ThreagileText.Shop, RiskRegister.Empty("")).Register;
        var given = first.Decide(Open, new Decision(RiskStatus.InProgress, null, null, Day, "Ben", false) { Until = Day.AddDays(3) }, "Cy")!;
        var later = Of(ThreagileText.Shop, given, Day.AddDays(4)).Register;
        Assert.Contains(later.Overdue(Day.AddDays(4)), e => e.Id == Open && e.Decision.Status == RiskStatus.InProgress);
        Assert.DoesNotContain(later.Overdue(Day.AddDays(3)), e => e.Id == Open);
    }

    [Fact]
    public void AReviewIsOverdueOnTheDayAfterItsTerm()
    {
        var register = Of(ThreagileText.Shop, RiskRegister.Empty("") with { Cycles = new ReviewCycles(1, 2, 3, 4, 5) }).Register;
        Assert.DoesNotContain(register.Overdue(Day.AddDays(3)), e => e.Id == Injection);
        Assert.Contains(register.Overdue(Day.AddDays(4)), e => e.Id == Injection);
    }

    [Theory]
    [InlineData("status: unchecked", "status: uncheckd", "status")]
    [InlineData("first_seen: 2026-03-01", "first_seen: yesterday", "first_seen")]
    [InlineData("    severity: elevated", "    severty: elevated", "unknown field")]
    [InlineData("cycles: {critical: 7", "cycles: {critical: 0", "critical")]
    [InlineData("    status: unchecked", "    id2: x", "unknown field")]
    public void WhatIsWrongWithARegisterIsNamed(string good, string bad, string named)
    {
        var text = RegisterText.Write(Of(ThreagileText.Shop, RiskRegister.Empty("")).Register);
        Assert.Contains(good, text, StringComparison.Ordinal);
        var problems = new ProblemList("register.yaml");
        Assert.Null(RegisterText.Read(text.Replace(good, bad, StringComparison.Ordinal), problems));
        Assert.Contains(problems.Sorted(), p => p.ToString().Contains(named, StringComparison.Ordinal) && p.Line > 0);
    }

    [Fact]
    public void ARiskTwiceInARegisterIsRefused()
    {
        var register = Of(ThreagileText.Shop, RiskRegister.Empty("")).Register;
        var problems = new ProblemList("register.yaml");
        Assert.Null(RegisterText.Read(RegisterText.Write(register with { Gone = [register.Entries[0]] }), problems));
        Assert.Equal(1, problems.Count);
    }

    [Fact]
    public void WhatIsWrittenReadsBackAsTheSame() => Gen.Select(Gen.String, Gen.String, Gen.Enum<RiskStatus>(), Gen.Enum<Severity>(), Gen.Int[0, 3000], Gen.Bool).Sample((words, owner, status, severity, day, tracked) =>
    {
        var entry = new RiskEntry("kind@a", "kind", "w " + words, severity, ["a", "b c"], new Decision(status, words.Trim().Length > 0 ? words : null, null, Day.AddDays(day), "Ana", tracked) { Until = day % 2 == 0 ? Day.AddDays(day) : null, Owner = tracked || string.IsNullOrWhiteSpace(owner) ? null : owner }, string.IsNullOrWhiteSpace(owner) ? null : owner, Day, Day.AddDays(day)) { Grounds = ["a", "g " + words], SettledOn = tracked ? ["a"] : null };
        var register = new RiskRegister("t " + words, ReviewCycles.Default with { Low = 1 + day }, [entry], [entry with { Id = "kind@b", GoneSince = Day }], [new Fact("a", "f", "x, y")]);
        var text = RegisterText.Write(register);
        var problems = new ProblemList("register.yaml");
        var back = RegisterText.Read(text, problems);
        Assert.Empty(problems.Sorted());
        Assert.Equal(text, RegisterText.Write(back!));
    });

    private static (RiskRegister Register, IReadOnlyList<RegisterChange> Changes) Of(string text, RiskRegister before, DateOnly? today = null)
    {
        var read = ThreagileText.Read(text);
        var model = ThreagileMaker.Of(read);
        var after = before.After(model, ThreatAnalysis.Of(model, ThreagileMaker.OwnFindings(read)).Findings, TrackingRule.Of(read), today ?? Day);
        return (after, RegisterChange.Between(before, after));
    }
}
