using Ward.Govern.Audit;
using Ward.Server.Access;

namespace Ward.Server.Application;

/// <summary>Writes what people did at the server's edge into the audit trail; what is done to plans, the fifth chapter writes itself.</summary>
internal sealed class Auditor(IAuditTrail trail, CurrentCity city, TimeProvider time)
{
    public Task Note(Caller who, string act, string subject, string detail) => Note(who.Actor, act, subject, detail);

    /// <summary>Not cancelled with the request: what was done is written down.</summary>
    public Task Note(string actor, string act, string subject, string detail) =>
        trail.Append(new AuditEntry(city().Id, time.GetUtcNow(), Visible.Of(actor, 80), act, Visible.Of(subject, 80), Visible.Of(detail, 500)), CancellationToken.None);
}
