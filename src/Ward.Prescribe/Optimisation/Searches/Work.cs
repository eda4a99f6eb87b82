namespace Ward.Prescribe.Optimisation.Searches;

/// <summary>Work that is left, counted in states looked at; it may fall below 0 once.</summary>
internal sealed class Work(long most)
{
    private long done;

    public long Left { get => most - done; set => done = most - value; }

    public long Done => done;

    public bool IsOver => Left <= 0;
}
