using Ward.City;
using Ward.Detect.Incidents;
using Ward.Predict.AttackGraphs;
using Ward.Predict.Evidence;
using Ward.Predict.NextSteps;
using Ward.Predict.Simulation;

namespace Ward.Predict;

/// <summary>
/// Foresees by the attack graph of the city: footholds from the incident, then the most probable paths to each service.
/// The graph is built once a city version and kept; a new version replaces it. Thread-safe.
/// </summary>
/// <param name="city">Gives the city of this moment; called once a forecast.</param>
/// <param name="paths">Most paths told for one service, at least 1.</param>
/// <param name="simulation">How attackers are simulated; the default where null.</param>
/// <param name="priors">What is taken of steps that the city does not describe; the default where null.</param>
public sealed class Foresight(Func<CityModel> city, int paths = 3, SimulationOptions? simulation = null, StepPriors? priors = null) : IPredict
{
    private static readonly SimulationOptions Simulations = new();
    private readonly Lock gate = new();
    private AttackGraph? graph;

    public Foresight(CityModel city) : this(() => city) { }

    /// <summary>The attack graph of the present city.</summary>
    public AttackGraph Graph
    {
        get
        {
            var now = city();
            var known = Volatile.Read(ref graph);
            if (known is not null && (ReferenceEquals(known.City, now) || known.City.Equals(now))) return known;
            lock (gate)
            {
                if (graph is null || !graph.City.Equals(now)) graph = AttackGraph.Of(now, priors ?? new());
                return graph;
            }
        }
    }

    /// <summary>Builds what the first forecast would otherwise build.</summary>
    public void Warm(CancellationToken stop) => Graph.Warm(stop);

    public Forecast Foresee(Incident incident) => Foresee(incident, []);

    /// <summary>The same where something has been examined and nothing was found.</summary>
    public Forecast Foresee(Incident incident, IReadOnlyList<Clearance> clearances)
    {
        var ground = Graph;
        var situation = new SituationBuilder(ground).Build(incident, clearances);
        var told = new List<AttackPath>();
        if (situation.Stands.Count > 0)
        {
            var found = new List<int[]>();
            var search = new BestPaths(situation);
            for (var s = 0; s < ground.City.Services.Count; s++) search.Find(s, paths, found);
            told.AddRange(found.Select(path => PathWords.Tell(situation, situation.Live.Whole(path))));
        }

        return new(
            incident.Id, incident.Revision, incident.City, ground.City.Version, incident.Updated,
            [.. situation.Stands.Select(s => s.Foothold)],
            [.. told.OrderByDescending(p => p.Probability).ThenBy(p => p.Goal.Value, StringComparer.Ordinal).ThenBy(p => p.Words, StringComparer.Ordinal)])
        {
            Situation = situation,
        };
    }

    public Forecast LookAhead(Forecast forecast) =>
        forecast.Situation is { } situation ? forecast with { Outlook = OutlookTelling.Tell(situation, simulation ?? Simulations) } : forecast;
}
