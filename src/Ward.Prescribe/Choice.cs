using Ward.Detect.Incidents;
using Ward.Predict;
using Ward.Predict.AttackGraphs;
using Ward.Prescribe.Choices;
using Ward.Prescribe.Optimisation.Deadlines;
using Ward.Prescribe.Optimisation.Masters;
using Ward.Prescribe.Replays;
using Ward.Prescribe.Safety;

namespace Ward.Prescribe;

/// <summary>
/// Chooses the cheapest set of measures that leaves no path above what the services tolerate, touches nothing protected, keeps
/// every floor and rests on evidence that cannot be forged; or says why there is none. Thread-safe.
/// </summary>
public sealed class Choice : IPrescribe
{
    private readonly ISolver solver;
    private readonly ChoiceOptions options;
    private readonly Lock gate = new();
    private Ground? ground;

    public Choice() : this(new ChoiceOptions()) { }

    public Choice(ChoiceOptions options) : this(options, new LazyCuts()) { }

    /// <summary>The same with a solver for large problems (<see cref="StagedSolver"/>).</summary>
    public Choice(ChoiceOptions options, IMasterSource masters) : this(options, new StagedSolver(masters)) { }

    public Choice(ChoiceOptions options, ISolver solver) => (this.options, this.solver) = (options, solver);

    /// <exception cref="ArgumentException">The forecast was kept and read back, so it has no situation; foresee again.</exception>
    public Prescription Choose(Incident incident, Forecast forecast) => Choose(incident, forecast, CancellationToken.None);

    Prescription IPrescribe.Choose(Incident incident, Forecast forecast, CancellationToken stop)
    {
        var prescription = Choose(incident, forecast, stop);
        // A stop ends the search as a deadline does, but nobody waits for what it has by then.
        stop.ThrowIfCancellationRequested();
        return prescription;
    }

    /// <summary>
    /// Least expected loss for what is spent (the second mode): for falling levels of loss a service the cheapest plan that keeps to them, as far as what the services tolerate; those that are not beaten in both cost and loss, cheapest first,
    /// doing nothing included. Empty where no service is above what it tolerates. A plan between two levels may be better than both.
    /// </summary>
    /// <param name="levels">At least 1; each allows half the loss of the one before.</param>
    /// <exception cref="ArgumentException">The forecast was kept and read back, so it has no situation; foresee again.</exception>
    public IReadOnlyList<LossPlan> Front(Incident incident, Forecast forecast, int levels = 8)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(levels, 1);
        return Deliberate(incident, forecast, Now(forecast), CancellationToken.None).Front(levels);
    }

    private Prescription Choose(Incident incident, Forecast forecast, CancellationToken stop)
    {
        var now = Now(forecast);
        var prescription = new Verdict(incident, forecast, forecast.Situation!, Deliberate(incident, forecast, now, stop)).Tell();
        var known = Of(forecast.Situation!.Graph);
        return prescription with { Ground = ChoiceGround.Of(incident, known.Graph, options, known.Listed, now) };
    }

    private DateTimeOffset Now(Forecast forecast) => options.Time?.GetUtcNow() ?? forecast.At;

    private Deliberation Deliberate(Incident incident, Forecast forecast, DateTimeOffset now, CancellationToken stop)
    {
        var situation = forecast.Situation ?? throw new ArgumentException("the forecast has no situation: foresee again", nameof(forecast));
        var deadline = (options is { Deadline: { } span, Time: { } time } ? Deadline.In(span, time) : Deadline.None).Until(stop);
        return new(Of(situation.Graph), situation, incident, solver, options, now, deadline);
    }

    private Ground Of(AttackGraph graph)
    {
        if (Volatile.Read(ref ground) is { } known && ReferenceEquals(known.Graph, graph)) return known;
        lock (gate)
        {
            if (ground is null || !ReferenceEquals(ground.Graph, graph)) ground = new(graph);
            return ground;
        }
    }
}
