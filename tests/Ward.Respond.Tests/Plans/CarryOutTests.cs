using Ward.City;
using Ward.Govern.Mandates;
using Ward.Prescribe.Choices;
using Ward.Prescribe.Measures;
using Ward.Respond.Plans;

namespace Ward.Respond.Tests.Plans;

public sealed class CarryOutTests
{
    [Fact]
    public async Task UnderAnActMandateItIsInForceWhenTheCallReturns()
    {
        await using var town = new Town();
        var outcome = await town.CarryOut("p1");
        Assert.Equal(PlanState.Applied, outcome.State);
        Assert.True(town.Elements.Stops("203.0.113.7"));
        Assert.Equal(town.Now + Town.Lease, town.Elements.Held.Single().Until);
        Assert.Equal([PlanState.Approved, PlanState.Leased, PlanState.Applied, PlanState.Verified], (await town.Plan()).History.Select(t => t.To));
    }

    [Fact]
    public async Task TheLeaseIsInTheJournalBeforeAnythingIsSent()
    {
        await using var town = new Town();
        var atSending = new List<PlanState>();
        town.Actuators.OnApply = (_, _) => { atSending.AddRange(town.Journal.Written); return SimulatedActuators.Usual; };
        await town.CarryOut("p1");
        Assert.Equal([PlanState.Leased], atSending);
    }

    [Theory]
    [InlineData("observe", PlanState.Shadowed)]
    [InlineData("advise", PlanState.Advised)]
    [InlineData("ask", PlanState.Proposed)]
    [InlineData("refuse", PlanState.Refused)]
    public async Task WithoutAnActMandateNothingIsSent(string mode, PlanState expected)
    {
        await using var town = new Town();
        town.Permit = (_, _) => mode switch
        {
            "observe" => new Permission.Observed(null, "no mandate"),
            "advise" => new Permission.Advised(Town.Mandate, "advise"),
            "ask" => new Permission.NeedsApproval(Town.Mandate, Town.Lease, 1, "ask"),
            _ => new Permission.Refused("never"),
        };
        Assert.Equal(expected, (await town.CarryOut("p1")).State);
        Assert.Empty(town.Elements.Commands);
        Assert.Equal(expected, (await town.Plan()).State);
    }

    [Fact]
    public async Task TheSamePrescriptionTwiceIsOnePlan()
    {
        await using var town = new Town();
        await town.CarryOut("p1");
        var again = await town.CarryOut("p1");
        Assert.Equal(PlanState.Verified, again.State);
        Assert.Single(town.Elements.Commands, c => c.StartsWith("apply", StringComparison.Ordinal));
        Assert.Single(await town.All());
    }

    /// <summary>A city that has become another makes a story be told again; that alone must not block an address for a second time.</summary>
    [Fact]
    public async Task WhatEndedForTheSameFindingsIsAskedForAndNotDoneAgain()
    {
        await using var town = new Town();
        await town.CarryOut("p1");
        await town.Pass(Town.Lease);
        await town.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(PlanState.Expired, (await town.Plan()).State);

        Assert.Equal(PlanState.Proposed, (await town.CarryOut("told-again")).State);
        Assert.Empty(town.Elements.Held);
        Assert.Equal(PlanState.Verified, await State("found-more", 2));

        async Task<PlanState> State(string plan, int revision)
        {
            await town.CarryOut(plan, revision);
            return (await town.Plan(plan)).State;
        }
    }

    [Fact]
    public async Task ToldAgainAPlanThatWaitsGoesOnWaiting()
    {
        await using var town = new Town();
        await town.Asking();
        await town.CarryOut("p1");
        var again = await town.Response.CarryOut(Town.Prescription("told-again", 1, [Town.Deny()]) with { Hash = "hash-p1" }, Town.Stop);
        Assert.Equal((PlanState.Proposed, Town.Id("p1")), (again.State, again.Plan));
        Assert.Single(await town.All());
    }

    [Fact]
    public async Task NothingToDoIsAdvisedWithoutAskingTheMandates()
    {
        await using var town = new Town();
        var outcome = await town.Response.CarryOut(Town.Prescription("p1", 1, []), Town.Stop);
        Assert.Equal((PlanState.Advised, "nothing to do"), (outcome.State, outcome.Words));
        Assert.Empty(town.Asked);
    }

    [Theory]
    [InlineData(ProofStatus.Infeasible, "nothing can be done: why")]
    [InlineData(ProofStatus.Unfinished, "no plan for everything was found in the time, though there may be one: why")]
    public async Task WhyThereIsNoPlanIsToldAsItIs(ProofStatus status, string words)
    {
        await using var town = new Town();
        var outcome = await town.Response.CarryOut(Town.Prescription("p1", 1, []) with { Proof = new Proof(status, 0, 0, "paths", false, ["why"]) }, Town.Stop);
        Assert.Equal((PlanState.Advised, words), (outcome.State, outcome.Words));
    }

    [Fact]
    public async Task ANewerRevisionSupersedesAPlanThatWaits()
    {
        await using var town = new Town();
        await town.Asking();
        await town.CarryOut("p1");
        await town.CarryOut("p2", 2);
        Assert.Equal(PlanState.Superseded, (await town.Plan()).State);
        Assert.Equal(PlanState.Proposed, (await town.Plan("p2")).State);
    }

    [Fact]
    public async Task ARevisionThatComesAfterANewerOneDoesNothing()
    {
        await using var town = new Town();
        await town.Asking();
        await town.CarryOut("p2", 2);
        Assert.Equal(PlanState.Superseded, (await town.CarryOut("p1")).State);
        Assert.Equal(PlanState.Proposed, (await town.Plan("p2")).State);
    }

    [Fact]
    public async Task APlanOfAnotherIncidentIsLeftAlone()
    {
        await using var town = new Town();
        await town.Asking();
        await town.CarryOut("p1");
        await town.CarryOut("p2", 2, "i2");
        Assert.Equal(PlanState.Proposed, (await town.Plan()).State);
    }

    [Fact]
    public async Task ANewerRevisionAddsOnlyWhatIsMissing()
    {
        await using var town = new Town();
        await town.CarryOut("p1");
        await town.CarryOut("p2", 2, "i1", Town.Deny(), Town.DenyWeb());
        Assert.Equal([new ElementId("web")], (await town.Plan("p2")).Actions.Select(a => a.Element));
        Assert.Equal(2, town.Elements.Commands.Count(c => c.StartsWith("apply", StringComparison.Ordinal)));
        Assert.Equal(1, (await town.Plan("p2")).NewTargets);
    }

    [Fact]
    public async Task WhatIsInForceForLongEnoughIsNotSentAgain()
    {
        await using var town = new Town();
        await town.CarryOut("p1");
        await town.Pass(Town.Lease * 0.4);
        var outcome = await town.CarryOut("p2", 2);
        Assert.Equal(PlanState.Advised, outcome.State);
        Assert.Contains("already in force under plan p1", outcome.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatWouldEndSoonIsRenewedWithoutSpendingTheBudgetAgain()
    {
        await using var town = new Town();
        await town.CarryOut("p1");
        await town.Pass(Town.Lease * 0.6);
        Assert.Equal(PlanState.Applied, (await town.CarryOut("p2", 2)).State);
        Assert.Equal(0, (await town.Plan("p2")).NewTargets);
        Assert.Equal(0, town.Asked[^1].Request.Changes.Sum(c => c.Targets));

        await town.Pass(Town.Lease * 0.5);
        Assert.Equal(PlanState.Expired, (await town.Plan()).State);
        Assert.True(town.Elements.Stops("203.0.113.7"));
    }

    [Fact]
    public async Task AnAddressInTheProtectedSetRefusesTheWholePlanBeforeAnythingIsAsked()
    {
        await using var town = new Town();
        var outcome = await town.CarryOut("p1", 1, "i1", Town.Deny(), Town.Deny("198.51.100.9"));
        Assert.Equal(PlanState.Refused, outcome.State);
        Assert.Contains("198.51.100.9 is in the protected set", outcome.Words, StringComparison.Ordinal);
        Assert.Empty(town.Elements.Commands);
        Assert.Empty(town.Asked);
    }

    [Fact]
    public async Task AnElementWithoutAnAgentBecomesAManualStep()
    {
        await using var town = new Town();
        town.Elements.Reachable.Remove(new ElementId("web"));
        await town.CarryOut("p1", 1, "i1", Town.Deny(), Town.DenyWeb(), new Measure.DisableAccount(new AccountId("clerk")));
        var plan = await town.Plan();
        Assert.Single(plan.Actions);
        Assert.Equal(2, plan.ManualSteps.Count);
        Assert.Contains("no agent serves web", plan.ManualSteps[0].Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMeasureForPersonsOnlyIsAdvisedAndNotClaimedToBeInForce()
    {
        await using var town = new Town();
        var outcome = await town.CarryOut("p1", 1, "i1", new Measure.DisableAccount(new AccountId("clerk")));
        Assert.Equal(PlanState.Advised, outcome.State);
        Assert.Contains("disable account clerk", outcome.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnElementThatTheCityDoesNotHaveIsRefused()
    {
        await using var town = new Town();
        Assert.Equal(PlanState.Refused, (await town.CarryOut("p1", 1, "i1", new Measure.CloseFlow(new ElementId("ghost"), new FlowId("web-in")))).State);
    }

    [Fact]
    public async Task APrescriptionForAnotherCityIsRefused()
    {
        await using var town = new Town();
        var foreign = Town.Prescription("p1", 1, [Town.Deny()]) with { City = new CityId("elsewhere") };
        Assert.Equal(PlanState.Refused, (await town.Response.CarryOut(foreign, Town.Stop)).State);
    }

    [Fact]
    public async Task ACityThatChangedMeanwhileTurnsActIntoAsk()
    {
        await using var town = new Town { City = Town.Model("v2") };
        Assert.Equal(PlanState.Proposed, (await town.CarryOut("p1")).State);
    }

    [Fact]
    public async Task AJournalThatCannotBeWrittenMeansThatNothingIsSent()
    {
        await using var town = new Town();
        town.Journal.Full = true;
        var broken = await Assert.ThrowsAsync<IOException>(() => town.CarryOut("p1"));
        Assert.Contains("the disk is full", broken.Message, StringComparison.Ordinal);
        Assert.Empty(town.Elements.Commands);
        town.Journal.Full = false;
        Assert.Equal(PlanState.Applied, (await town.CarryOut("p1")).State);
        Assert.Single(await town.All());
    }

    [Fact]
    public async Task ABudgetIsNotSpentByWhatCouldNotBeRecorded()
    {
        await using var town = new Town();
        town.Journal.Full = true;
        for (var i = 0; i < 5; i++) await Assert.ThrowsAsync<IOException>(() => town.CarryOut("p1"));
        town.Journal.Full = false;
        await town.CarryOut("p1");
        Assert.Equal(new SpentBudget(0, 0), town.Asked[^1].Spent);
    }

    [Fact]
    public async Task WhatTheJournalCouldNotTakeIsShownAsItStandsAndAsUnwritten()
    {
        await using var town = new Town();
        town.Actuators.OnApply = (_, _) => { town.Journal.Full = true; return SimulatedActuators.Usual; };
        await town.CarryOut("p1");
        var shown = Assert.Single(await town.Response.Plans(new CityId("town"), 10, Town.Stop));
        Assert.Equal((PlanState.Verified, true), (shown.State, shown.Unwritten));
        Assert.True((await town.Response.Find(Town.Id("p1"), Town.Stop))!.Unwritten);
        Assert.Equal(PlanState.Leased, (await town.Plan()).State);
        town.Journal.Full = false;
        await town.Pass(TimeSpan.FromSeconds(1));
        Assert.False(Assert.Single(await town.Response.Plans(new CityId("town"), 10, Town.Stop)).Unwritten);
        Assert.Equal(PlanState.Verified, (await town.Plan()).State);
    }

    [Fact]
    public async Task AJournalThatFillsUpAfterTheLeaseIsWrittenLater()
    {
        await using var town = new Town();
        town.Actuators.OnApply = (_, _) => { town.Journal.Full = true; return SimulatedActuators.Usual; };
        Assert.Equal(PlanState.Applied, (await town.CarryOut("p1")).State);
        Assert.Equal(PlanState.Leased, (await town.Plan()).State);
        town.Journal.Full = false;
        await town.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(PlanState.Verified, (await town.Plan()).State);
    }

    [Fact]
    public async Task TwoIncidentsAtOnceCannotSpendTheLastOfABudgetTwice()
    {
        await using var town = new Town();
        town.Permit = (r, _) => town.Asked[^1].Spent.LastDay + r.Changes.Sum(c => c.Targets) <= 5
            ? new Permission.Permitted(Town.Mandate, Town.Lease, "act")
            : new Permission.NeedsApproval(Town.Mandate, Town.Lease, 1, "over budget");
        var outcomes = await Task.WhenAll(Enumerable.Range(1, 12).Select(i =>
            town.Response.CarryOut(Town.Prescription($"p{i}", 1, [Town.Deny($"203.0.113.{i}")], $"i{i}"), Town.Stop)));
        Assert.Equal(5, outcomes.Count(o => o.State == PlanState.Applied));
        Assert.Equal(7, outcomes.Count(o => o.State == PlanState.Proposed));
    }

    [Fact]
    public async Task TheBudgetIsRememberedOverARestart()
    {
        await using var town = new Town();
        await town.CarryOut("p1");
        await town.DieAndRecover();
        await town.CarryOut("p2", 1, "i2", Town.Deny("203.0.113.8"));
        Assert.Equal(1, town.Asked[^1].Spent.LastTenMinutes);
        await town.Pass(TimeSpan.FromMinutes(11));
        await town.CarryOut("p3", 1, "i3", Town.Deny("203.0.113.9"));
        Assert.Equal(new SpentBudget(0, 2), town.Asked[^1].Spent);
    }

    [Fact]
    public async Task EveryStateArrivesAsAnOutcomeInOrder()
    {
        await using var town = new Town();
        var outcomes = town.Response.Outcomes(Town.Stop).GetAsyncEnumerator(Town.Stop);
        await town.CarryOut("p1");
        var states = new List<PlanState>();
        while (states.Count < 4 && await outcomes.MoveNextAsync()) states.Add(outcomes.Current.State);
        Assert.Equal([PlanState.Approved, PlanState.Leased, PlanState.Applied, PlanState.Verified], states);
        await outcomes.DisposeAsync();
    }

    [Fact]
    public async Task TheZonesOfAChangeAreThoseOfTheSourceAndBehindTheFirewall()
    {
        await using var town = new Town();
        await town.CarryOut("p1", 1, "i1", Town.Deny(), Town.DenyWeb(), new Measure.CloseFlow(new ElementId("fw"), new FlowId("web-files")));
        Assert.Equal(["internet,dmz", "dmz", "dmz,data"], town.Asked[0].Request.Changes.Select(c => string.Join(',', c.Zones)));
        Assert.Equal(7, town.Asked[0].Request.People);
    }
}
