namespace Ward.Ingest.Feeds;

/// <summary>How lines reach Ward.</summary>
public enum FeedKind { File, SyslogUdp, SyslogTcp, Http, Agent }
