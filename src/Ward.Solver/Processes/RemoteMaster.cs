using Ward.Prescribe.Optimisation.Deadlines;
using Ward.Prescribe.Optimisation.Masters;
using Ward.Solver.Framing;

namespace Ward.Solver.Processes;

/// <summary>A master on the other side of a pipe.</summary>
internal sealed class RemoteMaster : IMaster
{
    /// <summary>The solver is told to end a little before the deadline, so that it can still say what it has.</summary>
    private const double Share = 0.8;

    /// <summary>With less than this left it is not asked, and the process that it would be ended with is kept.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(50);

    /// <summary>How long after the deadline a process that does not answer is ended: one that is at work says what it has by then.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(100);

    private readonly Worker worker;
    private readonly Deadline deadline;
    private readonly Action done;
    private int columns, rows;
    private bool isLate, disposed;

    public RemoteMaster(Worker worker, Deadline deadline, Action done)
    {
        (this.worker, this.deadline, this.done) = (worker, deadline, done);
        Send(new FrameWriter((byte)Call.Reset));
    }

    public void AddColumns(ReadOnlySpan<double> costs, ReadOnlySpan<double> tops, ReadOnlySpan<bool> whole)
    {
        columns += costs.Length;
        var frame = new FrameWriter((byte)Call.Columns);
        frame.Array(costs);
        frame.Array(tops);
        frame.Array(whole);
        Send(frame);
    }

    public void AddRows(RowBatch rows)
    {
        if (rows.Count == 0) return;
        this.rows += rows.Count;
        var frame = new FrameWriter((byte)Call.Rows);
        frame.Array(rows.Ends.ToArray());
        frame.Array(rows.Lows.ToArray());
        frame.Array(rows.Columns.ToArray());
        frame.Array(rows.Values.ToArray());
        Send(frame);
    }

    public void Forget(ReadOnlySpan<int> rows)
    {
        if (rows.Length == 0) return;
        this.rows -= rows.Length;
        var frame = new FrameWriter((byte)Call.Forget);
        frame.Array(rows);
        Send(frame);
    }

    public MasterAnswer Relax(ReadOnlySpan<int> held)
    {
        var frame = new FrameWriter((byte)Call.Relax);
        frame.Array(held);
        frame.Long(Milliseconds());
        return Ask(frame);
    }

    public MasterAnswer Solve(ReadOnlySpan<int> barred, ReadOnlySpan<int> held, ReadOnlySpan<double> start, long nodes)
    {
        var frame = new FrameWriter((byte)Call.Solve);
        frame.Array(barred);
        frame.Array(held);
        frame.Array(start);
        frame.Long(nodes);
        frame.Long(Milliseconds());
        return Ask(frame);
    }

    public void Dispose()
    {
        if (disposed) return;
        disposed = true;
        done();
    }

    /// <summary>How long the solver may take, or 0 for as long as it takes.</summary>
    private long Milliseconds() => deadline.Left is { } left ? Math.Max(1, (long)(left.TotalMilliseconds * Share)) : 0;

    /// <summary>At the deadline nothing is sent any more: what it was not told of, a later call cannot ask about. The next problem begins anew.</summary>
    private bool Send(FrameWriter frame)
    {
        isLate |= deadline.Left < Least;
        return !isLate && worker.Send(frame, deadline.Left + Grace);
    }

    private MasterAnswer Ask(FrameWriter frame)
    {
        if (!Send(frame))
            // A process that was not asked is as good as before; one that is ended would have to be started again.
            return new MasterAnswer.Faulted(isLate ? "the deadline came before the solver was asked" : worker.Why());
        if (worker.Receive(deadline.Left + Grace) is not { } bytes) return new MasterAnswer.Faulted(worker.Why());
        var answer = Answers.Read(bytes, columns, rows);
        // A process that talks nonsense is not asked again.
        if (answer is MasterAnswer.Faulted) worker.Break();
        return answer;
    }
}
