using Ward.Govern.ThreatModel.Kinds;

namespace Ward.Govern.ThreatModel;

/// <summary>The kinds of risk that Ward knows: those that Threagile finds, by its ids.</summary>
public static class ThreatKinds
{
    /// <summary>Sorted by id.</summary>
    public static IReadOnlyList<ThreatKind> All { get; } =
    [.. new ThreatKind[]
    {
        new AccidentalSecretLeak(), new CodeBackdooring(), new ContainerBaseImageBackdooring(), new ContainerPlatformEscape(),
        new CrossSiteRequestForgery(), new CrossSiteScripting(), new DosRiskyAccessAcrossTrustBoundary(), new IncompleteModel(),
        new LdapInjection(), new MissingAuthentication(), new MissingAuthenticationSecondFactor(), new MissingBuildInfrastructure(),
        new MissingCloudHardening(), new MissingFileValidation(), new MissingHardening(), new MissingIdentityPropagation(),
        new MissingIdentityProviderIsolation(), new MissingIdentityStore(), new MissingNetworkSegmentation(), new MissingVault(),
        new MissingVaultIsolation(), new MissingWaf(), new MixedTargetsOnSharedRuntime(), new PathTraversal(),
        new PushInsteadOfPullDeployment(), new SearchQueryInjection(), new ServerSideRequestForgery(), new ServiceRegistryPoisoning(),
        new SqlNoSqlInjection(), new UncheckedDeployment(), new UnencryptedAsset(), new UnencryptedCommunication(),
        new UnguardedAccessFromInternet(), new UnguardedDirectDatastoreAccess(), new UnnecessaryCommunicationLink(), new UnnecessaryDataAsset(),
        new UnnecessaryDataTransfer(), new UnnecessaryTechnicalAsset(), new UntrustedDeserialization(), new WrongCommunicationLinkContent(),
        new WrongTrustBoundaryContent(), new XmlExternalEntity(),
    }.OrderBy(k => k.About.Id, StringComparer.Ordinal)];

    public static ThreatKind? Find(string id) => All.FirstOrDefault(k => k.About.Id == id);
}
