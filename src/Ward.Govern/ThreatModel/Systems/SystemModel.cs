namespace Ward.Govern.ThreatModel.Systems;

/// <summary>
/// A system as threat modelling sees it: assets, the links between them, the boundaries round them, the data in them. References lead somewhere, ids are unique
/// and boundaries do not nest in a circle; whoever makes one has seen to it. Immutable; look-ups are made once.
/// </summary>
/// <param name="said">What the source of the model says at all.</param>
public sealed class SystemModel(
    string title, Facts said, IReadOnlyList<DataAsset> data, IReadOnlyList<TechnicalAsset> assets, IReadOnlyList<Link> links, IReadOnlyList<Boundary> boundaries, IReadOnlyList<SharedRuntime> runtimes)
{
    private readonly Dictionary<string, DataAsset> dataById = data.ToDictionary(d => d.Id, StringComparer.Ordinal);
    private readonly Dictionary<string, TechnicalAsset> assetsById = assets.ToDictionary(a => a.Id, StringComparer.Ordinal);
    private readonly Dictionary<string, Boundary> around = boundaries.SelectMany(b => b.Inside.Select(i => (Id: i, b))).ToDictionary(p => p.Id, p => p.b, StringComparer.Ordinal);
    private readonly Dictionary<string, Boundary> above = boundaries.SelectMany(b => b.Nested.Select(n => (Id: n, b))).ToDictionary(p => p.Id, p => p.b, StringComparer.Ordinal);
    private readonly ILookup<string, Link> incoming = links.ToLookup(l => l.Target, StringComparer.Ordinal);
    private readonly Dictionary<string, Sensitivity> worth = new(StringComparer.Ordinal);
    private readonly ILookup<string, Link> outgoing = links.ToLookup(l => l.Source, StringComparer.Ordinal);

    public string Title { get; } = title;

    public Facts Said { get; } = said;

    public IReadOnlyList<DataAsset> Data { get; } = data;

    /// <summary>By id, so that the same model gives the same findings in the same order.</summary>
    public IReadOnlyList<TechnicalAsset> Assets { get; } = [.. assets.OrderBy(a => a.Id, StringComparer.Ordinal)];

    public IReadOnlyList<Link> Links { get; } = [.. links.OrderBy(l => l.Id, StringComparer.Ordinal)];

    public IReadOnlyList<Boundary> Boundaries { get; } = boundaries;

    public IReadOnlyList<SharedRuntime> Runtimes { get; } = runtimes;

    public IEnumerable<TechnicalAsset> InScope => Assets.Where(a => !a.OutOfScope);

    public DataAsset DataOf(string id) => dataById[id];

    public TechnicalAsset Asset(string id) => assetsById[id];

    public TechnicalAsset Source(Link link) => assetsById[link.Source];

    public TechnicalAsset Target(Link link) => assetsById[link.Target];

    public IEnumerable<Link> Incoming(TechnicalAsset asset) => incoming[asset.Id];

    public IEnumerable<Link> Outgoing(TechnicalAsset asset) => outgoing[asset.Id];

    /// <summary>The boundary directly round an asset, or null.</summary>
    public Boundary? BoundaryOf(TechnicalAsset asset) => around.GetValueOrDefault(asset.Id);

    public Boundary? Above(Boundary boundary) => above.GetValueOrDefault(boundary.Id);

    /// <summary>The nearest network boundary round an asset, or null where it stands in none.</summary>
    public Boundary? NetworkOf(TechnicalAsset asset)
    {
        var at = BoundaryOf(asset);
        while (at is { IsNetwork: false }) at = Above(at);
        return at;
    }

    public bool SameNetwork(TechnicalAsset one, TechnicalAsset other) => NetworkOf(one)?.Id == NetworkOf(other)?.Id;

    /// <summary>The link leaves one network boundary or enters another.</summary>
    public bool Crosses(Link link) => !SameNetwork(Source(link), Target(link));

    public bool SameExecutionEnvironment(TechnicalAsset one, TechnicalAsset other) =>
        BoundaryOf(one) is { IsNetwork: false } mine && BoundaryOf(other)?.Id == mine.Id;

    public bool AreLinked(TechnicalAsset one, TechnicalAsset other) => Outgoing(one).Any(l => l.Target == other.Id) || Outgoing(other).Any(l => l.Target == one.Id);

    /// <summary>Every asset inside a boundary, at any depth, by id.</summary>
    public IReadOnlyList<TechnicalAsset> AllInside(Boundary boundary) => [.. Assets.Where(a =>
    {
        for (var at = BoundaryOf(a); at is not null; at = Above(at))
            if (at.Id == boundary.Id) return true;
        return false;
    })];

    /// <summary>Ids of the data that an asset has to do with: processed, stored, sent or received.</summary>
    public IReadOnlyCollection<string> DataAt(TechnicalAsset asset) =>
        (asset.Processed ?? []).Concat(asset.Stored ?? []).Concat(Incoming(asset).Concat(Outgoing(asset)).SelectMany(l => l.Transferred)).ToHashSet(StringComparer.Ordinal);

    /// <summary>The worth of an asset and of all data that it has to do with.</summary>
    public Sensitivity Worth(TechnicalAsset asset)
    {
        lock (worth)
        {
            if (!worth.TryGetValue(asset.Id, out var known)) worth.Add(asset.Id, known = Worth(asset.Own, DataAt(asset)));
            return known;
        }
    }

    /// <summary>The worth of an asset and of what it stores.</summary>
    public Sensitivity StoredWorth(TechnicalAsset asset) => Worth(asset.Own, asset.Stored ?? []);

    /// <summary>The worth of what a link transfers.</summary>
    public Sensitivity Worth(Link link) => Worth(default, link.Transferred);

    private Sensitivity Worth(Sensitivity own, IEnumerable<string> ids) => ids.Aggregate(own, (worth, id) => worth.And(dataById[id].Sensitivity));
}
