namespace Ward.Standards.OpenC2.Profiles;

/// <summary>
/// The names of the actuator profile 'x-ward': what the standard has no target for. Described in docs/reference/agent.md.
/// Kept with the grammar because producer and consumer share it and may not share code otherwise.
/// </summary>
public static class WardProfile
{
    public const string Name = "x-ward";

    /// <summary>contain x-ward:host {"addresses":[...]}: cut a host off, both ways.</summary>
    public const string Host = "host";

    /// <summary>delete x-ward:lease {"id":"..."}: end one action, by the command_id that began it.</summary>
    public const string Lease = "lease";

    /// <summary>delete x-ward:leases {}: end everything at the named element, or at every element where none is named. query: list them.</summary>
    public const string Leases = "leases";

    /// <summary>query x-ward:witness {"id":"...","window_ms":300,"probes":["tcp://..."]}: ask the sensor that did not act.</summary>
    public const string Witness = "witness";

    /// <summary>Path of the one-time enrolment.</summary>
    public const string EnrolmentPath = "/.well-known/ward-enrolment";

    /// <summary>Path of the collection: what the agent saw, taken by the server (<see cref="Transfer.CollectRequest"/>).</summary>
    public const string CollectPath = "/.well-known/ward-collect";

    public const string RoleUriPrefix = "urn:ward:role:";
    public const string ProducerRole = RoleUriPrefix + "producer";
    public const string ReleaseRole = RoleUriPrefix + "release";
    public const string AgentRole = RoleUriPrefix + "agent";

    /// <summary>What a consumer of this profile reads and answers.</summary>
    public static OpenC2Vocabulary Vocabulary { get; } = OpenC2Vocabulary.Of("slpf", Name);
}
