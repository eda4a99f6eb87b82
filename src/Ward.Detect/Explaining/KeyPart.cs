namespace Ward.Detect.Explaining;

/// <summary>A field by which a correlation groups, or whose value it counts, in one event.</summary>
/// <param name="Name">As the correlation has it; may be an alias.</param>
/// <param name="Field">As the rule that it looks at has it.</param>
/// <param name="Path">Where the event has it; null where it is not there.</param>
/// <param name="Value">What is there, at most 256 bytes; hostile text. Null where nothing is: then the event is not counted.</param>
public sealed record KeyPart(string Name, string Field, string? Path, string? Value);
