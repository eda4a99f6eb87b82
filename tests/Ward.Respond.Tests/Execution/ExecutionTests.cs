using Ward.City;
using Ward.Prescribe.Measures;
using Ward.Respond.Execution;
using Ward.Respond.Plans;

namespace Ward.Respond.Tests.Execution;

public sealed class ExecutionTests
{
    private static readonly ElementId Firewall = new("fw");
    private static readonly ElementId Web = new("web");

    [Fact]
    public async Task ARefusalRollsBackWhatWasAppliedInReverseOrder()
    {
        await using var town = new Town();
        town.Actuators.OnApply = (a, _) => a.Id.Value == "p1#2" ? Task.FromResult<ActuatorReport?>(new ActuatorReport.Refused(500, "set is full")) : SimulatedActuators.Usual;
        var outcome = await town.CarryOut("p1", 1, "i1", Town.Deny("203.0.113.1"), Town.Deny("203.0.113.2"), Town.Deny("203.0.113.3"), Town.Deny("203.0.113.4"));
        Assert.Equal(PlanState.Failed, outcome.State);
        Assert.Contains("set is full", outcome.Words, StringComparison.Ordinal);
        Assert.Equal(["apply p1#0", "apply p1#1", "release p1#1", "release p1#0"], town.Elements.Commands);
        Assert.Equal([ActionState.Released, ActionState.Released, ActionState.Failed, ActionState.Failed], (await town.Plan()).Actions.Select(a => a.State));
    }

    [Fact]
    public async Task AFailureAtOneElementRollsBackTheOthers()
    {
        await using var town = new Town();
        town.Elements.Faults[Web] = SimulatedElements.Fault.Refuses;
        Assert.Equal(PlanState.Failed, (await town.CarryOut("p1", 1, "i1", Town.Deny(), Town.DenyWeb())).State);
        Assert.Empty(town.Elements.Held);
    }

    [Fact]
    public async Task AnAnswerThatComesTooLateIsFoundByAskingWhatIsHeld()
    {
        await using var town = new Town();
        town.Elements.Faults[Firewall] = SimulatedElements.Fault.Late;
        var outcome = await town.CarryOut("p1");
        Assert.Equal(PlanState.Applied, outcome.State);
        Assert.Equal(3, town.Elements.Commands.Count(c => c == "apply p1#0"));
        Assert.Single(town.Elements.Held);
    }

    [Fact]
    public async Task AnAnswerThatComesAfterItsDeadlineChangesNothing()
    {
        await using var town = new Town();
        var late = new TaskCompletionSource<ActuatorReport?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var sent = 0;
        town.Actuators.OnApply = (_, _) => Interlocked.Increment(ref sent) == 1 ? late.Task : SimulatedActuators.Usual;
        var carried = town.Response.CarryOut(Town.Prescription("p1", 1, [Town.Deny()]), Town.Stop);
        Assert.True(await Until(() => Volatile.Read(ref sent) == 1));
        town.Time.Advance(town.Options.StepDeadline);
        Assert.Equal(PlanState.Applied, (await carried).State);
        late.SetResult(new ActuatorReport.Refused(500, "a late no"));
        await town.Response.Idle();
        Assert.Equal(PlanState.Verified, (await town.Plan()).State);
        Assert.Single(town.Elements.Held);
    }

    [Fact]
    public async Task NoAnswerAtAllStaysOpenUntilTheElementConfirmsTheRelease()
    {
        await using var town = new Town();
        town.Elements.Faults[Firewall] = SimulatedElements.Fault.Silent;
        var outcome = await town.CarryOut("p1");
        Assert.Equal(PlanState.Leased, outcome.State);
        Assert.Contains("not yet confirmed by fw", outcome.Words, StringComparison.Ordinal);

        town.Elements.Faults[Firewall] = SimulatedElements.Fault.None;
        await town.Pass(town.Options.RetryEvery);
        Assert.Equal(PlanState.Failed, (await town.Plan()).State);
    }

    [Fact]
    public async Task NoAnswerUntilTheLeaseIsOverFailsAndSaysSo()
    {
        await using var town = new Town();
        town.Elements.Faults[Firewall] = SimulatedElements.Fault.Silent;
        await town.CarryOut("p1");
        await town.Pass(Town.Lease);
        Assert.Equal(PlanState.Leased, (await town.Plan()).State);
        await town.Pass(town.Options.LeaseEndGrace);
        var plan = await town.Plan();
        Assert.Equal(PlanState.Failed, plan.State);
        Assert.Contains("fw did not answer", plan.History[^1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACommandThatArrivesAfterThePlanHasFailedIsReleasedAsAnOrphan()
    {
        await using var town = new Town();
        // The network keeps the command; release and question get through.
        LeasedAction? kept = null;
        town.Actuators.OnApply = (a, _) => { kept = a; return Task.FromResult<ActuatorReport?>(new ActuatorReport.Unknown("no answer")); };
        Assert.Equal(PlanState.Failed, (await town.CarryOut("p1")).State);

        town.Elements.Put(kept!, kept!.Until);
        Assert.Single(town.Elements.Held);
        await town.Pass(town.Options.DigestEvery);
        Assert.Empty(town.Elements.Held);
        Assert.Contains("ward release", await town.Acts());
    }

    [Fact]
    public async Task AnActuatorThatThrowsIsNoAnswerAndBringsNothingDown()
    {
        await using var town = new Town();
        town.Actuators.OnApply = (_, _) => throw new InvalidOperationException("a bug in the dialogue");
        var outcome = await town.CarryOut("p1");
        Assert.Equal(PlanState.Failed, outcome.State);
        Assert.Contains("a bug in the dialogue", outcome.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ElementsAreToldInParallelAndEachInOrder()
    {
        await using var town = new Town();
        var gate = new TaskCompletionSource<ActuatorReport?>(TaskCreationOptions.RunContinuationsAsynchronously);
        town.Actuators.OnApply = (a, _) => a.Element == Firewall ? gate.Task : SimulatedActuators.Usual;
        var carried = town.Response.CarryOut(Town.Prescription("p1", 1, [Town.Deny("203.0.113.1"), Town.Deny("203.0.113.2"), Town.DenyWeb()]), Town.Stop);
        Assert.True(await Until(() => town.Elements.Held.Count == 1));
        Assert.Equal(["apply p1#2"], town.Elements.Commands);
        gate.SetResult(null);
        Assert.Equal(PlanState.Applied, (await carried).State);
        Assert.Equal(["apply p1#2", "apply p1#0", "apply p1#1"], town.Elements.Commands);
    }

    [Fact]
    public async Task AClosedFlowNamesAddressesAndPorts()
    {
        await using var town = new Town();
        await town.CarryOut("p1", 1, "i1", new Measure.CloseFlow(Firewall, new FlowId("web-files")));
        Assert.Equal("connection 10.0.1.10/32 > 10.0.2.20/32 Tcp/445", Planner.Describe(town.Elements.Held.Single().Action.Target));
    }

    internal static async Task<bool> Until(Func<bool> holds)
    {
        for (var i = 0; i < 500 && !holds(); i++) await Task.Delay(10, Town.Stop);
        return holds();
    }
}
