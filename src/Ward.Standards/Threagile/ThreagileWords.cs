namespace Ward.Standards.Threagile;

/// <summary>The words that Threagile's fields may hold (support/schema.json, and the technologies that its tables add for industrial control). Case does not matter, as in Threagile.</summary>
public static class ThreagileWords
{
    internal static readonly IReadOnlyDictionary<string, ThreagileRating> Ratings = Named(
        ("archive", ThreagileRating.Archive), ("operational", ThreagileRating.Operational), ("important", ThreagileRating.Important), ("critical", ThreagileRating.Critical), ("mission-critical", ThreagileRating.MissionCritical));

    internal static readonly IReadOnlyDictionary<string, ThreagileConfidentiality> Secrecies = Named(
        ("public", ThreagileConfidentiality.Public), ("internal", ThreagileConfidentiality.Internal), ("restricted", ThreagileConfidentiality.Restricted),
        ("confidential", ThreagileConfidentiality.Confidential), ("strictly-confidential", ThreagileConfidentiality.StrictlyConfidential));

    internal static readonly IReadOnlyDictionary<string, ThreagileQuantity> Quantities = Named(
        ("very-few", ThreagileQuantity.VeryFew), ("few", ThreagileQuantity.Few), ("many", ThreagileQuantity.Many), ("very-many", ThreagileQuantity.VeryMany));

    internal static readonly IReadOnlyDictionary<string, bool> Usages = Named(("business", false), ("devops", true));

    public static IReadOnlyDictionary<string, string> Types { get; } = Words("external-entity process datastore");

    public static IReadOnlyDictionary<string, string> Sizes { get; } = Words("system service application component");

    public static IReadOnlyDictionary<string, string> Machines { get; } = Words("physical virtual container serverless");

    public static IReadOnlyDictionary<string, string> Encryptions { get; } =
        Words("none transparent data-with-symmetric-shared-key data-with-asymmetric-shared-key data-with-end-user-individual-key", ("data-with-enduser-individual-key", "data-with-end-user-individual-key"));

    public static IReadOnlyDictionary<string, string> Protocols { get; } = Words("""
        unknown-protocol http https ws wss reverse-proxy-web-protocol reverse-proxy-web-protocol-encrypted mqtt jdbc jdbc-encrypted odbc odbc-encrypted
        sql-access-protocol sql-access-protocol-encrypted nosql-access-protocol nosql-access-protocol-encrypted binary binary-encrypted text text-encrypted
        ssh ssh-tunnel smtp smtp-encrypted pop3 pop3-encrypted imap imap-encrypted ftp ftps sftp scp ldap ldaps jms nfs smb smb-encrypted local-file-access
        nrpe xmpp iiop iiop-encrypted jrmp jrmp-encrypted in-process-library-call inter-process-communication container-spawning
        """);

    public static IReadOnlyDictionary<string, string> Authentications { get; } = Words("none credentials session-id token client-certificate two-factor externalized");

    public static IReadOnlyDictionary<string, string> Authorizations { get; } =
        Words("none technical-user end-user-identity-propagation", ("enduser-identity-propagation", "end-user-identity-propagation"));

    public static IReadOnlyDictionary<string, string> BoundaryTypes { get; } = Words("""
        network-on-prem network-dedicated-hoster network-virtual-lan network-cloud-provider network-cloud-security-group network-policy-namespace-isolation execution-environment
        """);

    public static IReadOnlyDictionary<string, string> Formats { get; } = Words("json xml serialization file csv yaml");

    public static IReadOnlyDictionary<string, string> Technologies { get; } = Words("""
        unknown-technology client-system browser desktop mobile-app devops-client web-server web-application application-server database file-server local-file-system
        erp cms web-service-rest web-service-soap ejb search-index search-engine service-registry reverse-proxy load-balancer build-pipeline sourcecode-repository
        artifact-registry code-inspection-platform monitoring ldap-server container-platform batch-processing event-listener identity-provider identity-store-ldap
        identity-store-database tool cli task function gateway iot-device message-queue stream-processing service-mesh data-lake big-data-platform report-engine ai
        mail-server vault hsm waf ids ips scheduler mainframe block-storage library
        hmi plc scada operational-historian industrial-control-actor industrial-control-sensor
        """);

    public static IReadOnlyDictionary<string, string> Functions { get; } = Words("business-side architecture development operations");

    public static IReadOnlyDictionary<string, string> Strides { get; } = Words("spoofing tampering repudiation information-disclosure denial-of-service elevation-of-privilege");

    public static IReadOnlyDictionary<string, string> Severities { get; } = Words("low medium elevated high critical");

    public static IReadOnlyDictionary<string, string> Likelihoods { get; } = Words("unlikely likely very-likely frequent");

    public static IReadOnlyDictionary<string, string> Impacts { get; } = Words("low medium high very-high");

    public static IReadOnlyDictionary<string, string> Breaches { get; } = Words("improbable possible probable");

    public static IReadOnlyDictionary<string, string> Statuses { get; } = Words("unchecked in-discussion accepted in-progress mitigated false-positive");

    // Plain dictionaries: an error lists the words in the order in which they stand here.
    private static Dictionary<string, string> Words(string words, params ReadOnlySpan<(string Old, string Now)> older)
    {
        var named = words.Split((char[])[' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries).ToDictionary(w => w, w => w, StringComparer.OrdinalIgnoreCase);
        foreach (var (old, now) in older) named[old] = now;
        return named;
    }

    private static Dictionary<string, T> Named<T>(params ReadOnlySpan<(string Name, T Value)> named)
    {
        var all = new Dictionary<string, T>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in named) all.Add(name, value);
        return all;
    }
}
