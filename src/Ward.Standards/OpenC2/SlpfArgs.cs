namespace Ward.Standards.OpenC2;

/// <summary>Arguments of the Stateless Packet Filtering profile 1.0, section 2.1.3.2; null where not given. Drop process and direction by their names on the wire.</summary>
public sealed record SlpfArgs(string? DropProcess, bool? Persistent, string? Direction, long? InsertRule);
