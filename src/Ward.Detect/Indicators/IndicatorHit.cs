using Ward.Ingest;

namespace Ward.Detect.Indicators;

/// <param name="Entry">Of the set.</param>
/// <param name="Field">Where it stood in the event; <see cref="FieldId.Unmapped"/> where the source's own field carried it.</param>
public readonly record struct IndicatorHit(int Entry, FieldId Field);
