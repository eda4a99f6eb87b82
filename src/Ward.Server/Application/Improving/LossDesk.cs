using Ward.Predict.Risks;
using Ward.Server.Access;
using Ward.Server.Application.Telling;
using Ward.Server.Application.Views;

namespace Ward.Server.Application.Improving;

/// <summary>What the city can expect to lose in a year, now and with the recommended changes.</summary>
internal sealed class LossDesk(Gate gate, CurrentCity city, LossWatch watch)
{
    public async Task<Answer<LossView>> Read(Caller who)
    {
        if (await gate.Refuses(who, Permission.See) is { } refusal) return new Answer<LossView>.Denied(refusal);
        var (loss, problem) = watch.State;
        return new Answer<LossView>.Ok(loss is null ? LossView.None with { Problem = problem } : Tell(loss) with { Problem = problem });
    }

    private LossView Tell(YearlyLoss loss)
    {
        var (before, after) = (loss.Before, loss.After);
        return new(
            true, loss.Plan.CityVersion, loss.At, loss.Plan.Changes.Count, Tell(before.City), Tell(after.City),
            [.. before.Services.Zip(after.Services).OrderByDescending(s => s.First.Mean).ThenByDescending(s => s.First.Persons).ThenBy(s => s.First.Service!.Value.Value, StringComparer.Ordinal)
                .Select(s => new ServiceLossView(s.First.Service!.Value.Value, city().NameOf(s.First.Service.Value), before.City.Mean > 0 ? s.First.Mean / before.City.Mean : 0, Tell(s.First), Tell(s.Second)))],
            [.. before.City.Exceedance.Zip(after.City.Exceedance).Select(p => new ExceededView(p.First.Share, p.First.Loss, p.Second.Loss))],
            before.Assumptions.InWords());
    }

    private static LossFigures Tell(AnnualLoss l) => new(l.Mean, l.StandardError, l.P50, l.P90, l.P95, l.Falls, l.AnyLoss, l.Persons, l.CitizenHours);
}
