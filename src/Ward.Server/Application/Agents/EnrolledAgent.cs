using Ward.City;

namespace Ward.Server.Application.Agents;

/// <param name="Fingerprint">SHA-256 of its certificate, lower-case hex.</param>
/// <param name="Reachable">True where it answered when last asked.</param>
public sealed record EnrolledAgent(
    string Id, Uri Address, string Fingerprint, IReadOnlyList<ElementId> Elements, bool Reachable, DateTimeOffset Enrolled);
