using Ward.Prescribe.Optimisation.Deadlines;

namespace Ward.Prescribe.Optimisation.Searches;

/// <summary>Work that is left, counted in states looked at; it may fall below 0 once. It is over at the deadline too.</summary>
internal sealed class Work(long most, Deadline deadline)
{
    private long done;

    public long Left { get => most - done; set => done = most - value; }

    public long Done => done;

    public Deadline Deadline => deadline;

    public bool IsOver => Left <= 0 || deadline.IsPast;
}
