using System.Net;
using System.Net.Sockets;
using Ward.City;
using Ward.City.Flows;
using Ward.City.Zones;
using Ward.Prescribe.Measures;

namespace Ward.Respond.Plans;

/// <summary>Turns measures, which name things of the city, into what elements understand: addresses and ports.</summary>
internal static class Targeting
{
    /// <summary>A flow that falls into more ranges than this is closed by a person.</summary>
    private const int MostRanges = 64;

    public static Aim Aim(CityModel city, Measure measure, IReadOnlyList<ElementId> reachable)
    {
        if (measure.By is { } by && city.Find(by) is null) return new Aim.Refused($"the city has no element '{by}'");
        var aim = Resolve(city, measure);
        return aim is Aim.At at && !reachable.Contains(at.Element)
            ? new Aim.ByHand($"{measure.Words}: no agent serves {at.Element} now, so a person must do it")
            : aim;
    }

    public static IReadOnlyList<IPNetwork> Networks(CityModel city, FlowEnd end) => end switch
    {
        FlowEnd.OfAsset a => [.. (city.Find(a.Asset)?.Addresses ?? []).Select(x => AddressRanges.Single(AddressRanges.Plain(x)))],
        FlowEnd.OfZone z => city.Find(z.Zone)?.Networks ?? [],
        _ => throw new ArgumentOutOfRangeException(nameof(end), end, "unknown flow end"),
    };

    public static bool IsOutside(CityModel city, FlowEnd end) =>
        end is FlowEnd.OfZone z && city.Find(z.Zone) is { Kind: ZoneKind.External, Networks.Count: 0 };

    private static Aim Resolve(CityModel city, Measure measure)
    {
        switch (measure)
        {
            case Measure.DenySource m:
                return new Aim.At(m.Element, [new ActionTarget.Source(AddressRanges.Plain(m.Address))], $"let {m.Address} pass {m.Element} again");
            case Measure.DenyWeb m:
                return new Aim.At(m.Element, [new ActionTarget.WebSource(AddressRanges.Plain(m.Address))], $"serve {m.Address} at {m.Element} again");
            case Measure.CloseFlow m:
                return city.Find(m.Flow) is { } flow ? Close(city, m, flow) : new Aim.Refused($"the city has no flow '{m.Flow}'");
            case Measure.IsolateHost m:
                if (city.Find(m.Host) is not { } host) return new Aim.Refused($"the city has no asset '{m.Host}'");
                return host.Addresses.Count == 0
                    ? new Aim.ByHand($"{m.Words}: the city knows no address of it, so a person must do it")
                    : new Aim.At(m.Element, [new ActionTarget.Host([.. host.Addresses.Select(AddressRanges.Plain)])], $"let {m.Host} pass {m.Element} again");
            case Measure.SegmentZone m:
                return Segment(city, m);
            case Measure.DisableAccount m:
                return city.Find(m.Account) is { } account
                    ? new Aim.ByHand($"disable account {m.Account} (login '{account.Login}') where it is kept, and enable it again when the incident is over")
                    : new Aim.Refused($"the city has no account '{m.Account}'");
            case Measure.RotateCredential or Measure.RequireFactor or Measure.ChangePassword or Measure.Harden or Measure.Patch or Measure.VirtualPatch or Measure.VerifyBackup:
                return measure.Zones(city).Count > 0 ? new Aim.ByHand($"{measure.Words}; {measure.Inverse}") : new Aim.Refused($"the city has no '{measure.Target}'");
            default:
                return new Aim.Refused($"unknown measure '{measure.Key}'");
        }
    }

    /// <summary>All of its flows at once, or by hand: half a segment is none.</summary>
    private static Aim Segment(CityModel city, Measure.SegmentZone measure)
    {
        if (city.Find(measure.From) is null || city.Find(measure.To) is null) return new Aim.Refused($"the city has no zones '{measure.From}' and '{measure.To}'");
        var targets = new List<ActionTarget>();
        foreach (var flow in measure.Flows(city))
        {
            if (Close(city, new Measure.CloseFlow(measure.Element, flow.Id), flow) is not Aim.At at || targets.Count + at.Targets.Count > MostRanges)
                return new Aim.ByHand($"{measure.Words}: the ranges of flow {flow.Id} are not known or are too many, so a person must do it");
            targets.AddRange(at.Targets);
        }

        return targets.Count == 0 ? new Aim.ByHand($"{measure.Words}: no flow of that kind is open now, so nothing is to be done") : new Aim.At(measure.Element, [.. targets.Distinct()], $"open what was closed from {measure.From} to {measure.To} at {measure.Element} again");
    }

    private static Aim Close(CityModel city, Measure.CloseFlow measure, Flow flow)
    {
        var targets = new List<ActionTarget>();
        var families = new[] { AddressFamily.InterNetwork, AddressFamily.InterNetworkV6 };
        foreach (var family in families)
        {
            var to = Ends(city, flow, flow.To, family);
            var from = Ends(city, flow, flow.From, family);
            if (to is null || from is null || to.Count * from.Count + targets.Count > MostRanges)
                return new Aim.ByHand($"{measure.Words}: it falls into more than {MostRanges} address ranges, so a person must do it");
            targets.AddRange(from.SelectMany(_ => to, (f, t) => new ActionTarget.Connection(f, t, flow.Protocol, flow.Port)));
        }

        return targets.Count == 0
            ? new Aim.ByHand($"{measure.Words}: the city knows no addresses of its ends, so a person must do it")
            : new Aim.At(measure.Element, targets, $"open flow {measure.Flow} at {measure.Element} again");
    }

    /// <summary>
    /// The end's ranges of one family. The outside is every address where no other allowed flow would be cut with it,
    /// else every address that no other zone and no protected network claims.
    /// </summary>
    private static IReadOnlyList<IPNetwork>? Ends(CityModel city, Flow flow, FlowEnd end, AddressFamily family)
    {
        if (!IsOutside(city, end)) return [.. Networks(city, end).Where(n => n.BaseAddress.AddressFamily == family)];
        var other = end == flow.From ? flow.To : flow.From;
        if (!Networks(city, other).Any(n => n.BaseAddress.AddressFamily == family)) return [];
        if (!city.Flows.Any(f => f.Id != flow.Id && CutWith(city, flow, f))) return [AddressRanges.Everywhere(family)];
        List<IPNetwork> claimed =
        [
            .. city.Zones.SelectMany(z => z.Networks),
            .. city.Assets.SelectMany(a => a.Addresses).Select(a => AddressRanges.Single(AddressRanges.Plain(a))),
            .. city.Protection.Networks,
        ];
        return AddressRanges.Without(AddressRanges.Everywhere(family), claimed, MostRanges);
    }

    /// <summary>True where the other flow has the same inner end and port, from within the city.</summary>
    private static bool CutWith(CityModel city, Flow flow, Flow other)
    {
        if (other.Protocol != flow.Protocol || (flow.Port != 0 && other.Port != 0 && other.Port != flow.Port)) return false;
        var (inner, otherInner, otherOuter) = IsOutside(city, flow.From) ? (flow.To, other.To, other.From) : (flow.From, other.From, other.To);
        return !IsOutside(city, otherOuter)
            && Networks(city, inner).Any(a => Networks(city, otherInner).Any(b => AddressRanges.Overlap(a, b)));
    }
}
