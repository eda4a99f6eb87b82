namespace Ward.Govern.ThreatModel.Systems;

/// <param name="Amount">0 (very few) to 3 (very many).</param>
public sealed record DataAsset(string Id, string Title, Confidentiality Confidentiality, Criticality Integrity, Criticality Availability, int Amount)
{
    public Sensitivity Sensitivity => new(Confidentiality, Integrity, Availability);
}
