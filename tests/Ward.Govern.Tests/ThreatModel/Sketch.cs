using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.Tests.ThreatModel;

/// <summary>Small models of which everything is known and nothing is sensitive until a test says so. Data: plain, secret (confidential, critical), crown (the highest rating).</summary>
internal static class Sketch
{
    public static readonly Sensitivity Plain = new(Confidentiality.Internal, Criticality.Operational, Criticality.Operational);
    public static readonly Sensitivity Sensitive = new(Confidentiality.Confidential, Criticality.Critical, Criticality.Critical);
    public static readonly Sensitivity Topmost = new(Confidentiality.StrictlyConfidential, Criticality.MissionCritical, Criticality.MissionCritical);

    public static readonly IReadOnlyList<DataAsset> Data =
    [
        new("plain", "Plain data", Confidentiality.Internal, Criticality.Operational, Criticality.Operational, 1),
        new("secret", "Secret data", Confidentiality.Confidential, Criticality.Critical, Criticality.Operational, 1),
        new("crown", "Crown jewels", Confidentiality.StrictlyConfidential, Criticality.MissionCritical, Criticality.Operational, 1),
    ];

    public static TechnicalAsset Part(string id, string technology, AssetType type = AssetType.Process) => new(id, id, type)
    {
        Technologies = [technology], Machine = Machine.Virtual, Encryption = Encryption.None, Internet = false, UsedByHuman = false, MultiTenant = false, Redundant = false, CustomDeveloped = false, DevOps = false,
        Own = Plain, Processed = ["plain"], Stored = [], Formats = [],
    };

    public static Link Call(string source, string target, string protocol = "https") => new($"{source}>{target}", $"{source} to {target}", source, target)
    {
        Protocol = protocol, Authentication = Authentication.Credentials, Authorization = Authorization.TechnicalUser, Vpn = false, IpFiltered = false, ReadOnly = false, DevOps = false, Sent = ["plain"], Received = ["plain"],
    };

    public static Boundary Net(string id, params string[] inside) => new(id, id, BoundaryType.OnPremises, inside, []);

    public static Boundary Env(string id, params string[] inside) => new(id, id, BoundaryType.ExecutionEnvironment, inside, []);

    public static SystemModel Of(params object[] elements) => new(
        "sketch", Facts.All, Data, [.. elements.OfType<TechnicalAsset>()], [.. elements.OfType<Link>()], [.. elements.OfType<Boundary>()], [.. elements.OfType<SharedRuntime>()]);
}
