using Ward.Ingest;

namespace Ward.Server.Application;

/// <summary>How far the event store is behind the journal, now. Thread-safe.</summary>
public delegate StoreWriterStatus StoreProgress();
