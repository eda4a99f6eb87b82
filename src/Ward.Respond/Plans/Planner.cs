using Ward.City;
using Ward.City.Flows;
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
                    manual.Add(new ManualStep(measure, hand.Words, null));
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
        [.. prescription.Measures.Select(m => new Change(m.Class, ZonesOf(city, m), counted.Contains(m.Key) ? 0 : 1))],
        prescription.Attested,
        prescription.Cost.People);

    private static IReadOnlyList<ZoneId> ZonesOf(CityModel city, Measure measure) => measure switch
    {
        Measure.DenySource m => OfSource(city, m),
        Measure.DenyWeb m => OfAssets(city, city.Find(m.Element) is { } e ? [e.Asset, .. e.Fronts] : []),
        Measure.CloseFlow m => city.Find(m.Flow) is { } f ? [.. OfEnd(city, f.From).Concat(OfEnd(city, f.To)).Distinct()] : [],
        Measure.DisableAccount m => OfAssets(city, city.Find(m.Account)?.Grants.Select(g => g.Asset) ?? []),
        Measure.IsolateHost m => OfAssets(city, [m.Host]),
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, "unknown measure"),
    };

    /// <summary>The zone of the source, and the zones into which the firewall lets that zone.</summary>
    private static IReadOnlyList<ZoneId> OfSource(CityModel city, Measure.DenySource measure)
    {
        var zones = new List<ZoneId>();
        if (city.ZoneOf(AddressRanges.Plain(measure.Address)) is { } zone) zones.Add(zone.Id);
        zones.AddRange((city.Find(measure.Element)?.Guards ?? []).Where(c => zones.Count == 0 || c.From == zones[0]).Select(c => c.To));
        return [.. zones.Distinct()];
    }

    private static IEnumerable<ZoneId> OfEnd(CityModel city, FlowEnd end) => end switch
    {
        FlowEnd.OfZone z => [z.Zone],
        FlowEnd.OfAsset a => OfAssets(city, [a.Asset]),
        _ => throw new ArgumentOutOfRangeException(nameof(end), end, "unknown flow end"),
    };

    private static IReadOnlyList<ZoneId> OfAssets(CityModel city, IEnumerable<AssetId> assets) =>
        [.. assets.Select(a => city.Find(a)).OfType<City.Assets.Asset>().Select(a => a.Zone).Distinct()];
}
