using Ward.City;

namespace Ward.Govern.Audit;

/// <param name="Actor">A user name, 'ward' for an automatic act, or 'agent:ID'.</param>
/// <param name="Act">Verb in lower case: approve, reject, apply, undo, sign-in, enrol, release-all.</param>
/// <param name="Subject">The id of what was acted on.</param>
/// <param name="Detail">Plain words or JSON.</param>
public sealed record AuditEntry(CityId City, DateTimeOffset At, string Actor, string Act, string Subject, string Detail);
