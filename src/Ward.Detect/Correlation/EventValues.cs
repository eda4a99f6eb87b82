using Ward.Detect.Matching;

namespace Ward.Detect.Correlation;

/// <summary>The values of an event.</summary>
internal readonly struct EventValues(EventReader reader) : IFieldValues
{
    public bool TryGet(int field, out ReadOnlySpan<byte> value) => reader.TryGet(field, out value);
}
