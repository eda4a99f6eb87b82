using Ward.Prescribe.Recommendations;
using Ward.Prescribe.Standing;
using Ward.Server.Access;
using Ward.Server.Application.Telling;
using Ward.Server.Application.Views;

namespace Ward.Server.Application.Improving;

/// <summary>What would lower the city's risk most while nobody attacks.</summary>
internal sealed class StandingDesk(Gate gate, CurrentCity city, StandingWatch watch)
{
    public async Task<Answer<StandingView>> Read(Caller who)
    {
        if (await gate.Refuses(who, Permission.See) is { } refusal) return new Answer<StandingView>.Denied(refusal);
        var (plan, _, failed) = watch.State;
        var problem = failed is null ? null : $"At {failed.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC it could not be reckoned anew: {failed.Reason}";
        return new Answer<StandingView>.Ok(plan is null ? StandingView.None with { Problem = problem } : Tell(plan) with { Problem = problem });
    }

    private StandingView Tell(StandingPlan plan) => new(
        true, plan.CityVersion, plan.At, plan.Before, plan.After, plan.Cost, plan.Budget,
        [.. plan.Changes.Select(c => new StandingChangeView(
            MeasureTelling.KindOf(c.Measure), Visible.Of(c.Words, 400), c.Measure.Countermeasure, c.Measure.By?.Value, c.Lowers, plan.Before > 0 ? c.Lowers / plan.Before : 0, c.Cost,
            Visible.Of(c.Owner, 200), c.Due, [.. c.Why.Select(w => Visible.Of(w, 1000))], c.Undo) { Recommendation = Recommendation.IdOf(c.Measure) })],
        [.. plan.Risks.Select(r => new StandingRiskView(r.Service.Value, city().NameOf(r.Service), r.Before, r.After, r.Likeliest, Visible.Of(r.Way, 1000)))],
        plan.Model);
}
