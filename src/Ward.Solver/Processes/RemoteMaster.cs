using Ward.Prescribe.Optimisation.Masters;
using Ward.Solver.Framing;

namespace Ward.Solver.Processes;

/// <summary>A master on the other side of a pipe.</summary>
internal sealed class RemoteMaster : IMaster
{
    private readonly Worker worker;
    private readonly Action done;
    private int columns, rows;
    private bool disposed;

    public RemoteMaster(Worker worker, Action done)
    {
        (this.worker, this.done) = (worker, done);
        worker.Send(new FrameWriter((byte)Call.Reset));
    }

    public void AddColumns(ReadOnlySpan<double> costs, ReadOnlySpan<double> tops, ReadOnlySpan<bool> whole)
    {
        columns += costs.Length;
        var frame = new FrameWriter((byte)Call.Columns);
        frame.Array(costs);
        frame.Array(tops);
        frame.Array(whole);
        worker.Send(frame);
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
        worker.Send(frame);
    }

    public void Forget(ReadOnlySpan<int> rows)
    {
        if (rows.Length == 0) return;
        this.rows -= rows.Length;
        var frame = new FrameWriter((byte)Call.Forget);
        frame.Array(rows);
        worker.Send(frame);
    }

    public MasterAnswer Relax(ReadOnlySpan<int> held)
    {
        var frame = new FrameWriter((byte)Call.Relax);
        frame.Array(held);
        return Ask(frame);
    }

    public MasterAnswer Solve(ReadOnlySpan<int> barred, ReadOnlySpan<int> held, ReadOnlySpan<double> start, long nodes)
    {
        var frame = new FrameWriter((byte)Call.Solve);
        frame.Array(barred);
        frame.Array(held);
        frame.Array(start);
        frame.Long(nodes);
        return Ask(frame);
    }

    public void Dispose()
    {
        if (disposed) return;
        disposed = true;
        done();
    }

    private MasterAnswer Ask(FrameWriter frame)
    {
        if (!worker.Send(frame) || worker.Receive() is not { } bytes) return new MasterAnswer.Faulted(worker.Why());
        var answer = Answers.Read(bytes, columns, rows);
        // A process that talks nonsense is not asked again.
        if (answer is MasterAnswer.Faulted) worker.Break();
        return answer;
    }
}
