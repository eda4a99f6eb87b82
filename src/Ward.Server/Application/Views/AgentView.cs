namespace Ward.Server.Application.Views;

/// <summary>An enrolled agent and what it holds in force.</summary>
/// <param name="Fingerprint">SHA-256 of its certificate.</param>
public sealed record AgentView(
    string Id, string Address, string Fingerprint, IReadOnlyList<string> Elements, bool Reachable, DateTimeOffset Enrolled,
    IReadOnlyList<HeldView> Held);
