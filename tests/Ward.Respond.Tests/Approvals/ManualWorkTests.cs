using Ward.Prescribe.Measures;
using Ward.Respond.Approvals;
using Ward.Respond.Plans;
using Ward.City;
using Ward.Trust.Roles;

namespace Ward.Respond.Tests.Approvals;

public sealed class ManualWorkTests
{
    private static Person Carol { get; } = new("carol", [Role.Analyst]);

    private static Measure Clerk { get; } = new Measure.DisableAccount(new AccountId("clerk"));

    [Fact]
    public async Task AnAnalystSaysThatAStepWasDoneAndItIsAuditedAndSurvivesARestart()
    {
        await using var town = new Town();
        await town.CarryOut("p1", 1, "i1", Town.Deny(), Clerk);
        var done = Assert.IsType<Verdict.Done>(await town.Response.StepDone(Town.Id("p1"), 1, Carol, "disabled in the directory", Town.Stop));

        Assert.Equal("carol", done.Plan!.ManualSteps[0].DoneBy);
        Assert.Contains("carol step-done", await town.Acts());
        await town.DieAndRecover();
        var plan = await town.Plan();
        Assert.Equal("carol", plan.ManualSteps[0].DoneBy);
        Assert.Contains(plan.History, t => t.By == "carol" && t.Reason.Contains("disabled in the directory", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AStepIsDoneOnce()
    {
        await using var town = new Town();
        await town.CarryOut("p1", 1, "i1", Town.Deny(), Clerk);
        await town.Response.StepDone(Town.Id("p1"), 1, Carol, "x", Town.Stop);
        var again = Assert.IsType<Verdict.Refused>(await town.Response.StepDone(Town.Id("p1"), 1, Town.Ann, "x", Town.Stop));

        Assert.Contains("carol", again.Reason, StringComparison.Ordinal);
        Assert.Equal("carol", (await town.Plan()).ManualSteps[0].DoneBy);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(-1)]
    public async Task AStepThatIsNotThereIsRefused(int step)
    {
        await using var town = new Town();
        await town.CarryOut("p1", 1, "i1", Town.Deny(), Clerk);
        Assert.IsType<Verdict.Refused>(await town.Response.StepDone(Town.Id("p1"), step, Carol, "x", Town.Stop));
    }

    [Fact]
    public async Task NeitherAViewerNorWardItselfCanSaySo()
    {
        await using var town = new Town();
        await town.CarryOut("p1", 1, "i1", Town.Deny(), Clerk);
        Assert.IsType<Verdict.Refused>(await town.Response.StepDone(Town.Id("p1"), 1, new Person("vera", [Role.Viewer, Role.Administrator]), "x", Town.Stop));
        Assert.IsType<Verdict.Refused>(await town.Response.StepDone(Town.Id("p1"), 1, Person.Ward with { Roles = [Role.Approver] }, "x", Town.Stop));
        Assert.Null((await town.Plan()).ManualSteps[0].DoneBy);
    }

    [Fact]
    public async Task APlanThatWaitsHasNothingToBeDoneYet()
    {
        await using var town = new Town();
        await town.Asking();
        await town.CarryOut("p1", 1, "i1", Town.Deny(), Clerk);
        Assert.IsType<Verdict.Refused>(await town.Response.StepDone(Town.Id("p1"), 1, Carol, "x", Town.Stop));
    }

    [Fact]
    public async Task AStepOfAPlanThatHasEndedTellsOnlyWhatIsNew()
    {
        await using var town = new Town();
        await town.CarryOut("p1", 1, "i1", Town.Deny(), Clerk);
        await town.Pass(Town.Lease + TimeSpan.FromSeconds(1));
        Assert.Equal(PlanState.Expired, (await town.Plan()).State);
        await using var told = town.Response.Outcomes(Town.Stop).GetAsyncEnumerator(Town.Stop);
        await town.Response.StepDone(Town.Id("p1"), 1, Carol, "disabled late", Town.Stop);

        Assert.True(await told.MoveNextAsync());
        Assert.Contains("disabled late", told.Current.Words, StringComparison.Ordinal);
        Assert.Equal(PlanState.Expired, (await town.Plan()).State);
    }

    [Fact]
    public async Task APlanSaysWhenItLapsesAndKeepsToIt()
    {
        await using var town = new Town();
        await town.Asking();
        await town.CarryOut("p1");
        var lapses = (await town.Plan()).Lapses!.Value;
        Assert.Equal(town.Now + town.Options.ApprovalLifetime, lapses);
        await town.Pass(lapses - town.Now - TimeSpan.FromSeconds(1));
        Assert.Equal(PlanState.Proposed, (await town.Plan()).State);
        await town.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(PlanState.Lapsed, (await town.Plan()).State);
    }
}
