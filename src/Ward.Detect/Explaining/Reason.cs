namespace Ward.Detect.Explaining;

/// <summary>A part of a rule's condition over one event: what it asks, what is there, whether it holds. All parts are looked at, also where one would have decided.</summary>
/// <param name="Words">What it asks, in words; made of the rule's text, hence to be shown as anybody's text.</param>
public sealed record Reason(ReasonKind Kind, string Words, bool Holds, IReadOnlyList<Reason> Parts)
{
    /// <summary>The field as the rule names it; null where it is no field.</summary>
    public string? Field { get; init; }

    /// <summary>Where the event has it: OCSF's path, or the event's own name; 'line' for a keyword in the line itself. Null where it is not there.</summary>
    public string? Path { get; init; }

    /// <summary>What is there, invalid UTF-8 replaced, at most 256 bytes; hostile text. Null where nothing is.</summary>
    public string? Value { get; init; }

    /// <summary>Names under which it was looked for, where it was not found.</summary>
    public IReadOnlyList<string> Sought { get; init; } = [];

    /// <summary>Line in the rule's file, from 1; 0 where it has none.</summary>
    public int Line { get; init; }
}
