using Ward.Prescribe.Optimisation.Deadlines;
using Ward.Prescribe.Optimisation.Masters;

namespace Ward.Solver.Processes;

/// <summary>
/// Masters that live in a process apart: native code that faults, hangs or eats memory takes down that process and this one problem's
/// proof, nothing else. The process is started at the first need, kept for the next problem, and started anew after a fault.
/// One problem at a time: a second caller waits, at most until its deadline. Thread-safe.
/// </summary>
public sealed class SolverProcess(SolverOptions options, TimeProvider time) : IMasterSource, IDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private Worker? worker;
    private bool ended;

    /// <summary>How often a process ended before it had answered.</summary>
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
        else if (!turn.Wait(left)) return new NoMaster("the solver had another problem until the deadline");
        try
        {
            ObjectDisposedException.ThrowIf(ended, this);
            if (worker is null || worker.IsBroken) worker = Worker.Start(options, time);
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

    public void Dispose()
    {
        turn.Wait();
        ended = true;
        worker?.Dispose();
        worker = null;
        turn.Release();
    }

    private void Done()
    {
        if (worker is { IsBroken: true } broken)
        {
            Faults++;
            broken.Dispose();
            worker = null;
        }

        turn.Release();
    }
}
