namespace Ward.Govern.ThreatModel.Systems;

/// <summary>
/// Relative attacker attractiveness (Threagile's RAA): how much an asset draws an attacker, in percent of the most attractive one. It weighs ratings by Fibonacci
/// numbers, data by amount, kinds of asset by factors, and lets a third of a neighbour's surplus flow to whoever can call it. What is not known counts as the lowest.
/// </summary>
internal sealed class Attractiveness
{
    private static readonly double[] Fibonacci = [1, 2, 3, 5, 8, 13, 21, 34, 55];

    private readonly SystemModel model;
    private readonly Dictionary<string, double> percent = new(StringComparer.Ordinal);

    public Attractiveness(SystemModel model)
    {
        this.model = model;
        if (model.Assets.Count == 0) return;
        var score = model.Assets.ToDictionary(a => a.Id, Score, StringComparer.Ordinal);
        var least = score.Values.Min();
        var spread = score.Values.Max() > least ? score.Values.Max() - least : 1;
        var own = score.ToDictionary(s => s.Key, s => Math.Max((s.Value - least) / spread * 100, 1), StringComparer.Ordinal);
        foreach (var asset in model.Assets)
        {
            var pull = asset.OutOfScope ? 0 : model.Outgoing(asset).Select(l => (own[l.Target] - own[asset.Id]) / 3).Append(0).Max();
            percent[asset.Id] = own[asset.Id] + pull;
        }
    }

    /// <summary>1 to about 100; a neighbour may lift it above.</summary>
    public double Of(TechnicalAsset asset) => percent[asset.Id];

    private double Score(TechnicalAsset asset)
    {
        if (asset.OutOfScope) return 0;
        var score = Own(asset.Own);
        foreach (var id in (asset.Processed ?? []).Concat(asset.Stored ?? [])) score += Data(model.DataOf(id), 3, 2);
        foreach (var id in model.Outgoing(asset).SelectMany(l => l.Transferred)) score += Data(model.DataOf(id), 1, 1);
        if (asset.IsA("load-balancer") || asset.IsA("reverse-proxy")) score /= 5.5;
        if (asset.IsA("monitoring")) score /= 5;
        if (asset.IsA("container-platform")) score *= 5;
        if (asset.IsA("vault")) score *= 2;
        if (asset.IsA("build-pipeline") || asset.IsA("sourcecode-repository") || asset.IsA("artifact-registry")) score *= 2;
        if (asset.Is(Trait.IdentityRelated)) score *= 2.5;
        else if (asset.Type == AssetType.Datastore) score *= 2;
        return asset.MultiTenant is true ? score * 1.5 : score;
    }

    /// <summary>How sensitive an asset is by its own ratings, to tell which of several is the best example.</summary>
    public static double Own(Sensitivity own) => Fibonacci[(int)(own.Confidentiality ?? 0) + 4] + Fibonacci[(int)(own.Integrity ?? 0) + 3] + Fibonacci[(int)(own.Availability ?? 0) + 3];

    private static double Data(DataAsset data, int secrecy, int criticality)
    {
        var amount = Fibonacci[data.Amount];
        return (Fibonacci[(int)data.Confidentiality + secrecy] * amount) + (Fibonacci[(int)data.Integrity + criticality] * amount) + Fibonacci[(int)data.Availability + criticality];
    }
}
