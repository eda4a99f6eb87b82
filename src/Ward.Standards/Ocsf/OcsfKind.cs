namespace Ward.Standards.Ocsf;

/// <summary>What a type is made from in the end: decides the form in JSON.</summary>
public enum OcsfKind
{
    Text,
    /// <summary>A whole number that fits 64 bits, signed.</summary>
    Whole,
    Real,
    Truth,
    /// <summary>Any JSON value.</summary>
    Json,
    /// <summary>A JSON object; the attribute names which.</summary>
    Nested,
}
