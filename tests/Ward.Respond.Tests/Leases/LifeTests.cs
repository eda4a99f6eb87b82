using CsCheck;
using Ward.City;
using Ward.Govern.Mandates;
using Ward.Prescribe.Measures;
using Ward.Respond.Plans;

namespace Ward.Respond.Tests.Leases;

/// <summary>Random lives: whatever happens in whatever order, the promises hold.</summary>
public sealed class LifeTests
{
    private abstract record Step
    {
        public sealed record CarryOut(int Incident, int Measures, string Mode) : Step;

        public sealed record Approve(int Plan) : Step;

        public sealed record Reject(int Plan) : Step;

        public sealed record Undo(int Plan) : Step;

        public sealed record Pass(int Seconds) : Step;

        public sealed record Break(string Element, SimulatedElements.Fault Fault) : Step;

        public sealed record Forget(string Element) : Step;

        public sealed record Crash(int Write, bool After) : Step;

        public sealed record Restart : Step;

        public sealed record ReleaseAll : Step;

        public sealed record Resume : Step;
    }

    private static readonly Gen<string> Elements = Gen.OneOf("fw", "web");

    private static readonly Gen<Step[]> Lives = Gen.Frequency<Step>(
        (6, Gen.Select(Gen.Int[0, 3], Gen.Int[1, 15], Gen.OneOf("act", "act", "ask", "observe"), (i, m, mode) => (Step)new Step.CarryOut(i, m, mode))),
        (3, Gen.Int[0, 9].Select(p => (Step)new Step.Approve(p))),
        (1, Gen.Int[0, 9].Select(p => (Step)new Step.Reject(p))),
        (2, Gen.Int[0, 9].Select(p => (Step)new Step.Undo(p))),
        (5, Gen.OneOf(1, 5, 40, 200, 700).Select(s => (Step)new Step.Pass(s))),
        (4, Gen.Select(Elements, Gen.Enum<SimulatedElements.Fault>(), (e, f) => (Step)new Step.Break(e, f))),
        (1, Elements.Select(e => (Step)new Step.Forget(e))),
        (3, Gen.Select(Gen.Int[0, 4], Gen.Bool, (w, a) => (Step)new Step.Crash(w, a))),
        (1, Gen.Const((Step)new Step.Restart())),
        (1, Gen.Const((Step)new Step.ReleaseAll())),
        (1, Gen.Const((Step)new Step.Resume()))).Array[1, 14];

    [Fact]
    public async Task NothingOutlivesItsLeaseNothingIsLostOrDoubledAndEverythingEnds() =>
        await Lives.SampleAsync(Live, iter: 120, threads: 1);

    private static async Task Live(Step[] life)
    {
        await using var town = new Town(new ResponseOptions { RetryPause = TimeSpan.Zero, BreakerLimit = 5 });
        var told = new Dictionary<int, int>();
        var taken = new HashSet<string>();
        foreach (var step in life)
        {
            try
            {
                await Take(town, step, told, taken);
            }
            catch (Life.ProcessEnded)
            {
            }

            if (town.Life.Over) await Rise(town, told, taken);
            await Holds(town, taken);
        }

        // Everything is well again, and time passes: every plan comes to its end.
        if (!town.Life.Over) await town.Die();
        foreach (var element in town.Elements.Reachable) town.Elements.Faults[element] = SimulatedElements.Fault.None;
        await town.Response.Recover(Town.Stop);
        await town.Pass(town.Options.DigestEvery);
        var mayHold = (await town.All()).Where(p => p.MayHold()).SelectMany(p => p.Actions).Where(a => a.MayHold()).Select(a => a.Id).ToHashSet();
        Assert.All(town.Elements.Held, h => Assert.True(mayHold.Contains(h.Action.Id), $"{h.Action.Id} is in force and no open plan knows it"));
        for (var i = 0; i < 4; i++) await town.Pass(TimeSpan.FromMinutes(12));
        Assert.All(await town.All(), p => Assert.False(p.IsOpen(), $"{p.Id} is {p.State}: {p.History[^1].Reason}"));
        Assert.Empty(town.Elements.Held);
        Assert.Null(await town.Journal.FirstBroken(Town.Stop));
    }

    /// <summary>The process starts again; a crash on the way of starting is one more start. What was not taken is told again.</summary>
    private static async Task Rise(Town town, Dictionary<int, int> told, HashSet<string> taken)
    {
        await town.DieAndRecover();
        foreach (var (incident, revision) in told)
            if (!taken.Contains($"i{incident}r{revision}")) await Tell(town, incident, revision, 1, taken);
    }

    private static async Task Take(Town town, Step step, Dictionary<int, int> told, HashSet<string> taken)
    {
        switch (step)
        {
            case Step.CarryOut s:
                town.Permit = (_, held) => held || s.Mode == "observe" ? new Permission.Observed(Town.Mandate, "observe")
                    : s.Mode == "ask" ? new Permission.NeedsApproval(Town.Mandate, Town.Lease, 1, "ask")
                    : new Permission.Permitted(Town.Mandate, Town.Lease, "act");
                told[s.Incident] = told.GetValueOrDefault(s.Incident) + 1;
                await Tell(town, s.Incident, told[s.Incident], s.Measures, taken);
                break;
            case Step.Approve s:
                if (await Nth(town, s.Plan) is { } a) await town.Response.Approve(a.Id, a.Prescription.Hash, Town.Ann, Town.Stop);
                break;
            case Step.Reject s:
                if (await Nth(town, s.Plan) is { } r) await town.Response.Reject(r.Id, Town.Bob, "no", Town.Stop);
                break;
            case Step.Undo s:
                if (await Nth(town, s.Plan) is { } u) await town.Response.Undo(u.Id, Town.Ann, "wrong", Town.Stop);
                break;
            case Step.Pass s:
                await town.Pass(TimeSpan.FromSeconds(s.Seconds));
                break;
            case Step.Break s:
                town.Elements.Faults[new ElementId(s.Element)] = s.Fault;
                break;
            case Step.Forget s:
                town.Elements.Lose(new ElementId(s.Element));
                break;
            case Step.Crash s:
                town.Life.EndAtWrite(s.Write, s.After);
                break;
            case Step.Restart:
                await town.DieAndRecover();
                break;
            case Step.ReleaseAll:
                await town.Response.ReleaseAll(Town.Ann, "stop", Town.Stop);
                break;
            case Step.Resume:
                await town.Response.Resume(Town.Root, "go on", Town.Stop);
                break;
            default:
                throw new InvalidOperationException("unknown step");
        }

        await town.Response.Idle();
    }

    private static async Task Tell(Town town, int incident, int revision, int measures, HashSet<string> taken)
    {
        List<Measure> chosen = [];
        if ((measures & 1) != 0) chosen.Add(Town.Deny($"203.0.113.{incident + 1}"));
        if ((measures & 2) != 0) chosen.Add(Town.DenyWeb($"203.0.113.{incident + 1}"));
        if ((measures & 4) != 0) chosen.Add(Town.Deny("203.0.113.99"));
        if ((measures & 8) != 0) chosen.Add(new Measure.IsolateHost(new ElementId("fw"), new AssetId("files")));
        var id = $"i{incident}r{revision}";
        await town.Response.CarryOut(Town.Prescription(id, revision, chosen, $"i{incident}"), Town.Stop);
        taken.Add(id);
    }

    private static async Task<Plan?> Nth(Town town, int n) => (await town.All()) is { Count: > 0 } plans ? plans[n % plans.Count] : null;

    private static async Task Holds(Town town, HashSet<string> taken)
    {
        var plans = (await town.All()).ToDictionary(p => p.Id.Value);
        Assert.All(taken, id => Assert.Contains(id, plans.Keys));
        var actions = plans.Values.SelectMany(p => p.Actions).ToDictionary(a => a.Id);
        foreach (var (_, action, until) in town.Elements.Held)
        {
            Assert.True(actions.TryGetValue(action.Id, out var recorded), $"{action.Id} is in force and in no plan");
            Assert.True(until <= recorded!.Until, $"{action.Id} is in force beyond its lease");
        }

        foreach (var plan in plans.Values)
        {
            Assert.True(plan.State is not (PlanState.Shadowed or PlanState.Advised or PlanState.Refused or PlanState.Proposed or PlanState.Superseded or PlanState.Rejected or PlanState.Lapsed)
                || !town.Elements.Held.Any(h => h.Action.Id.Value.StartsWith($"{plan.Id}#", StringComparison.Ordinal)), $"{plan.Id} is {plan.State} and in force");
            Assert.True(plans.Values.Count(p => p.Prescription.Incident == plan.Prescription.Incident && p.State == PlanState.Proposed) <= 1, "two plans of one incident wait");
        }
    }
}
