namespace Ward.Detect.Matching;

/// <summary>A test of one value, without allocation where it fails. Thread-safe.</summary>
internal abstract class ValueTest
{
    internal abstract bool Holds(ReadOnlySpan<byte> value, EventReader reader);
}
