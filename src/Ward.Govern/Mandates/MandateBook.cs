using System.Globalization;
using Ward.City;
using Ward.City.Zones;

namespace Ward.Govern.Mandates;

/// <summary>The mandates of a city, and what they say of a plan. Immutable, pure and thread-safe.</summary>
/// <param name="mandates">All mandates, of any city; one that does not hold now counts for nothing.</param>
/// <param name="zones">Every zone of the city with its kind: a change in a zone that is not here is refused.</param>
public sealed class MandateBook(IReadOnlyList<Mandate> mandates, IReadOnlyDictionary<ZoneId, ZoneKind> zones)
{
    /// <summary>For asking the journal what each has spent.</summary>
    public IReadOnlyList<Mandate> Mandates { get; } = mandates;

    /// <summary>
    /// The permission for a plan. In this order: what is never allowed; whether automatic action is held back; then for each change
    /// the most permissive mandate that covers it alone (class, all its zones, city, hours, not ended), and for the plan
    /// the weakest of these. Where nothing covers a change the plan is observed.
    /// </summary>
    /// <param name="spent">What was put in force under a mandate; asked once for each that holds now.</param>
    /// <param name="now">UTC.</param>
    /// <param name="heldBack">True while the kill switch or the circuit breaker holds: everything falls back to observe.</param>
    public Permission Decide(ChangeRequest request, Func<MandateId, SpentBudget> spent, DateTimeOffset now, bool heldBack)
    {
        if (Never(request) is { } reason) return new Permission.Refused(reason);
        if (request.Changes.Count == 0) return new Permission.Observed(null, "The plan changes nothing.");

        var weights = Mandates.Where(m => m.City == request.City && m.HoldsAt(now))
            .Select(m => MandateWeight.Of(m, request, spent(m.Id)))
            .ToList();
        var covers = new List<MandateWeight>();
        foreach (var change in request.Changes)
        {
            if (Best(weights, change) is not { } best) return new Permission.Observed(null, NotCovered(request.City, change, now));
            covers.Add(best);
        }

        var weakest = covers.MinBy(c => c.Mode)!;
        if (heldBack)
            return new Permission.Observed(weakest.Mandate.Id, "Automatic action is held back until a person resumes it; the plan is recorded only.") { RestsOn = Names(covers) };
        return Permit(weakest, covers, now) with { RestsOn = Names(covers) };
    }

    private static Permission Permit(MandateWeight weakest, List<MandateWeight> covers, DateTimeOffset now)
    {
        var id = weakest.Mandate.Id;
        // A change does not outlast the shortest promise of the mandates that it rests on, nor their end.
        var lease = covers.Min(c => c.Mandate.Lease < c.Mandate.Until - now ? c.Mandate.Lease : c.Mandate.Until - now);
        return weakest.Mode switch
        {
            MandateMode.Act => new Permission.Permitted(id, lease, weakest.Reason),
            MandateMode.Ask => new Permission.NeedsApproval(id, lease,
                covers.Where(c => c.Mode == MandateMode.Ask).Max(c => Math.Max(1, c.Mandate.Approvers)), weakest.Reason),
            MandateMode.Advise => new Permission.Advised(id, weakest.Reason),
            _ => new Permission.Observed(id, weakest.Reason),
        };
    }

    private string? Never(ChangeRequest request)
    {
        foreach (var change in request.Changes)
        {
            var what = Words.Of(change.Class);
            if (change.Zones.Count == 0) return $"A change ({what}) names no zone, so nothing can be said of where it would take effect.";
            foreach (var zone in change.Zones)
                if (!zones.ContainsKey(zone)) return $"A change ({what}) is about the zone {zone}, which the city does not have.";
            if (change.Zones.All(z => zones[z] == ZoneKind.Operations))
                return $"A change ({what}) would take effect inside the operations zone {string.Join(" and ", change.Zones.Distinct())}: Ward acts only at its boundary.";
            if (!request.Attested && change.Class is (ActionClass.DenySource or ActionClass.DenyWeb))
                return $"The evidence against the address could have been forged by an outsider, so it must not be used to {what}.";
        }

        return null;
    }

    private static MandateWeight? Best(List<MandateWeight> weights, Change change) => weights
        .Where(w => w.Mandate.Covers(change.Class, change.Zones))
        .OrderByDescending(w => w.Mode)
        .ThenBy(w => w.Mandate.Approvers)
        .ThenByDescending(w => w.Mandate.Lease)
        .ThenBy(w => w.Mandate.Id.Value, StringComparer.Ordinal)
        .FirstOrDefault();

    // Says why the nearest mandate does not count, because "no mandate" alone sends people looking.
    private string NotCovered(CityId city, Change change, DateTimeOffset now)
    {
        var what = $"{Words.Of(change.Class)} in {string.Join(" and ", change.Zones.Distinct())}";
        var near = Mandates.FirstOrDefault(m => m.City == city && m.Covers(change.Class, change.Zones));
        if (near is null) return $"No mandate covers the change: {what}.";
        return now >= near.Until
            ? $"The mandate {near.Id} for the change ({what}) ended on {near.Until.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC."
            : $"The mandate {near.Id} for the change ({what}) holds from {near.Hours!.From} to {near.Hours.To} o'clock {near.Hours.Zone.Id} only.";
    }

    private static List<MandateId> Names(List<MandateWeight> covers) => [.. covers.Select(c => c.Mandate.Id).Distinct()];
}
