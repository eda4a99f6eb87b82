namespace Ward.Ingest;

/// <summary>OCSF class uids that Ward's decoders produce (OCSF 1.x).</summary>
public enum EventClass
{
    /// <summary>Base event: kept, but not understood.</summary>
    Base = 0,
    ProcessActivity = 1007,
    AccountChange = 3001,
    Authentication = 3002,
    NetworkActivity = 4001,
    HttpActivity = 4002,
    ApplicationLifecycle = 6002,
}
