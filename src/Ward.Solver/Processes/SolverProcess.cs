using Ward.Prescribe.Optimisation.Deadlines;
using Ward.Prescribe.Optimisation.Masters;

namespace Ward.Solver.Processes;

/// <summary>
/// Masters that live in a process apart: native code that faults, hangs or eats memory takes down that process and this one problem's
/// proof, nothing else. The process is started at the first need, kept for the next problem, and started anew after a fault.
/// One problem at a time: a second caller waits, at most half the time until its deadline, so that it can still do without. Thread-safe.
/// </summary>
public sealed class SolverProcess(SolverOptions options, TimeProvider time) : IMasterSource, IDisposable
{
    /// <summary>Of the time until the deadline, what a caller waits at most for another's problem.</summary>
    private const double Waiting = 0.5;

    private readonly SemaphoreSlim turn = new(1);
    private volatile Worker? worker;
    private volatile bool ended;

    /// <summary>How often a process ended before it was told to.</summary>
    public int Faults { get; private set; }

    /// <summary>Most memory that the running process has held, in bytes, or 0 where none runs.</summary>
    public long PeakMemory => worker?.PeakMemory ?? 0;

    /// <summary>Of the running process, or 0 where none runs.</summary>
    public int ProcessId => worker?.Id ?? 0;

    /// <summary>Processor time that the running process has taken.</summary>
    public TimeSpan ProcessorTime => worker?.ProcessorTime ?? TimeSpan.Zero;

    public IMaster Open(Deadline deadline)
    {
        if (deadline.Left is not { } left) turn.Wait();
        else if (!turn.Wait(left * Waiting)) return new NoMaster("the solver had another problem for half of the time until the deadline");
        try
        {
            if (ended)
            {
                turn.Release();
                return new NoMaster("Ward is stopping");
            }

            // One that ended since it was last asked costs nobody a proof.
            if (worker is { HasEnded: true }) Drop();
            worker ??= Worker.Start(options, time);
            if (worker is { } ready) return new RemoteMaster(ready, deadline, Done);
        }
        catch
        {
            turn.Release();
            throw;
        }

        turn.Release();
        return new NoMaster($"the solver {Path.GetFileName(options.Program)} could not be started");
    }

    /// <summary>Waits a few seconds for the problem that is being solved, then ends the process under it: its plan stays unproven.</summary>
    public void Dispose()
    {
        ended = true;
        if (!turn.Wait(options.Farewell))
        {
            worker?.End();
            return;
        }

        worker?.Dispose();
        worker = null;
        turn.Release();
    }

    private void Done()
    {
        if (worker is { IsBroken: true }) Drop();
        // Nobody else ends it any more.
        if (ended) Drop(fault: false);
        turn.Release();
    }

    private void Drop(bool fault = true)
    {
        if (fault) Faults++;
        worker?.Dispose();
        worker = null;
    }
}
