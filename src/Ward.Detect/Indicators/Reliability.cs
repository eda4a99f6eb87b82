namespace Ward.Detect.Indicators;

/// <summary>How far a source can be trusted (the Admiralty scale, NATO AJP-2.1).</summary>
public enum Reliability : byte
{
    /// <summary>Completely reliable.</summary>
    A,
    /// <summary>Usually reliable.</summary>
    B,
    /// <summary>Fairly reliable.</summary>
    C,
    /// <summary>Not usually reliable.</summary>
    D,
    /// <summary>Unreliable.</summary>
    E,
    /// <summary>Cannot be judged.</summary>
    F,
}
