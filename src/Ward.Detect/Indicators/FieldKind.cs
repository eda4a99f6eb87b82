namespace Ward.Detect.Indicators;

/// <summary>Which fields of the event model hold what can be looked up.</summary>
[Flags]
internal enum FieldKind : byte
{
    None = 0,
    Address = 1,
    Domain = 2,
    Url = 4,
    Hash = 8,
    Mail = 16,
    Ja3 = 32,
    Ja4 = 64,
    /// <summary>Several values, with commas or blanks between.</summary>
    Many = 128,
}
