using System.Globalization;
using Ward.City;
using Ward.Detect;
using Ward.Detect.Incidents;
using Ward.Predict;
using Ward.Predict.NextSteps;
using Ward.Predict.Simulation;

namespace Ward.Benchmarks.Predict;

/// <summary>A forecast made in the middle of an attack, beside what came of it.</summary>
/// <param name="Services">A row a service that had not fallen yet: simulated probability, that of the best path, whether it fell, after how many h, and the simulated tenth, half and nine tenths.</param>
/// <param name="Next">Assets by the probability that they come next; those seen broken into are left out.</param>
/// <param name="Techniques">The same by technique.</param>
/// <param name="NextAsset">The first new asset that was gained, or -1.</param>
/// <param name="NextTechnique">The technique of the first step that succeeded, or null.</param>
/// <param name="Seen">Assets that the incident names as broken into.</param>
internal sealed record Moment(
    IReadOnlyList<(int Service, double P, double Best, bool Fell, double After, double? Fast, double? Usual, double? Slow)> Services,
    IReadOnlyList<(int Asset, double P)> Next,
    IReadOnlyList<(string Technique, double P)> Techniques,
    int NextAsset,
    string? NextTechnique,
    HashSet<int> Seen)
{
    /// <summary>h; as far as a forecast looks.</summary>
    public const double Horizon = 720;

    private static readonly SimulationOptions Options = new() { Trials = 1_000, LeastTrials = 500, Horizon = Horizon };

    /// <summary>At one of the findings, by chance; null where nothing was seen.</summary>
    public static Moment? Of(Foresight foresight, Campaign campaign, int seed)
    {
        if (campaign.Findings.Count == 0) return null;
        var at = new Random(seed).Next(campaign.Findings.Count);
        var now = campaign.Findings[at].At;
        var city = foresight.Graph.City;
        var findings = campaign.Findings.Take(at + 1).Select(f => f.Finding).ToList();
        var incident = new Incident(
            new(seed.ToString(CultureInfo.InvariantCulture)), 1, city.Id, findings[0].Time, findings[^1].Time, "bench", Severity.High, findings, [.. findings.SelectMany(f => f.Entities).Distinct()]);
        var forecast = foresight.Foresee(incident);
        var outlook = OutlookTelling.Tell(forecast.Situation!, Options, mostNext: int.MaxValue);
        var index = city.Assets.Select((a, i) => (a.Id, i)).ToDictionary(a => a.Id, a => a.i);
        var seen = findings.Where(f => f.Meaning == Detect.Findings.Meaning.Compromise).SelectMany(f => f.Entities.OfType<Entity.Host>()).Select(h => index[h.Asset]).ToHashSet();
        var had = campaign.Gains.Where(g => g.At <= now && g.Asset >= 0).Select(g => g.Asset).ToHashSet();
        var later = campaign.Gains.Where(g => g.At > now).ToList();
        return new(
            [.. Rows(city, campaign, forecast, outlook, now)],
            [.. outlook.Next.Where(n => n.Asset is not null && !seen.Contains(index[n.Asset.Value])).GroupBy(n => index[n.Asset!.Value]).Select(g => (g.Key, g.Sum(n => n.Probability))).OrderByDescending(n => n.Item2).ThenBy(n => n.Key)],
            [.. outlook.Next.GroupBy(n => Short(n.Technique)).Select(g => (g.Key, g.Sum(n => n.Probability))).OrderByDescending(n => n.Item2).ThenBy(n => n.Key, StringComparer.Ordinal)],
            later.Where(g => g.Asset >= 0 && !had.Contains(g.Asset) && !seen.Contains(g.Asset)).Select(g => g.Asset).FirstOrDefault(-1),
            later.Select(g => Short(g.Technique)).FirstOrDefault(), seen);
    }

    private static IEnumerable<(int, double, double, bool, double, double?, double?, double?)> Rows(CityModel city, Campaign campaign, Forecast forecast, Outlook outlook, double now)
    {
        for (var s = 0; s < city.Services.Count; s++)
        {
            var fell = campaign.Falls.TryGetValue(s, out var when);
            if (fell && when <= now) continue;
            var told = outlook.Services.FirstOrDefault(o => o.Service == city.Services[s].Id);
            var best = forecast.Paths.Where(p => p.Goal == city.Services[s].Id).Select(p => p.Probability).DefaultIfEmpty(0).Max();
            yield return (s, told?.Probability ?? 0, best, fell && when - now <= Horizon, when - now, told?.Fast, told?.Usual, told?.Slow);
        }
    }

    private static string Short(string technique) => technique.Split('.')[0];
}
