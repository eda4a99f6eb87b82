namespace Ward.Detect.Correlation;

/// <summary>A finding of a group: what holds now, and what was last told of it.</summary>
internal sealed class Said
{
    /// <summary>What a finding says; two that are equal need no revision.</summary>
    /// <param name="Time">When it was complete, UTC ticks.</param>
    /// <param name="From">First moment of what carried it, UTC ticks.</param>
    internal readonly record struct Content(long Time, long Offset, long From, double Value, bool Attested);

    /// <summary>As it first held.</summary>
    internal Content First;

    /// <summary>As attested events alone came to satisfy it; null where they did from the first, or never.</summary>
    internal Content? Upgrade;

    /// <summary>Null until told.</summary>
    internal Content? Told;

    /// <summary>Given with the first telling, and kept.</summary>
    internal string Id = "";

    /// <summary>1 for the first telling, then one more each.</summary>
    internal int Revision;

    /// <summary>What was last handed up with it.</summary>
    internal byte[]?[]? Exports;

    internal Content Now => Upgrade is { } upgrade ? upgrade : First;

    internal bool IsAttested => First.Attested || Upgrade is not null;
}
