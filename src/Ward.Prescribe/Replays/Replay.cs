using System.Globalization;
using Ward.City;
using Ward.Predict;
using Ward.Predict.AttackGraphs;
using Ward.Prescribe.Choices;
using Ward.Prescribe.Optimisation.Deadlines;
using Ward.Prescribe.Safety;

namespace Ward.Prescribe.Replays;

/// <summary>
/// A past decision once more: its incident is foreseen over a model of the city, the independent check looks at the plan that was recorded, and, where asked for, the choice is made again with the
/// settings of its moment. Without the solver's process: a large choice may come out less proven than it was. Pure but for a deadline.
/// </summary>
/// <param name="deadline">How long each choice may search by <paramref name="time"/>; null for as long as its work takes.</param>
public sealed class Replay(TimeSpan? deadline = null, TimeProvider? time = null)
{
    /// <summary>On the model of its moment, with what the never-block lists said then.</summary>
    /// <param name="city">Of the version that the prescription names.</param>
    /// <exception cref="ArgumentException">It is another version.</exception>
    public ReplayedOn OnItsOwn(KeptChoice kept, CityModel city, bool choose, CancellationToken stop)
    {
        if (city.Version != kept.Prescription.CityVersion) throw new ArgumentException($"the prescription is about version {kept.Prescription.CityVersion}, not {city.Version}", nameof(city));
        return On(kept, city with { NeverBlock = new RecordedNeverBlock(kept.Ground.Never) }, choose, true, stop);
    }

    /// <summary>On another model, such as today's: would it hold there, and what would be chosen?</summary>
    public ReplayedOn OnAnother(KeptChoice kept, CityModel city, bool choose, CancellationToken stop) => On(kept, city, choose, false, stop);

    private ReplayedOn On(KeptChoice kept, CityModel city, bool choose, bool isOwn, CancellationToken stop)
    {
        var (told, ground) = (kept.Prescription, kept.Ground);
        var graph = AttackGraph.Of(city, ground.Settings.Priors);
        var forecast = new Foresight(() => graph.City, priors: ground.Settings.Priors).Foresee(ground.Incident);
        var options = ground.Settings.Options(deadline, time);
        var review = new Deliberation(new Ground(forecast.Situation!.Graph), forecast.Situation, ground.Incident, new LazyCuts(), options, ground.At, Deadline.None).Review(told);
        stop.ThrowIfCancellationRequested();
        var again = choose ? ((IPrescribe)new Choice(options)).Choose(ground.Incident, forecast, stop) : null;
        return new(city.Version, review, again, [Held(told, review, isOwn), .. isOwn && !review.AsRecorded && review.Residual.Count > 0 ? [Differs(ground)] : Array.Empty<string>(), .. again is null ? [] : Chosen(told, review, again)]);
    }

    private static string Held(Prescription told, PlanReview review, bool isOwn)
    {
        var where = isOwn ? "on the model of its moment" : "on this model";
        if (!review.Holds) return $"The recorded plan does not hold {where}: {string.Join("; ", review.Faults)}.";
        return told.Proof.Status is ProofStatus.Infeasible or ProofStatus.Unfinished
            ? $"What the recorded plan does of all that was asked for, it does {where}; it was told then that it does not do everything."
            : $"The recorded plan holds {where}: it keeps every rule, and the independent check finds no path above what the services tolerate.";
    }

    private static string Differs(ChoiceGround ground) => $"Its figures are not those that were recorded: it was chosen by Ward {ground.Ward}, which may have reckoned otherwise.";

    private static IEnumerable<string> Chosen(Prescription told, PlanReview review, Prescription again)
    {
        if (again.Hash == told.Hash)
        {
            yield return again.Proof.Status == ProofStatus.Optimal ? "Chosen again it is the same plan, and no cheaper set of measures does the same." : "Chosen again it is the same plan.";
            yield break;
        }

        var (was, now) = (review.Residual.Count > 0 || told.Measures.Count == 0 ? review.Cost.Total : told.Cost.Total, again.Cost.Total);
        yield return again.Measures.Count == 0 ? "Chosen again there is nothing to do." : $"Chosen again it is another plan: {string.Join("; ", again.Measures.Select(m => m.Words))}.";
        if (!review.Holds || again.Proof.Status is not (ProofStatus.Optimal or ProofStatus.Feasible or ProofStatus.NothingNeeded)) yield break;
        if (now < was - (PlanReview.Same * Math.Max(1, was))) yield return string.Create(CultureInfo.InvariantCulture, $"It costs {now:0.#} instead of {was:0.#}, so the recorded plan is not the cheapest.");
        else if (was <= again.Proof.Bound + (PlanReview.Same * Math.Max(1, was))) yield return string.Create(CultureInfo.InvariantCulture, $"It costs no less: the recorded plan ({was:0.#}) is still one of the cheapest.");
        else yield return string.Create(CultureInfo.InvariantCulture, $"It costs {now:0.#} and the recorded one {was:0.#}; that nothing is cheaper than {Math.Max(0, again.Proof.Bound):0.#} is all that was proven.");
    }
}
