using Ward.City;
using Ward.Govern.Mandates;

namespace Ward.Govern.Tests.Mandates;

public sealed class MandateBookTests
{
    private static readonly Change Deny = new(ActionClass.DenySource, [Ground.Internet, Ground.Dmz], 1);
    private static readonly Change Close = new(ActionClass.CloseFlow, [Ground.Dmz, Ground.Data], 1);

    [Theory]
    // mode, attested, heldBack -> what a plan that denies a source may do
    [InlineData(MandateMode.Act, true, false, typeof(Permission.Permitted))]
    [InlineData(MandateMode.Ask, true, false, typeof(Permission.NeedsApproval))]
    [InlineData(MandateMode.Advise, true, false, typeof(Permission.Advised))]
    [InlineData(MandateMode.Observe, true, false, typeof(Permission.Observed))]
    [InlineData(MandateMode.Act, true, true, typeof(Permission.Observed))]
    [InlineData(MandateMode.Ask, true, true, typeof(Permission.Observed))]
    [InlineData(MandateMode.Advise, true, true, typeof(Permission.Observed))]
    [InlineData(MandateMode.Observe, true, true, typeof(Permission.Observed))]
    [InlineData(MandateMode.Act, false, false, typeof(Permission.Refused))]
    [InlineData(MandateMode.Ask, false, false, typeof(Permission.Refused))]
    [InlineData(MandateMode.Advise, false, false, typeof(Permission.Refused))]
    [InlineData(MandateMode.Observe, false, false, typeof(Permission.Refused))]
    [InlineData(MandateMode.Act, false, true, typeof(Permission.Refused))]
    public void AgainstASource(MandateMode mode, bool attested, bool heldBack, Type expected) =>
        Assert.IsType(expected, Ground.Decide([Ground.Mandate(mode)], new ChangeRequest(Ground.City, [Deny], attested, 0), heldBack: heldBack));

    [Theory]
    [InlineData(MandateMode.Act, true, typeof(Permission.Permitted))]
    [InlineData(MandateMode.Act, false, typeof(Permission.NeedsApproval))]
    [InlineData(MandateMode.Ask, false, typeof(Permission.NeedsApproval))]
    [InlineData(MandateMode.Advise, false, typeof(Permission.Advised))]
    [InlineData(MandateMode.Observe, false, typeof(Permission.Observed))]
    public void AgainstNoSource(MandateMode mode, bool attested, Type expected) =>
        Assert.IsType(expected, Ground.Decide([Ground.Mandate(mode)], new ChangeRequest(Ground.City, [Close], attested, 0)));

    [Theory]
    [InlineData(MandateMode.Act, MandateMode.Act, typeof(Permission.Permitted))]
    [InlineData(MandateMode.Act, MandateMode.Ask, typeof(Permission.NeedsApproval))]
    [InlineData(MandateMode.Ask, MandateMode.Advise, typeof(Permission.Advised))]
    [InlineData(MandateMode.Act, MandateMode.Observe, typeof(Permission.Observed))]
    public void APlanIsAsWeakAsItsWeakestChange(MandateMode deny, MandateMode close, Type expected)
    {
        Mandate[] mandates = [Ground.Mandate(deny) with { Actions = [ActionClass.DenySource] }, Ground.Mandate(close) with { Id = new("second"), Actions = [ActionClass.CloseFlow] }];

        var permission = Ground.Decide(mandates, new ChangeRequest(Ground.City, [Deny, Close], true, 0));

        Assert.IsType(expected, permission);
        Assert.Equal([new MandateId("first"), new MandateId("second")], permission.RestsOn);
    }

    [Theory]
    // targets in the plan, spent in ten minutes, spent in a day, people -> within?
    [InlineData(2, 0, 0, 100, true)]
    [InlineData(3, 0, 0, 0, false)]
    [InlineData(1, 3, 3, 0, true)]
    [InlineData(1, 4, 4, 0, false)]
    [InlineData(1, 0, 9, 0, true)]
    [InlineData(1, 0, 10, 0, false)]
    [InlineData(1, 0, 0, 101, false)]
    [InlineData(int.MaxValue, 0, 0, 0, false)]
    public void BeyondTheBudgetActBecomesAsk(int targets, int tenMinutes, int day, long people, bool within)
    {
        var request = new ChangeRequest(Ground.City, [Deny with { Targets = targets }], true, people);

        var permission = Ground.Decide([Ground.Mandate(MandateMode.Act)], request, new SpentBudget(tenMinutes, day));

        Assert.IsType(within ? typeof(Permission.Permitted) : typeof(Permission.NeedsApproval), permission);
    }

    [Theory]
    // changes that are renewed, changes that are new, spent in ten minutes, spent in a day -> within?
    [InlineData(2, 0, 4, 10, true)]
    [InlineData(1, 1, 3, 9, true)]
    [InlineData(1, 1, 4, 9, false)]
    [InlineData(1, 1, 3, 10, false)]
    [InlineData(3, 0, 0, 0, false)]
    public void WhatIsRenewedCountsInThePlanAndNotTwiceInWhatIsSpent(int renewed, int added, int tenMinutes, int day, bool within)
    {
        var request = new ChangeRequest(Ground.City, [.. Enumerable.Repeat(Deny with { Targets = 0 }, renewed), .. Enumerable.Repeat(Deny, added)], true, 0);

        var permission = Ground.Decide([Ground.Mandate(MandateMode.Act)], request, new SpentBudget(tenMinutes, day));

        Assert.IsType(within ? typeof(Permission.Permitted) : typeof(Permission.NeedsApproval), permission);
    }

    [Fact]
    public void AnExhaustedMandateGivesWayToAnotherThatIsNot()
    {
        Mandate[] mandates = [Ground.Mandate(MandateMode.Act) with { Budget = new(0, 0, 0, 0) }, Ground.Mandate(MandateMode.Act) with { Id = new("second") }];

        Assert.Equal(new MandateId("second"), Assert.IsType<Permission.Permitted>(Ground.Decide(mandates, Ground.DenyOne)).Mandate);
    }

    [Fact]
    public void WithoutAMandateEverythingIsObserved() =>
        Assert.Equal("No mandate covers the change: deny an address at the firewall in internet and dmz.", Assert.IsType<Permission.Observed>(Ground.Decide([], Ground.DenyOne)).Reason);

    [Fact]
    public void OneZoneOfTwoIsNotEnough() =>
        Assert.IsType<Permission.Observed>(Ground.Decide([Ground.Mandate(MandateMode.Act) with { Zones = [Ground.Dmz] }], Ground.DenyOne));

    [Fact]
    public void AMandateOfAnotherCityCountsForNothing() =>
        Assert.IsType<Permission.Observed>(Ground.Decide([Ground.Mandate(MandateMode.Act) with { City = new CityId("other") }], Ground.DenyOne));

    [Fact]
    public void AMandateEndsAtItsEnd()
    {
        var permission = Ground.Decide([Ground.Mandate(MandateMode.Act) with { Until = Ground.Now }], Ground.DenyOne);

        Assert.Equal("The mandate first for the change (deny an address at the firewall in internet and dmz) ended on 2026-05-04 12:30 UTC.", Assert.IsType<Permission.Observed>(permission).Reason);
    }

    [Theory]
    [InlineData(12, 13, true)]
    [InlineData(13, 12, false)]
    [InlineData(22, 13, true)]
    [InlineData(0, 12, false)]
    public void AMandateHoldsInItsHours(int from, int to, bool holds) =>
        Assert.Equal(holds, Ground.Decide([Ground.Mandate(MandateMode.Act) with { Hours = new(from, to) }], Ground.DenyOne) is Permission.Permitted);

    [Fact]
    public void TheLeaseEndsWithTheMandate()
    {
        var permission = Ground.Decide([Ground.Mandate(MandateMode.Act) with { Until = Ground.Now.AddMinutes(3) }], Ground.DenyOne);

        Assert.Equal(TimeSpan.FromMinutes(3), Assert.IsType<Permission.Permitted>(permission).Lease);
    }

    [Fact]
    public void TheStrictestApprovalOfThePlanCounts()
    {
        Mandate[] mandates =
        [
            Ground.Mandate(MandateMode.Ask) with { Actions = [ActionClass.DenySource] },
            Ground.Mandate(MandateMode.Ask) with { Id = new("second"), Actions = [ActionClass.CloseFlow], Approvers = 2, Lease = TimeSpan.FromMinutes(1) },
        ];

        var needs = Assert.IsType<Permission.NeedsApproval>(Ground.Decide(mandates, new ChangeRequest(Ground.City, [Deny, Close], true, 0)));

        Assert.Equal((2, TimeSpan.FromMinutes(1)), (needs.Approvers, needs.Lease));
    }

    [Theory]
    [InlineData(new[] { "plant" }, "inside the operations zone plant")]
    [InlineData(new[] { "plant", "plant2" }, "inside the operations zone plant and plant2")]
    [InlineData(new[] { "nowhere" }, "the zone nowhere, which the city does not have")]
    [InlineData(new string[0], "names no zone")]
    public void SomePlacesAreNeverTouched(string[] zones, string reason)
    {
        var request = new ChangeRequest(Ground.City, [new Change(ActionClass.IsolateHost, [.. zones.Select(z => new ZoneId(z))], 1)], true, 0);

        Assert.Contains(reason, Assert.IsType<Permission.Refused>(Ground.Decide([Ground.Mandate(MandateMode.Act)], request)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void TheBoundaryOfAnOperationsZoneNeedsAMandateThatNamesBothEnds()
    {
        var request = new ChangeRequest(Ground.City, [new Change(ActionClass.CloseFlow, [Ground.Data, Ground.Plant], 1)], true, 0);

        Assert.IsType<Permission.Observed>(Ground.Decide([Ground.Mandate(MandateMode.Act) with { Zones = [Ground.Data] }], request));
        Assert.IsType<Permission.Permitted>(Ground.Decide([Ground.Mandate(MandateMode.Act) with { Zones = [Ground.Data, Ground.Plant] }], request));
    }

    [Fact]
    public void AnEmptyPlanIsObserved() =>
        Assert.IsType<Permission.Observed>(Ground.Decide([Ground.Mandate(MandateMode.Act)], new ChangeRequest(Ground.City, [], true, 0)));
}
