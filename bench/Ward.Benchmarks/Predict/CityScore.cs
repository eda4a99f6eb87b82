using System.Globalization;
using System.Net;
using Ward.City;
using Ward.Detect;
using Ward.Detect.Findings;
using Ward.Detect.Incidents;
using Ward.Predict;
using Ward.Predict.Simulation;

namespace Ward.Benchmarks.Predict;

/// <summary>The forecasts of one city beside what came, and beside what the training campaigns would have guessed.</summary>
internal sealed class CityScore
{
    private readonly string name;
    private readonly List<Moment> train, test;
    private readonly int campaigns;
    private Recalibration? learnt;

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

    /// <summary>Each city corrected by what the training campaigns of the others say; where there is one city, by its own.</summary>
    public static IEnumerable<Row> Rows(IReadOnlyList<CityScore> all)
    {
        foreach (var score in all) score.learnt = Fit(all.Count == 1 ? all : [.. all.Where(a => a != score)]);
        foreach (var score in all)
            foreach (var row in Rows(score.name, [score])) yield return row;
        if (all.Count > 1)
            foreach (var row in Rows("all cities", all)) yield return row;
        var pooled = Fit(all);
        foreach (var (name, value) in new[] { ("slope", pooled.Slope), ("shift", pooled.Shift), ("fast", pooled.Fast), ("usual", pooled.Usual), ("slow", pooled.Slow) })
            yield return new($"recalibration: {name}", "Ward", value, "", "fitted on the training campaigns of all cities; what Ward.Predict has is such a fit");
    }

    private static IEnumerable<Row> Rows(string name, IReadOnlyList<CityScore> all)
    {
        var test = all.SelectMany(a => a.test).ToList();
        var head = string.Create(CultureInfo.InvariantCulture, $"{name}; {all.Sum(a => a.campaigns)} attackers, {test.Count} seen and forecast once each, as many others in training");
        foreach (var row in Services(all, head)) yield return row;
        foreach (var row in Next(all, head)) yield return row;
        var fell = all.SelectMany(a => a.test.SelectMany(m => m.Services).Where(s => s.Fell && s.Usual is not null).Select(s => (s.After, Fast: s.Fast!.Value, Usual: s.Usual!.Value, Slow: s.Slow!.Value, Learnt: a.learnt!))).ToList();
        if (fell.Count == 0) yield break;
        yield return Hours("Ward", f => f.Fast, f => f.Slow);
        yield return Hours("Recal.", f => f.Usual * f.Learnt.Fast, f => f.Usual * f.Learnt.Slow);

        Row Hours(string subject, Func<(double After, double Fast, double Usual, double Slow, Recalibration Learnt), double> from, Func<(double After, double Fast, double Usual, double Slow, Recalibration Learnt), double> to) =>
            new("hours from tenth to nine tenths", subject, 100.0 * fell.Count(f => f.After >= from(f) && f.After <= to(f)) / fell.Count, "%",
                string.Create(CultureInfo.InvariantCulture, $"{head}; {fell.Count} services that fell, 80 % would be right; {100.0 * fell.Count(f => f.After > to(f)) / fell.Count:0} % came later, {100.0 * fell.Count(f => f.After < from(f)) / fell.Count:0} % sooner"));
    }

    private static Recalibration Fit(IReadOnlyList<CityScore> from)
    {
        var (slope, shift) = Scores.Platt([.. from.SelectMany(a => a.train).SelectMany(m => m.Services).Where(s => s.P > 0).Select(s => (s.P, s.Fell))]);
        var ratios = from.SelectMany(a => a.train).SelectMany(m => m.Services).Where(s => s.Fell && s.Usual > 0).Select(s => s.After / s.Usual!.Value).Order().ToList();
        return ratios.Count == 0 ? new(slope, shift, 1, 1, 1) : new(slope, shift, At(0.1), At(0.5), At(0.9));

        double At(double share) => ratios[(int)Math.Min(ratios.Count - 1, share * ratios.Count)];
    }

    private static IEnumerable<Row> Services(IReadOnlyList<CityScore> all, string head)
    {
        (string Subject, string How, List<(double P, bool Came)> Pairs)[] told =
        [
            ("Ward", "all ways together, of an attacker who tries everything", [.. Tested((a, s) => s.P)]),
            ("Best path", "the most probable path alone", [.. Tested((a, s) => s.Best)]),
            ("Recal.", $"corrected by the training campaigns of {(all.Count == 1 ? "other cities" : "the others, for each city")}", [.. Tested((a, s) => a.learnt!.Of(s.P))]),
            ("Popular", "the share of this city's training moments after which the service fell", [.. all.SelectMany(a => a.Popular())]),
        ];
        foreach (var (subject, how, pairs) in told)
        {
            var (reliability, resolution, uncertainty) = Scores.Parts(pairs);
            yield return new("service falls: Brier", subject, Scores.Brier(pairs), "", string.Create(CultureInfo.InvariantCulture, $"{head}; {how}; reliability {reliability:0.0000}, resolution {resolution:0.0000}, uncertainty {uncertainty:0.0000}"));
            yield return new("service falls: ECE", subject, Scores.Error(pairs), "", Scores.Shown(pairs));
        }

        IEnumerable<(double, bool)> Tested(Func<CityScore, (int Service, double P, double Best, bool Fell, double After, double? Fast, double? Usual, double? Slow), double> p) =>
            all.SelectMany(a => a.test.SelectMany(m => m.Services).Select(s => (p(a, s), s.Fell)));
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

        foreach (var (subject, moments) in new[] { ("Ward", all.SelectMany(a => a.test).ToList()), ("If any", [.. asked.Select(x => x.Moment)]) })
        {
            // 'If any': only where something came next, and what was told divided by its sum.
            var pairs = moments.SelectMany(m => m.Next.Select(n => (subject == "Ward" ? n.P : n.P / m.Next.Sum(x => x.P), n.Asset == m.NextAsset))).ToList();
            yield return new("next asset: Brier", subject, Scores.Brier(pairs), "", $"{head}; {pairs.Count} assets named");
            yield return new("next asset: ECE", subject, Scores.Error(pairs), "", Scores.Shown(pairs));
        }
    }

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
