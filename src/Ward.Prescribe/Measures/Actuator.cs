namespace Ward.Prescribe.Measures;

/// <summary>Who can carry a measure out: the first two are elements with a driver, the rest are people.</summary>
public enum Actuator
{
    /// <summary>A firewall that passes the packets.</summary>
    Firewall,
    /// <summary>The web server or proxy that serves the requests.</summary>
    WebServer,
    /// <summary>Whoever keeps accounts.</summary>
    Identity,
    /// <summary>Whoever keeps the asset.</summary>
    Keeper,
    /// <summary>Whoever keeps the backups.</summary>
    Backup,
}
