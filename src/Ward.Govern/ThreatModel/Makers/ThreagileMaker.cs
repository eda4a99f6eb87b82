using Ward.Govern.ThreatModel.Systems;
using Ward.Standards.Threagile;

namespace Ward.Govern.ThreatModel.Makers;

/// <summary>A model of Threagile as the kinds of risk look at it. It says everything that they ask.</summary>
public static class ThreagileMaker
{
    public static SystemModel Of(ThreagileModel model) => new(
        model.Title, Facts.All,
        [.. model.DataAssets.Select(d => new DataAsset(d.Id, d.Title, (Confidentiality)d.Confidentiality, (Criticality)d.Integrity, (Criticality)d.Availability, (int)d.Quantity))],
        [.. model.Assets.Select(Asset)],
        [.. model.Assets.SelectMany(a => a.Links.Select(l => Call(a.Id, l)))],
        [.. model.Boundaries.Select(b => new Boundary(b.Id, b.Title, Types[b.Type], b.Inside, b.Nested) { Tags = b.Tags })],
        [.. model.Runtimes.Select(r => new SharedRuntime(r.Id, r.Title, r.Running) { Tags = r.Tags })]);

    /// <summary>The risks that the model's authors named themselves.</summary>
    public static IReadOnlyList<Finding> OwnFindings(ThreagileModel model) =>
    [
        .. from kind in model.OwnKinds
           from risk in kind.Risks
           let likelihood = (Likelihood)(Index(ThreagileWords.Likelihoods, risk.Likelihood) + 1)
           let impact = (RiskImpact)(Index(ThreagileWords.Impacts, risk.Impact) + 1)
           select new Finding(string.Join('@', [kind.Id, .. risk.At]), kind.Id, Plain(risk.Title), likelihood, impact, (BreachProbability)Index(ThreagileWords.Breaches, risk.Breach), risk.BreachAt, risk.At)
           {
               Severity = risk.Severity is null ? Severities.Of(likelihood, impact) : (Severity)Index(ThreagileWords.Severities, risk.Severity),
           },
    ];

    private static readonly Dictionary<string, BoundaryType> Types = new(StringComparer.Ordinal)
    {
        ["network-on-prem"] = BoundaryType.OnPremises, ["network-dedicated-hoster"] = BoundaryType.DedicatedHoster, ["network-virtual-lan"] = BoundaryType.VirtualLan, ["network-cloud-provider"] = BoundaryType.CloudProvider,
        ["network-cloud-security-group"] = BoundaryType.CloudSecurityGroup, ["network-policy-namespace-isolation"] = BoundaryType.NamespaceIsolation, ["execution-environment"] = BoundaryType.ExecutionEnvironment,
    };

    private static TechnicalAsset Asset(ThreagileAsset a) => new(a.Id, a.Title, (AssetType)Index(ThreagileWords.Types, a.Type))
    {
        Technologies = a.Technologies, Machine = (Machine)Index(ThreagileWords.Machines, a.Machine), Encryption = (Encryption)Index(ThreagileWords.Encryptions, a.Encryption), OutOfScope = a.OutOfScope,
        Internet = a.Internet, UsedByHuman = a.UsedByHuman, MultiTenant = a.MultiTenant, Redundant = a.Redundant, CustomDeveloped = a.CustomDeveloped, DevOps = a.DevOps,
        Own = new Sensitivity((Confidentiality)a.Confidentiality, (Criticality)a.Integrity, (Criticality)a.Availability),
        Processed = a.DataProcessed, Stored = a.DataStored, Formats = a.FormatsAccepted, Tags = a.Tags, Owner = a.Owner,
    };

    private static Link Call(string source, ThreagileLink l) => new(l.Id, l.Title, source, l.Target)
    {
        Protocol = l.Protocol, Authentication = (Authentication)Index(ThreagileWords.Authentications, l.Authentication), Authorization = (Authorization)Index(ThreagileWords.Authorizations, l.Authorization),
        Vpn = l.Vpn, IpFiltered = l.IpFiltered, ReadOnly = l.ReadOnly, DevOps = l.DevOps, Sent = l.DataSent, Received = l.DataReceived,
    };

    // The words stand in the order of the values; older spellings follow them and are never kept by the reader.
    private static int Index(IReadOnlyDictionary<string, string> words, string word) => words.Keys.TakeWhile(k => k != word).Count();

    // Threagile's titles carry its report's markup.
    private static string Plain(string title) => title.Replace("<b>", "", StringComparison.OrdinalIgnoreCase).Replace("</b>", "", StringComparison.OrdinalIgnoreCase)
        .Replace("<u>", "", StringComparison.OrdinalIgnoreCase).Replace("</u>", "", StringComparison.OrdinalIgnoreCase);
}
