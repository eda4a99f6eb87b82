using System.Globalization;
using Ward.City.Assets;
using Ward.City.Exposures;
using Ward.City.Flows;
using Ward.City.Services;
using Ward.City.Zones;
using Ward.Standards.Cvss;
using Ward.Standards.Ssvc;

namespace Ward.City.Priorities;

/// <summary>Orders a city's exposures by SSVC, then by what is known of attacks, EPSS and CVSS score.</summary>
public static class PriorityList
{
    /// <summary>The most urgent first; ties by what is more likely, then worse, then by id.</summary>
    public static IReadOnlyList<ExposurePriority> Of(CityModel city) =>
        [.. city.Exposures.Select(x => Of(city, x)).OrderByDescending(p => p.Priority).ThenByDescending(p => p.Exploitation).ThenByDescending(p => p.Exposure.Signals?.Epss ?? 0)
            .ThenByDescending(p => p.Exposure.Signals?.Cvss?.Score ?? 0).ThenBy(p => p.Exposure.Id.Value, StringComparer.Ordinal)];

    public static ExposurePriority Of(CityModel city, Exposure exposure)
    {
        var asset = city.Find(exposure.Asset);
        var signals = exposure.Signals ?? Signals.None;
        var (exploitation, attacked) = Known(signals, exposure.Kind);
        var (exposed, reached) = Reach(city, asset, exposure.Port);
        var (automatable, repeated) = Repeats(signals, exposure.Kind);
        var services = asset is null ? [] : Needing(city, asset.Id);
        var (safety, mission, harmed) = Harm(services);
        var human = SsvcDecision.Human(safety, mission);
        var priority = SsvcDecision.Deployer(exploitation, exposed, automatable, human);
        var numbers = string.Join("", Numbers(signals));
        return new(exposure, priority, exploitation, exposed, automatable, human, SsvcDecision.PublicSafety(safety), $"{Words(priority)}: {attacked}; {reached}; {repeated}; {harmed}.{numbers}");
    }

    private static (Exploitation, string) Known(Signals signals, ExposureKind kind) => signals switch
    {
        { InKev: true } => (Exploitation.Active, "CISA lists it as exploited"),
        { Exploitation: Exploitation.Active } => (Exploitation.Active, "attacks with it are known"),
        { Exploitation: Exploitation.PublicPoc } => (Exploitation.PublicPoc, "how to attack it is published"),
        { Cvss: { } v } when v["E"] is "A" or "H" => (v.Version == CvssVersion.V40 ? Exploitation.Active : Exploitation.PublicPoc, "its CVSS vector says that attacks work"),
        { Cvss: { } v } when v["E"] is "P" or "F" => (Exploitation.PublicPoc, "its CVSS vector says that how to attack it is published"),
        _ when kind is ExposureKind.DefaultPassword or ExposureKind.LeakedCredential or ExposureKind.NoAuthentication or ExposureKind.WeakCredential => (Exploitation.PublicPoc, "nothing has to be found out to use it"),
        _ => (Exploitation.None, "no attack with it is known"),
    };

    private static (SystemExposure, string) Reach(CityModel city, Asset? asset, int? port)
    {
        if (asset is null || port is null) return (SystemExposure.Small, "only who is on the asset already can use it");
        var from = city.Flows.Where(f => Reaches(f, asset, port.Value)).Select(f => ZoneOf(city, f.From)).OfType<Zone>().Append(city.Find(asset.Zone)).OfType<Zone>().ToList();
        if (from.FirstOrDefault(z => z.Kind == ZoneKind.External) is { } outside) return (SystemExposure.Open, $"it is reached from {outside.Name}");
        return from.FirstOrDefault(z => z.Id != asset.Zone) is { } other ? (SystemExposure.Controlled, $"it is reached from {other.Name}") : (SystemExposure.Small, "it is reached from its own zone only");
    }

    private static bool Reaches(Flow flow, Asset asset, int port) => (flow.Port == 0 || flow.Port == port)
        && flow.To switch { FlowEnd.OfAsset to => to.Asset == asset.Id, FlowEnd.OfZone to => to.Zone == asset.Zone, _ => throw new InvalidOperationException($"unknown flow end {flow.To}") };

    private static Zone? ZoneOf(CityModel city, FlowEnd end) => end switch
    {
        FlowEnd.OfZone zone => city.Find(zone.Zone),
        FlowEnd.OfAsset asset => city.Find(asset.Asset) is { } found ? city.Find(found.Zone) : null,
        _ => throw new InvalidOperationException($"unknown flow end {end}"),
    };

    private static (bool, string) Repeats(Signals signals, ExposureKind kind)
    {
        var yes = signals.Automatable ?? (signals.Cvss is { } v
            ? v["AV"] == "N" && v["AC"] == "L" && v["PR"] == "N" && v["UI"] == "N" && (v.Version != CvssVersion.V40 || v["AT"] == "N")
            : kind is ExposureKind.DefaultPassword or ExposureKind.NoAuthentication);
        return (yes, yes ? "a program can do it alone" : "a person has to take part, or it is not known that none has");
    }

    /// <summary>Services that need the asset, by way of others too.</summary>
    private static List<Service> Needing(CityModel city, AssetId asset)
    {
        var needing = new List<Service>();
        var lost = new HashSet<ServiceId>();
        for (var grew = true; grew;)
        {
            grew = false;
            foreach (var service in city.Services)
                if (!lost.Contains(service.Id) && service.Needs.Any(n => n.Assets.Contains(asset) || n.Services.Any(lost.Contains)))
                {
                    lost.Add(service.Id);
                    needing.Add(service);
                    grew = true;
                }
        }

        return needing;
    }

    // Safety by persons put at risk an hour, mission by whether people can carry on without; the borders are the project's own.
    private static (SafetyImpact, MissionImpact, string) Harm(List<Service> services)
    {
        if (services.Count == 0) return (SafetyImpact.Negligible, MissionImpact.Degraded, "no service needs the asset");
        var worst = services.MaxBy(s => (s.Impact.Safety, s.Impact.Trust, s.Citizens))!;
        var safety = worst.Impact.Safety switch { <= 0 => SafetyImpact.Negligible, < 1 => SafetyImpact.Marginal, < 10 => SafetyImpact.Critical, _ => SafetyImpact.Catastrophic };
        var mission = services.Max(s => (s.Impact.Trust, s.ManualFallback) switch { ( >= 9, null) => MissionImpact.MissionFailure, (_, null) => MissionImpact.MefFailure, _ => MissionImpact.MefSupportCrippled });
        return (safety, mission, string.Create(CultureInfo.InvariantCulture, $"{worst.Name}, which serves {worst.Citizens:n0} people, needs the asset{(worst.ManualFallback is null ? " and has no fallback" : "")}"));
    }

    private static IEnumerable<string> Numbers(Signals signals)
    {
        if (signals.Epss is { } epss) yield return string.Create(CultureInfo.InvariantCulture, $" EPSS: exploited somewhere within 30 days with {epss * 100:0.##} percent.");
        if (signals.Cvss is { } cvss) yield return string.Create(CultureInfo.InvariantCulture, $" CVSS {cvss.Score:0.0} ({cvss.Severity.ToString().ToLowerInvariant()}).");
    }

    private static string Words(DeployerPriority priority) => priority switch
    {
        DeployerPriority.Immediate => "Now",
        DeployerPriority.OutOfCycle => "Before the next planned date",
        DeployerPriority.Scheduled => "At the next planned date",
        DeployerPriority.Defer => "When there is time",
        _ => throw new ArgumentOutOfRangeException(nameof(priority)),
    };
}
