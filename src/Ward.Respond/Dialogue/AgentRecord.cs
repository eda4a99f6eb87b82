using Ward.City;

namespace Ward.Respond.Dialogue;

/// <summary>An enrolled agent.</summary>
/// <param name="Address">https://IP:PORT.</param>
/// <param name="Pin">Hash of its public key, by which it is known again whatever its address.</param>
public sealed record AgentRecord(Uri Address, string Pin, IReadOnlyList<ElementId> Elements, DateTimeOffset Enrolled);
