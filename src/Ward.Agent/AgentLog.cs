using Microsoft.Extensions.Logging;

namespace Ward.Agent;

internal static partial class AgentLog
{
    [LoggerMessage(7001, LogLevel.Information, "{Element}: {Id} in force: {Target} until {Until:u}")]
    public static partial void Begun(ILogger log, string element, string id, string target, DateTimeOffset until);

    [LoggerMessage(7002, LogLevel.Information, "{Element}: {Id} ended: {Why}")]
    public static partial void Ended(ILogger log, string element, string id, string why);

    [LoggerMessage(7003, LogLevel.Error, "{Element}: {Id} could not be ended and will be tried again: {Why}")]
    public static partial void NotEnded(ILogger log, string element, string id, string why);

    [LoggerMessage(7004, LogLevel.Warning, "{Element}: {Id} refused: {Why}")]
    public static partial void Refused(ILogger log, string element, string id, string why);

    [LoggerMessage(7005, LogLevel.Error, "lease file set aside, it cannot be read: {File}")]
    public static partial void Damaged(ILogger log, string file);

    [LoggerMessage(7006, LogLevel.Error, "a command failed unexpectedly")]
    public static partial void Unexpected(ILogger log, Exception wrong);

    [LoggerMessage(7007, LogLevel.Error, "keeping the leases failed and goes on: {Why}")]
    public static partial void KeepingFailed(ILogger log, string why);

    [LoggerMessage(7008, LogLevel.Warning, "{Element}: {Words}")]
    public static partial void Repaired(ILogger log, string element, string words);

    [LoggerMessage(7009, LogLevel.Warning, "a client was refused: {Why}")]
    public static partial void ClientRefused(ILogger log, string why);

    [LoggerMessage(7010, LogLevel.Information, "enrolled; commands are taken from the city's authority from now on")]
    public static partial void Enrolled(ILogger log);

    [LoggerMessage(7011, LogLevel.Warning, "enrolment refused: {Why}")]
    public static partial void EnrolmentRefused(ILogger log, string why);

    [LoggerMessage(7012, LogLevel.Information, "the watchdog was started")]
    public static partial void WatchdogStarted(ILogger log);

    [LoggerMessage(7013, LogLevel.Warning, "collecting {Collector} failed and is tried again: {Why}")]
    public static partial void CollectorFailed(ILogger log, string collector, string why);
}
