using System.Diagnostics;
using Ward.Prescribe.Optimisation;
using Ward.Prescribe.Optimisation.Deadlines;
using Ward.Prescribe.Optimisation.Masters;
using Ward.Solver.Processes;
using Ward.Solver.Tests.Optimisation;

namespace Ward.Solver.Tests.Processes;

public sealed class SolverProcessTests
{
    [Fact]
    public void AProcessThatWasKilledIsStartedAnew()
    {
        using var solver = new SolverProcess(new SolverOptions(), TimeProvider.System);
        using (var master = Filled(solver))
        {
            Assert.IsType<MasterAnswer.Solved>(master.Relax([]));
            using var process = Process.GetProcessById(solver.ProcessId);
            process.Kill();
            Assert.IsType<MasterAnswer.Faulted>(master.Relax([]));
            Assert.IsType<MasterAnswer.Faulted>(master.Solve([], [], [], 1));
        }

        using var again = Filled(solver);
        Assert.Equal(3, Assert.IsType<MasterAnswer.Solved>(again.Solve([], [], [], 100)).Bound, 6);
        Assert.Equal(1, solver.Faults);
    }

    [Fact]
    public void AProgramThatIsNotThereLeavesThePlanUnproven()
    {
        using var solver = new SolverProcess(new SolverOptions { Program = Path.Combine(AppContext.BaseDirectory, "not-there") }, TimeProvider.System);
        using var master = solver.Open(Deadline.None);

        Assert.Contains("not-there", Assert.IsType<MasterAnswer.Faulted>(master.Relax([])).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void MemoryAboveTheCapEndsTheProcessAndNothingElse()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the cap is held on Linux");
        using var solver = new SolverProcess(new SolverOptions { Megabytes = 150, Patience = TimeSpan.FromSeconds(20) }, TimeProvider.System);
        using (var master = solver.Open(Deadline.None))
        {
            var random = new Random(1);
            var costs = Enumerable.Range(0, 20_000).Select(_ => 1.0 + random.Next(9)).ToArray();
            master.AddColumns(costs, [.. costs.Select(_ => 1.0)], [.. costs.Select(_ => true)]);
            for (var batch = 0; batch < 40; batch++)
            {
                var rows = new RowBatch();
                for (var r = 0; r < 1_000; r++) rows.Add([.. Enumerable.Range(0, 60).Select(i => (random.Next(300) + (i * 330)) % 20_000).Distinct()], [.. Enumerable.Repeat(1.0, 60)], 1);
                master.AddRows(rows);
            }

            Assert.IsType<MasterAnswer.Faulted>(master.Relax([]));
        }

        using var small = Filled(solver);
        Assert.IsType<MasterAnswer.Solved>(small.Relax([]));
    }

    [Fact]
    public void RowsThatAreTakenOutBindNoMoreAndThoseBehindThemMoveUp()
    {
        using var solver = new SolverProcess(new SolverOptions(), TimeProvider.System);
        using var master = Filled(solver);
        var more = new RowBatch();
        more.Add([0], [1], 1);
        more.Add([1], [1], 0.5);
        master.AddRows(more);
        Assert.Equal(3, Assert.IsType<MasterAnswer.Solved>(master.Relax([])).Bound, 6);

        master.Forget([1]);
        var answer = Assert.IsType<MasterAnswer.Solved>(master.Relax([]));
        Assert.Equal(2, answer.Bound, 6);
        Assert.Equal(2, answer.Duals.Length);
        Assert.Equal(0.5, answer.Values[1], 6);
        master.Forget([0, 1]);
        Assert.Equal(0, Assert.IsType<MasterAnswer.Solved>(master.Relax([])).Bound, 6);
    }

    [Fact]
    public void WhatIsHeldIsHeldInThatCallAlone()
    {
        using var solver = new SolverProcess(new SolverOptions(), TimeProvider.System);
        using var master = Filled(solver);
        Assert.Equal(2.5, Assert.IsType<MasterAnswer.Solved>(master.Relax([0])).Bound, 6);
        Assert.Equal(2, Assert.IsType<MasterAnswer.Solved>(master.Relax([])).Bound, 6);

        var whole = Assert.IsType<MasterAnswer.Solved>(master.Solve([2], [1], [], 100));
        Assert.Equal((4.0, 1.0, 1.0, 0.0), (whole.Bound, whole.Values[0], whole.Values[1], whole.Values[2]));
        Assert.IsType<MasterAnswer.Contradiction>(master.Solve([0, 1], [], [], 100));
        Assert.Equal(3, Assert.IsType<MasterAnswer.Solved>(master.Solve([], [], [], 100)).Bound, 6);
    }

    [Fact]
    public void AWholeRunSaysTheSameTwice()
    {
        using var solver = new SolverProcess(new SolverOptions(), TimeProvider.System);
        for (var seed = 0; seed < 40; seed++)
        {
            var problem = RandomCase.Of(seed);
            var (first, second) = (new Optimiser(solver).Solve(problem), new Optimiser(solver).Solve(problem));
            Assert.Equal(first.Figures, second.Figures);
            Assert.Equal((first as OptimiserAnswer.Optimal)?.Set, (second as OptimiserAnswer.Optimal)?.Set);
        }
    }

    [Fact]
    public void AnswersThatAreWantedByADeadlineAreTheSameWhereThereIsTime()
    {
        using var solver = new SolverProcess(new SolverOptions(), TimeProvider.System);
        using var master = Filled(solver, Deadline.In(TimeSpan.FromMinutes(10), TimeProvider.System));

        Assert.Equal(2, Assert.IsType<MasterAnswer.Solved>(master.Relax([])).Bound, 6);
        Assert.Equal(3, Assert.IsType<MasterAnswer.Solved>(master.Solve([], [], [], 100)).Bound, 6);
    }

    [Fact]
    public void ASearchThatWouldTakeLongerEndsAtItsDeadline()
    {
        using var solver = new SolverProcess(new SolverOptions(), TimeProvider.System);
        using (var master = solver.Open(Deadline.In(TimeSpan.FromSeconds(2), TimeProvider.System)))
        {
            // Covers of random triples at equal costs, which branching closes in hours.
            var random = new Random(5);
            var costs = Enumerable.Repeat(1.0, 200).ToArray();
            int[] columns = [.. Enumerable.Range(0, 200)];
            master.AddColumns(costs, costs, [.. costs.Select(_ => true)]);
            var rows = new RowBatch();
            for (var r = 0; r < 1_500; r++) rows.Add([.. random.GetItems(columns, 9).Distinct().Take(3)], [1, 1, 1], 1);
            master.AddRows(rows);

            Assert.False(master.Solve([], [], [], long.MaxValue) is MasterAnswer.Solved or MasterAnswer.Contradiction);
        }

        using var next = Filled(solver);
        Assert.IsType<MasterAnswer.Solved>(next.Relax([]));
    }

    [Fact]
    public void AProcessThatHangsIsEndedAtTheDeadlineAndStartedAnew()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "a process is stopped by its signal");
        using var solver = new SolverProcess(new SolverOptions { Patience = TimeSpan.FromMinutes(10) }, TimeProvider.System);
        using (var master = Filled(solver, Deadline.In(TimeSpan.FromSeconds(3), TimeProvider.System)))
        {
            using (var stop = Process.Start("kill", ["-STOP", solver.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)])) stop.WaitForExit();
            Assert.IsType<MasterAnswer.Faulted>(master.Relax([]));
        }

        using var next = Filled(solver);
        Assert.IsType<MasterAnswer.Solved>(next.Relax([]));
    }

    [Fact]
    public void AProcessThatTakesNothingIsEndedAtTheDeadlineToo()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "a process is stopped by its signal");
        using var solver = new SolverProcess(new SolverOptions { Patience = TimeSpan.FromMinutes(10) }, TimeProvider.System);
        using (var master = Filled(solver, Deadline.In(TimeSpan.FromSeconds(3), TimeProvider.System)))
        {
            using (var stop = Process.Start("kill", ["-STOP", solver.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)])) stop.WaitForExit();
            // More than a pipe holds.
            var rows = new RowBatch();
            for (var r = 0; r < 20_000; r++) rows.Add([0, 1, 2], [1, 1, 1], 1);
            master.AddRows(rows);
            Assert.IsType<MasterAnswer.Faulted>(master.Relax([]));
        }

        using var next = Filled(solver);
        Assert.IsType<MasterAnswer.Solved>(next.Relax([]));
    }

    [Fact]
    public void AfterTheDeadlineNothingIsSentAndTheProcessServesTheNextProblem()
    {
        using var solver = new SolverProcess(new SolverOptions(), TimeProvider.System);
        var clock = new Standing();
        int before;
        using (var master = Filled(solver, Deadline.In(TimeSpan.FromSeconds(30), clock)))
        {
            Assert.IsType<MasterAnswer.Solved>(master.Relax([]));
            before = solver.ProcessId;
            clock.Now = 30_000;
            var rows = new RowBatch();
            rows.Add([0], [1], 1);
            master.AddRows(rows);
            // A clock that is set back does not bring back the row that was not sent.
            clock.Now = 0;
            Assert.Contains("the deadline came", Assert.IsType<MasterAnswer.Faulted>(master.Relax([])).Reason, StringComparison.Ordinal);
        }

        using var next = Filled(solver);
        Assert.IsType<MasterAnswer.Solved>(next.Relax([]));
        Assert.Equal((before, 0), (solver.ProcessId, solver.Faults));
    }

    [Fact]
    public void AMomentBeforeTheDeadlineItIsNotAskedNorEnded()
    {
        using var solver = new SolverProcess(new SolverOptions(), TimeProvider.System);
        var clock = new Standing();
        int before;
        using (var master = Filled(solver, Deadline.In(TimeSpan.FromSeconds(30), clock)))
        {
            before = solver.ProcessId;
            clock.Now = 29_960;
            Assert.Contains("the deadline came", Assert.IsType<MasterAnswer.Faulted>(master.Relax([])).Reason, StringComparison.Ordinal);
        }

        using var next = Filled(solver);
        Assert.IsType<MasterAnswer.Solved>(next.Relax([]));
        Assert.Equal((before, 0), (solver.ProcessId, solver.Faults));
    }

    [Fact]
    public void AProcessThatEndedWhileItWasIdleCostsNoProblemItsAnswer()
    {
        using var solver = new SolverProcess(new SolverOptions(), TimeProvider.System);
        using (var master = Filled(solver)) Assert.IsType<MasterAnswer.Solved>(master.Relax([]));
        using (var process = Process.GetProcessById(solver.ProcessId))
        {
            process.Kill();
            process.WaitForExit();
        }

        using var next = Filled(solver);
        Assert.IsType<MasterAnswer.Solved>(next.Relax([]));
        Assert.Equal(1, solver.Faults);
    }

    [Fact]
    public void AfterItsEndItGivesNoMasterAndDoesNotThrow()
    {
        var solver = new SolverProcess(new SolverOptions(), TimeProvider.System);
        solver.Dispose();
        using var master = solver.Open(Deadline.None);

        Assert.Equal("Ward is stopping", Assert.IsType<MasterAnswer.Faulted>(master.Relax([])).Reason);
    }

    [Fact]
    public void AStopDoesNotWaitForAProblemThatDoesNotEnd()
    {
        var solver = new SolverProcess(new SolverOptions { Farewell = TimeSpan.FromMilliseconds(50) }, TimeProvider.System);
        var master = Filled(solver);
        Assert.IsType<MasterAnswer.Solved>(master.Relax([]));
        using var process = Process.GetProcessById(solver.ProcessId);
        solver.Dispose();

        Assert.IsType<MasterAnswer.Faulted>(master.Relax([]));
        Assert.True(process.WaitForExit(10_000));
        master.Dispose();
        Assert.Equal(0, solver.ProcessId);
    }

    [Fact]
    public void WhoWaitsForTheSolverKeepsHalfOfItsTime()
    {
        using var solver = new SolverProcess(new SolverOptions(), TimeProvider.System);
        using var first = Filled(solver);
        var deadline = Deadline.In(TimeSpan.FromSeconds(4), TimeProvider.System);
        using var second = solver.Open(deadline);

        Assert.True(deadline.Left > TimeSpan.FromSeconds(1), $"{deadline.Left} is left");
        Assert.IsType<MasterAnswer.Faulted>(second.Relax([]));
    }

    [Fact]
    public void WhoWaitsForTheSolverWaitsNoLongerThanUntilItsDeadline()
    {
        using var solver = new SolverProcess(new SolverOptions(), TimeProvider.System);
        using var first = Filled(solver);
        using var second = solver.Open(Deadline.In(TimeSpan.FromMilliseconds(20), TimeProvider.System));

        Assert.Contains("another problem", Assert.IsType<MasterAnswer.Faulted>(second.Relax([])).Reason, StringComparison.Ordinal);
        Assert.IsType<MasterAnswer.Solved>(first.Relax([]));
    }

    /// <summary>2a + 2b + 2c >= 3 at costs 2, 2, 1: relaxed 2, whole 3.</summary>
    private static IMaster Filled(SolverProcess solver, Deadline? deadline = null)
    {
        var master = solver.Open(deadline ?? Deadline.None);
        master.AddColumns([2, 2, 1], [1, 1, 1], [true, true, true]);
        var rows = new RowBatch();
        rows.Add([0, 1, 2], [2, 2, 2], 3);
        master.AddRows(rows);
        return master;
    }

    /// <summary>A clock in milliseconds that stands still until it is set.</summary>
    private sealed class Standing : TimeProvider
    {
        public long Now { get; set; }

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => Now;
    }
}
