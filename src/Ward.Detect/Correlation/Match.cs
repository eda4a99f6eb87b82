using Ward.City;
using Ward.Detect.Matching;

namespace Ward.Detect.Correlation;

/// <summary>What comes to a correlation: an event that a rule matched, or the finding of a correlation below. Used again for the next.</summary>
internal sealed class Match
{
    internal CityId City;
    internal Occurrence Occurrence;

    /// <summary>When the event was received, UTC ticks.</summary>
    internal long Received;

    /// <summary>The event and the rule; null where it is a finding of a correlation.</summary>
    internal EventReader? Reader;
    internal CompiledRule? Rule;

    /// <summary>The finding; null where it is an event.</summary>
    internal Statement? Statement;

    /// <summary>The value that is counted, as text; empty where none is.</summary>
    internal byte[] Value = [];
    internal int ValueLength;

    internal void KeepValue(ReadOnlySpan<byte> value)
    {
        if (Value.Length < value.Length) Value = new byte[Math.Max(64, value.Length)];
        value.CopyTo(Value);
        ValueLength = value.Length;
    }
}
