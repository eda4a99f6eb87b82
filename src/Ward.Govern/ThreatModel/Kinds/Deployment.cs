using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

/// <summary>Where code goes to: a development link that sends data whose integrity matters.</summary>
internal static class Deployment
{
    public static IEnumerable<string> Targets(SystemModel model, TechnicalAsset asset) =>
        from link in model.Outgoing(asset)
        where link.DevOps is true && link.Sent?.Any(d => model.DataOf(d).Integrity >= Criticality.Important) is true
        select link.Target;
}
