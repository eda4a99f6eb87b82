using Ward.City;
using Ward.City.Elements;
using Ward.Predict.AttackGraphs;
using Ward.Prescribe.Costs;

namespace Ward.Prescribe.Safety;

/// <summary>What the prescriber derives from a city once a version: which elements guard which conduit and front which asset.</summary>
internal sealed class Ground
{
    private readonly Dictionary<int, List<Element>> guards = [];
    private readonly Dictionary<AssetId, List<Element>> fronts = [];
    private readonly HashSet<AssetId> carriers;
    private readonly Lazy<IReadOnlyList<Shielded>> listed;

    public Ground(AttackGraph graph)
    {
        Graph = graph;
        Loss = new(graph.City);
        listed = new(() => Shielded.Of(graph.City, graph.City.Assets.SelectMany(a => a.Addresses)));
        carriers = [.. graph.City.Elements.Select(e => e.Asset)];
        foreach (var element in graph.City.Elements)
        {
            foreach (var guarded in element.Guards)
                if (graph.Conduit(guarded.From, guarded.To) is var conduit and >= 0)
                {
                    var at = guards.TryGetValue(conduit, out var known) ? known : guards[conduit] = [];
                    if (!at.Contains(element)) at.Add(element);
                }

            foreach (var asset in element.Fronts)
                (fronts.TryGetValue(asset, out var known) ? known : fronts[asset] = []).Add(element);
        }
    }

    public AttackGraph Graph { get; }

    /// <summary>The city's own addresses that never-block lists hold; worked out once.</summary>
    public IReadOnlyList<Shielded> Listed => listed.Value;

    public CityLoss Loss { get; }

    public IReadOnlyList<Element> Guarding(int conduit) => guards.GetValueOrDefault(conduit) ?? [];

    public IReadOnlyList<Element> Fronting(AssetId asset) => fronts.GetValueOrDefault(asset) ?? [];

    public bool CarriesElement(AssetId asset) => carriers.Contains(asset);
}
