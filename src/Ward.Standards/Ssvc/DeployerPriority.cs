namespace Ward.Standards.Ssvc;

/// <summary>When the one who runs the system acts (SSVC outcome DSOI, 1.0.0).</summary>
public enum DeployerPriority { Defer, Scheduled, OutOfCycle, Immediate }
