using System.Collections.Frozen;

namespace Ward.Govern.ThreatModel.Systems;

/// <summary>Which technologies have which traits: the facts of Threagile's table of technologies, by trait.</summary>
internal static class Technologies
{
    private static readonly FrozenDictionary<Trait, FrozenSet<string>> Table = Read("""
        Client: browser client-system desktop devops-client iot-device mobile-app
        Web: application-server cms erp identity-provider report-engine web-application web-server
        WebService: web-service-rest web-service-soap
        TrafficForwarding: load-balancer reverse-proxy waf
        FileStorage: file-server local-file-system
        Search: search-engine search-index
        IdentityStore: identity-store-database identity-store-ldap ldap-server
        IdentityRelated: identity-provider identity-store-database identity-store-ldap ldap-server
        DevelopmentRelevant: artifact-registry build-pipeline code-inspection-platform devops-client sourcecode-repository
        MayHoldSecrets: artifact-registry sourcecode-repository operational-historian
        QueryInjectable: database identity-store-database operational-historian
        HighValue: application-server erp hmi identity-provider industrial-control-actor industrial-control-sensor plc scada
        LessProtected: ai application-server artifact-registry browser build-pipeline client-system cms code-inspection-platform desktop devops-client ejb iot-device mail-server mainframe mobile-app monitoring scheduler sourcecode-repository web-application web-server web-service-rest web-service-soap
        Neighbour: ids ips load-balancer monitoring reverse-proxy
        NoAuthenticationNeeded: ids ips load-balancer reverse-proxy service-registry waf
        NoSegmentationNeeded: ids ips reverse-proxy service-registry waf
        NoStorage: ids ips load-balancer reverse-proxy waf
        Embedded: industrial-control-actor industrial-control-sensor library
        PlainTrafficTolerated: ids ips monitoring
        AnyDataTolerated: ids ips monitoring
        HttpFromInternet: gateway reverse-proxy waf web-application web-server
        FtpFromInternet: gateway
        ServesEndUsers: application-server ejb erp report-engine web-application web-server web-service-rest web-service-soap
        PropagatesIdentity: application-server browser cli client-system cms desktop devops-client ejb erp function gateway identity-provider iot-device library load-balancer message-queue mobile-app report-engine reverse-proxy search-engine service-mesh task tool waf web-application web-server web-service-rest web-service-soap
        StoresEndUserData: block-storage database erp file-server local-file-system mail-server message-queue stream-processing
        Frontend: browser client-system cms desktop devops-client gateway iot-device load-balancer mobile-app reverse-proxy waf
        Backend: batch-processing big-data-platform block-storage container-platform data-lake database ejb erp event-listener file-server hsm identity-provider identity-store-database identity-store-ldap ldap-server mainframe message-queue scheduler search-engine search-index service-mesh stream-processing vault web-service-rest web-service-soap
        """);

    public static bool Has(string technology, Trait trait) => Table.TryGetValue(trait, out var names) && names.Contains(technology);

    private static FrozenDictionary<Trait, FrozenSet<string>> Read(string table) => table.Split('\n', StringSplitOptions.TrimEntries)
        .Select(row => row.Split(':', 2)).ToFrozenDictionary(row => Enum.Parse<Trait>(row[0]), row => row[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal));
}
