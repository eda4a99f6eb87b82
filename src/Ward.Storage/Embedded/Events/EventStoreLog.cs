using Microsoft.Extensions.Logging;

namespace Ward.Storage.Embedded.Events;

/// <summary>What the event store says in the log; ids 81xx.</summary>
internal static partial class EventStoreLog
{
    [LoggerMessage(8101, LogLevel.Warning, "Events stay in memory and in the journal, since they cannot be written: {Reason}")]
    public static partial void Unsealed(ILogger logger, string reason);

    [LoggerMessage(8102, LogLevel.Information, "Retention deleted {Segments} pieces with {Events} events")]
    public static partial void Retained(ILogger logger, int segments, long events);

    [LoggerMessage(8103, LogLevel.Warning, "The piece {File} cannot be deleted: {Reason}")]
    public static partial void Undeleted(ILogger logger, string file, string reason);

    [LoggerMessage(8105, LogLevel.Error, "{Readers} searches have not let go of the store; its memory stays until the process ends")]
    public static partial void StillRead(ILogger logger, int readers);

    [LoggerMessage(8104, LogLevel.Warning, "Pieces stay as they are, since they cannot be joined: {Reason}")]
    public static partial void Unjoined(ILogger logger, string reason);
}
