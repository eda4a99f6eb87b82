using Microsoft.Extensions.Logging;

namespace Ward.Ingest;

/// <summary>What this chapter says in the log; ids 1xxx.</summary>
internal static partial class IngestLog
{
    [LoggerMessage(1001, LogLevel.Warning, "Feed {Feed}: {Trouble}")]
    public static partial void Troubled(this ILogger logger, FeedId feed, string trouble);

    [LoggerMessage(1002, LogLevel.Information, "Feed {Feed}: well again")]
    public static partial void Recovered(this ILogger logger, FeedId feed);

    [LoggerMessage(1003, LogLevel.Warning, "Feed {Feed}: the file it stood in is gone; lines between may be missing")]
    public static partial void FileGone(this ILogger logger, FeedId feed);

    [LoggerMessage(1004, LogLevel.Warning, "The feed positions in {Path} cannot be read ({Reason}); they are taken from the journal")]
    public static partial void CursorsUnreadable(this ILogger logger, string path, string reason);

    [LoggerMessage(1005, LogLevel.Warning, "The feed positions cannot be saved to {Path}: {Reason}")]
    public static partial void CursorsUnsaved(this ILogger logger, string path, string reason);

    [LoggerMessage(1006, LogLevel.Error, "Feed {Feed} failed and starts again")]
    public static partial void Failed(this ILogger logger, FeedId feed, Exception cause);

    [LoggerMessage(1007, LogLevel.Error, "Decoder {Decoder} threw; its line is kept as not understood. Said once per feed")]
    public static partial void DecoderBroken(this ILogger logger, string decoder, Exception cause);

    [LoggerMessage(1008, LogLevel.Error, "Events do not reach the event store; the journal keeps them until they do")]
    public static partial void Unstored(this ILogger logger, Exception cause);
}
