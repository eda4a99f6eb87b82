namespace Ward.Detect.Baselines;

/// <summary>How many alarms a day (UTC, event time) all entities together may raise; a quarter is kept for those above low severity.</summary>
internal sealed class AlarmBudget(int perDay)
{
    private int day;
    private int spent;
    private long withheld;

    /// <summary>Alarms not raised since the start. May be read from another thread.</summary>
    public long Withheld => Volatile.Read(ref withheld);

    public bool TrySpend(int today, bool low)
    {
        // A late event spends from the day that is open: a clock that swings must not open a fresh budget.
        if (today > day) (day, spent) = (today, 0);
        if (spent < (low ? perDay - (perDay / 4) : perDay))
        {
            spent++;
            return true;
        }

        Volatile.Write(ref withheld, withheld + 1);
        return false;
    }

    public void Save(BinaryWriter to)
    {
        to.Write(day);
        to.Write(spent);
    }

    public void Load(BinaryReader from) => (day, spent) = (from.ReadInt32(), from.ReadInt32());
}
