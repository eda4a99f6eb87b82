namespace Ward.Ingest.Decoders.Windows;

/// <summary>One record of an event file.</summary>
/// <param name="Id">The record's number in its log.</param>
/// <param name="Written">When Windows wrote it, UTC.</param>
/// <param name="Line">The event as XML on one line, UTF-8, as the Windows XML decoder reads it.</param>
public sealed record EvtxRecord(long Id, DateTimeOffset Written, byte[] Line);
