using System.Globalization;
using System.Net;
using Ward.City;
using Ward.Detect;
using Ward.Detect.Findings;
using Ward.Detect.Incidents;
using Ward.Predict;

namespace Ward.Benchmarks.Predict;

/// <summary>The forecasts of one city beside what came, and beside what the training campaigns would have guessed.</summary>
internal sealed class CityScore
{
    private readonly string name;
    private readonly List<Moment> train, test;
    private readonly int campaigns;

    private CityScore(string name, int campaigns, List<Moment> train, List<Moment> test) => (this.name, this.campaigns, this.train, this.test) = (name, campaigns, train, test);

    public static CityScore Of(string name, CityModel city, int campaigns, int seed)
    {
        var foresight = new Foresight(city);
        var looking = new Finding(new("look"), city.Id, DateTimeOffset.UnixEpoch, 0, "bench", "net", "bench", Severity.Low, [], Meaning.Reconnaissance,
            [new Entity.Source(IPAddress.Parse("198.51.100.1"))], true, new("", "", null, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, []), []);
        var ground = foresight.Foresee(new Incident(new("look"), 1, city.Id, looking.Time, looking.Time, "bench", Severity.Low, [looking], looking.Entities)).Situation!;
        var truth = new Truth(ground, seed);
        return new(name, campaigns, Play(1_000_000), Play(2_000_000));

        List<Moment> Play(int from) => [.. Enumerable.Range(from, campaigns).Select(s => Moment.Of(foresight, Attacker.Play(truth, s, 2 * Moment.Horizon), s)).OfType<Moment>()];
    }

    public IEnumerable<Row> Rows() => Rows(name, [this]);

    public static IEnumerable<Row> Together(IReadOnlyList<CityScore> all) => all.Count < 2 ? [] : Rows("all cities", all);

    private static IEnumerable<Row> Rows(string name, IReadOnlyList<CityScore> all)
    {
        var test = all.SelectMany(a => a.test).ToList();
        var head = string.Create(CultureInfo.InvariantCulture, $"{name}; {all.Sum(a => a.campaigns)} attackers, {test.Count} seen and forecast once each, as many others in training");
        foreach (var row in Services(all, head)) yield return row;
        foreach (var row in Next(all, head)) yield return row;
        var fell = test.SelectMany(m => m.Services).Where(s => s.Fell && s.Fast is not null).ToList();
        if (fell.Count > 0)
            yield return new("hours within tenth and nine tenths", "Ward", 100.0 * fell.Count(s => s.After >= s.Fast && s.After <= s.Slow) / fell.Count, "%",
                $"{head}; {fell.Count} services that fell, 80 % would be right; {100.0 * fell.Count(s => s.After > s.Slow) / fell.Count:0} % came later, {100.0 * fell.Count(s => s.After < s.Fast) / fell.Count:0} % sooner");
    }

    private static IEnumerable<Row> Services(IReadOnlyList<CityScore> all, string head)
    {
        var told = Pairs(all, t => t.test, s => s.P);
        var platt = Scores.Platt(Pairs(all, t => t.train, s => s.P));
        var again = told.Select(t => (Scores.Recalibrated(t.P, platt), t.Came)).ToList();
        var popular = all.SelectMany(a => a.Popular()).ToList();
        var best = Pairs(all, t => t.test, s => s.Best);
        foreach (var (subject, pairs) in new (string, List<(double P, bool Came)>)[] { ("Ward", told), ("Best path", best), ("Recal.", again), ("Popular", popular) })
        {
            var (reliability, resolution, uncertainty) = Scores.Parts(pairs);
            var how = subject switch
            {
                "Recal." => string.Create(CultureInfo.InvariantCulture, $"slope {platt.Slope:0.00}, shift {platt.Shift:0.00} on the logit, fitted on the training campaigns"),
                "Popular" => "the share of training moments after which the service fell",
                "Best path" => "the most probable path alone",
                _ => "all ways together",
            };
            yield return new("service falls: Brier", subject, Scores.Brier(pairs), "", string.Create(CultureInfo.InvariantCulture, $"{head}; {how}; reliability {reliability:0.0000}, resolution {resolution:0.0000}, uncertainty {uncertainty:0.0000}"));
            yield return new("service falls: ECE", subject, Scores.Error(pairs), "", $"{Scores.Shown(pairs)}");
        }
    }

    private static IEnumerable<Row> Next(IReadOnlyList<CityScore> all, string head)
    {
        var asked = all.SelectMany(a => a.test.Where(m => m.NextAsset >= 0).Select(m => (Moment: m, Score: a))).ToList();
        foreach (var k in (int[])[1, 3, 20])
        {
            yield return new($"next asset: recall@{k}", "Ward", (double)asked.Count(x => x.Moment.Next.Take(k).Any(n => n.Asset == x.Moment.NextAsset)) / asked.Count, "", $"{head}; {asked.Count} moments after which a new asset was gained");
            yield return new($"next asset: recall@{k}", "Popular", (double)asked.Count(x => x.Score.PopularAssets(x.Moment.Seen).Take(k).Contains(x.Moment.NextAsset)) / asked.Count, "", "by how often it came next in training, those seen broken into left out");
        }

        var techniques = all.SelectMany(a => a.test.Where(m => m.NextTechnique is not null).Select(m => (Moment: m, Score: a))).ToList();
        foreach (var k in (int[])[1, 3])
        {
            yield return new($"next technique: recall@{k}", "Ward", (double)techniques.Count(x => x.Moment.Techniques.Take(k).Any(t => t.Technique == x.Moment.NextTechnique)) / techniques.Count, "", $"{head}; {techniques.Count} moments after which a step succeeded");
            yield return new($"next technique: recall@{k}", "Popular", (double)techniques.Count(x => x.Score.PopularTechniques().Take(k).Contains(x.Moment.NextTechnique!)) / techniques.Count, "", "by how often it came next in training");
        }

        var pairs = all.SelectMany(a => a.test).SelectMany(m => m.Next.Select(n => (n.P, n.Asset == m.NextAsset))).ToList();
        yield return new("next asset: Brier", "Ward", Scores.Brier(pairs), "", $"{head}; {pairs.Count} assets named");
        yield return new("next asset: ECE", "Ward", Scores.Error(pairs), "", Scores.Shown(pairs));
    }

    private static List<(double P, bool Came)> Pairs(IReadOnlyList<CityScore> all, Func<CityScore, List<Moment>> which, Func<(int Service, double P, double Best, bool Fell, double After, double? Fast, double? Slow), double> p) =>
        [.. all.SelectMany(which).SelectMany(m => m.Services).Select(s => (p(s), s.Fell))];

    private IEnumerable<(double, bool)> Popular()
    {
        var rate = train.SelectMany(m => m.Services).GroupBy(s => s.Service).ToDictionary(g => g.Key, g => g.Average(s => s.Fell ? 1.0 : 0));
        return test.SelectMany(m => m.Services).Select(s => (rate.GetValueOrDefault(s.Service), s.Fell));
    }

    private IEnumerable<int> PopularAssets(HashSet<int> seen) =>
        train.Where(m => m.NextAsset >= 0).GroupBy(m => m.NextAsset).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Select(g => g.Key).Where(a => !seen.Contains(a));

    private IEnumerable<string> PopularTechniques() =>
        train.Where(m => m.NextTechnique is not null).GroupBy(m => m.NextTechnique!).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Key);
}
