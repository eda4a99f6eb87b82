using Microsoft.Extensions.Logging;

namespace Ward.Detect;

/// <summary>What detection says to the operator's log (2000 to 2099).</summary>
internal static partial class DetectionLog
{
    [LoggerMessage(2001, LogLevel.Error, "{Detector} failed on the event at offset {Offset} and skips it; {Errors} such events since the start")]
    public static partial void DetectorFailed(ILogger log, string detector, long offset, long errors, Exception error);

    [LoggerMessage(2002, LogLevel.Error, "Detection state up to offset {Offset} could not be saved; a restart would begin at {SnapshotOffset}")]
    public static partial void SnapshotFailed(ILogger log, long offset, long snapshotOffset, Exception error);

    [LoggerMessage(2003, LogLevel.Warning, "The saved detection state (next offset {Offset}) was refused: {Reason}. Detection begins empty at offset 0; what was learnt is learnt anew from the journal")]
    public static partial void RestoreRefused(ILogger log, long offset, string reason);

    [LoggerMessage(2004, LogLevel.Information, "Detection state restored; events are weighed from offset {Offset}")]
    public static partial void Restored(ILogger log, long offset);
}
