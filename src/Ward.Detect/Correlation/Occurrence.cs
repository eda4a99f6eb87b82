namespace Ward.Detect.Correlation;

/// <summary>One match of a rule that a correlation looks at, as its group remembers it. In order of time, then of arrival.</summary>
internal struct Occurrence
{
    private const int ArrayOverhead = 24;

    /// <summary>Event time, UTC ticks.</summary>
    internal long Time;

    /// <summary>Journal offset of the event; of a chained correlation, of the event that completed its finding.</summary>
    internal long Offset;

    /// <summary>A hash of the value that is counted, or the bits of the number that is measured.</summary>
    internal long Bits;

    /// <summary>What correlations further up ask for; null where none does.</summary>
    internal byte[][]? Carried;

    /// <summary>How many events stand in it: more than one after a group was compacted.</summary>
    internal int Weight;

    /// <summary>Index among the rules that the correlation looks at.</summary>
    internal byte Rule;

    /// <summary>True where an outsider cannot have forged it.</summary>
    internal bool Attested;

    /// <summary>What <see cref="Carried"/> weighs.</summary>
    internal readonly int CarriedBytes
    {
        get
        {
            if (Carried is null) return 0;
            var bytes = ArrayOverhead + (Carried.Length * 8);
            foreach (var value in Carried) bytes += value.Length == 0 ? 0 : ArrayOverhead + value.Length;
            return bytes;
        }
    }

    internal readonly double Number => BitConverter.Int64BitsToDouble(Bits);

    // Of one event the later rule stands first, so that the event is not two steps of one sequence.
    internal readonly bool IsBefore(in Occurrence other) =>
        Time != other.Time ? Time < other.Time : Offset != other.Offset ? Offset < other.Offset : Rule > other.Rule;
}
