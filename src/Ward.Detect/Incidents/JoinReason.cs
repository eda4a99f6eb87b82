namespace Ward.Detect.Incidents;

/// <summary>Why a finding belongs to its incident.</summary>
public enum JoinReason
{
    /// <summary>It opened it.</summary>
    Opened,

    /// <summary>It comes from an address that the incident has.</summary>
    SharedSource,

    /// <summary>It comes from an address of a host on which somebody has got in.</summary>
    ConqueredHost,

    /// <summary>Close in time at the same host or with the same login.</summary>
    SameAttempt,

    /// <summary>One step further over a flow of the city, in the order in which an attack moves.</summary>
    Neighbour,
}
