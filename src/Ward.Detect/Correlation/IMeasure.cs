namespace Ward.Detect.Correlation;

/// <summary>What a window of occurrences amounts to. Occurrences come at the new end in order; they go at either end.</summary>
internal interface IMeasure
{
    /// <summary>False where taking the newest away does not bring back what was before: then all are added anew.</summary>
    bool CanRewind { get; }

    /// <summary>Bytes beyond the object itself.</summary>
    int Bytes { get; }

    void Add(in Occurrence occurrence);

    void Remove(in Occurrence occurrence);

    void Clear();

    /// <summary>The figure that the finding shows.</summary>
    double Value { get; }

    /// <param name="from">First moment of the window, UTC ticks.</param>
    bool Holds(long from);
}
