namespace Ward.Govern.ThreatModel.Systems;

/// <summary>What a model says at all. A kind of risk that needs what a model never says stays silent over it and is named as silent.</summary>
[Flags]
public enum Facts
{
    None = 0,

    /// <summary>What assets do, as far as ports and makes tell it: web server, database, directory, client, controller.</summary>
    Roles = 1 << 0,

    /// <summary>Which product class each asset is: vault, build pipeline, container platform, and the rest.</summary>
    Technologies = 1 << 1,

    Protocols = 1 << 2,
    Boundaries = 1 << 3,

    /// <summary>Which data are stored, processed and transferred, and what they are worth.</summary>
    Data = 1 << 4,

    Authentication = 1 << 5,
    Authorization = 1 << 6,
    EncryptionAtRest = 1 << 7,

    /// <summary>What the assets themselves are worth.</summary>
    Ratings = 1 << 8,

    Machines = 1 << 9,

    /// <summary>Which parts the owners wrote themselves, and which formats they accept.</summary>
    Code = 1 << 10,

    /// <summary>Which links are for development and operations.</summary>
    Usage = 1 << 11,

    Runtimes = 1 << 12,

    /// <summary>Which clients people sit at.</summary>
    Humans = 1 << 13,

    All = (1 << 14) - 1,
}
