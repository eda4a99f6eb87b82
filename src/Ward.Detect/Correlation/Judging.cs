namespace Ward.Detect.Correlation;

/// <summary>When a window is judged.</summary>
internal enum Judging
{
    /// <summary>The window that ends with an event, by the event itself: what only grows and is bounded from below. A late event revises.</summary>
    AtOnce,

    /// <summary>The window that ends with an event, when the watermark has passed it: averages, medians, percentiles, and what looks at such.</summary>
    Settled,

    /// <summary>Every window that begins with an event, when the watermark has passed its end: bounded from above alone.</summary>
    EachWindow,

    /// <summary>The same, save for windows that hold nothing which the one before did not: ranges, equality, absence.</summary>
    WidestWindow,
}
