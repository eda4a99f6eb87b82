using Ward.City;
using Ward.Govern.Mandates;
using Ward.Prescribe;
using Ward.Prescribe.Measures;

namespace Ward.Respond.Plans;

/// <summary>Drafts plans from prescriptions over the city as it is now.</summary>
internal static class Planner
{
    /// <summary>A plan without a state of its own yet; where it must not be carried out, the reason.</summary>
    public static (Plan Plan, string? Refused) Draft(
        CityModel city, Prescription prescription, IReadOnlyList<ElementId> reachable, DateTimeOffset now)
    {
        var id = new PlanId(prescription.Id.Value);
        var actions = new List<LeasedAction>();
        var manual = new List<ManualStep>();
        string? refused = prescription.City == city.Id ? null : $"it is for city '{prescription.City}', and this is '{city.Id}'";
        foreach (var measure in prescription.Measures)
        {
            if (refused is not null) break;
            var aim = Targeting.Aim(city, measure, reachable);
            refused = ProtectionCheck.Touches(city, measure, (aim as Aim.At)?.Targets ?? []);
            if (refused is not null) break;
            switch (aim)
            {
                case Aim.At at:
                    foreach (var target in at.Targets)
                        actions.Add(new LeasedAction(
                            new ActionId($"{id}#{actions.Count}"), at.Element, measure, target, at.Inverse, DateTimeOffset.MinValue, ActionState.Planned, null));
                    break;
                case Aim.ByHand hand:
                    manual.Add(new ManualStep(measure, hand.Words, null) { Owner = Keepers.Of(measure, city), Due = now + Due(measure) });
                    break;
                case Aim.Refused no:
                    refused = no.Reason;
                    break;
                default:
                    throw new InvalidOperationException("unknown aim");
            }
        }

        if (refused is not null) (actions, manual) = ([], []);
        return (new Plan(id, prescription, PlanState.Proposed, null, "ward", 0, [], actions, manual, now, null, []), refused);
    }

    /// <summary>An hour to begin, and the time that it takes.</summary>
    private static TimeSpan Due(Measure measure) => TimeSpan.FromHours(1 + measure.Lead);

    /// <summary>Why a recorded plan may no longer be carried out as it stands, or null: protection or targets have changed since.</summary>
    public static string? Drift(CityModel city, Plan plan, IReadOnlyList<ElementId> reachable)
    {
        // Elements that are away for a moment do not change what the plan means.
        var elements = reachable.Union(plan.Actions.Select(a => a.Element)).ToList();
        var (fresh, refused) = Draft(city, plan.Prescription, elements, plan.Created);
        if (refused is not null) return refused;
        var now = fresh.Actions.Select(Text).ToHashSet(StringComparer.Ordinal);
        return plan.Actions.All(a => now.Contains(Text(a))) ? null : "the city has changed, and the measures now mean other targets";

        static string Text(LeasedAction a) => $"{a.Element} {Describe(a.Target)}";
    }

    /// <summary>Equal for targets that are the same to an element.</summary>
    public static string Describe(ActionTarget target) => target switch
    {
        ActionTarget.Source t => $"source {t.Address}",
        ActionTarget.WebSource t => $"web source {t.Address}",
        ActionTarget.Connection t => $"connection {t.From} > {t.To} {t.Protocol}/{t.Port}",
        ActionTarget.Host t => $"host {string.Join(',', t.Addresses.Select(a => a.ToString()).Order(StringComparer.Ordinal))}",
        _ => throw new ArgumentOutOfRangeException(nameof(target), target, "unknown kind of target"),
    };

    /// <param name="counted">Keys of measures that the budgets count already.</param>
    public static ChangeRequest Request(CityModel city, Prescription prescription, IReadOnlySet<string> counted) => new(
        prescription.City,
        [.. prescription.Measures.Select(m => new Change(m.Class, m.Zones(city), counted.Contains(m.Key) ? 0 : 1))],
        prescription.Attested,
        prescription.Cost.People);
}
