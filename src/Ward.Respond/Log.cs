using Microsoft.Extensions.Logging;
using Ward.Respond.Plans;

namespace Ward.Respond;

/// <summary>Log events 5000 to 5099.</summary>
internal static partial class Log
{
    [LoggerMessage(5000, LogLevel.Information, "Plan {Plan} is {State}: {Reason}")]
    public static partial void Moved(ILogger log, string plan, PlanState state, string reason);

    [LoggerMessage(5001, LogLevel.Error, "The journal could not take plan {Plan} as {State}; kept in memory and tried again")]
    public static partial void JournalLate(ILogger log, Exception broken, string plan, PlanState state);

    [LoggerMessage(5002, LogLevel.Error, "The audit trail could not take: {Actor} {Act} {Subject}: {Detail}")]
    public static partial void AuditLost(ILogger log, Exception broken, string actor, string act, string subject, string detail);

    [LoggerMessage(5003, LogLevel.Warning, "A listener to outcomes is too slow: {State} of plan {Plan} was dropped for it")]
    public static partial void OutcomeLost(ILogger log, string plan, PlanState state);

    [LoggerMessage(5004, LogLevel.Error, "The way to element {Element} broke its promise on {Subject}")]
    public static partial void ActuatorFault(ILogger log, Exception fault, string element, string subject);

    [LoggerMessage(5005, LogLevel.Error, "Work on {Subject} failed; it is tried again")]
    public static partial void WorkFailed(ILogger log, Exception fault, string subject);

    [LoggerMessage(5007, LogLevel.Warning, "Automatic action is held back: {Reason}")]
    public static partial void HeldBack(ILogger log, string reason);

    [LoggerMessage(5008, LogLevel.Warning, "Element {Element} holds action {Action}, which no open plan knows; it is released")]
    public static partial void Orphan(ILogger log, string element, string action);

    [LoggerMessage(5009, LogLevel.Error, "The mark of a release without the server cannot be removed; the next start holds action back again")]
    public static partial void MarkStays(ILogger log, Exception broken);
}
