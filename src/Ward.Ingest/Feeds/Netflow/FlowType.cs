namespace Ward.Ingest.Feeds.Netflow;

/// <summary>How an information element's bytes read.</summary>
internal enum FlowType { Number, Address, Mac, Text, Bytes, EpochSeconds, EpochMilliseconds, UptimeMilliseconds }
