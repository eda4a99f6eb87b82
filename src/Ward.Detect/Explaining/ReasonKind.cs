namespace Ward.Detect.Explaining;

/// <summary>What a <see cref="Reason"/> stands for.</summary>
public enum ReasonKind
{
    /// <summary>Every part holds.</summary>
    All,
    /// <summary>One part holds.</summary>
    Any,
    /// <summary>So many of the parts hold, as its words say.</summary>
    Some,
    /// <summary>Its one part does not hold.</summary>
    Not,
    /// <summary>A selection under its name; one part.</summary>
    Selection,
    /// <summary>A field against its values; no parts where there is but one value.</summary>
    Field,
    /// <summary>Words sought in every field and in the line.</summary>
    Keywords,
    /// <summary>One value of a field or one keyword.</summary>
    Value,
}
