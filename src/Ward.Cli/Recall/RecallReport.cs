using System.Globalization;
using Ward.Cli.Shown;
using Ward.Detect.Rules;
using Ward.Standards.Sigma;

namespace Ward.Cli.Recall;

/// <summary>Rules over material, rule by rule.</summary>
/// <param name="Files">That were read.</param>
/// <param name="Events">In them.</param>
/// <param name="Rows">In the order of the set, for each rule and correlation that speaks.</param>
internal sealed record RecallReport(int Files, long Events, IReadOnlyList<RecallRow> Rows)
{
    private const int MostShown = 4;

    /// <summary>Rules that wait for placeholders and were not asked.</summary>
    public int Waiting { get; init; }

    public static RecallReport Of(RuleSet rules, IReadOnlyList<MaterialFile> files, IReadOnlyList<RecallTruth> truths, CancellationToken stop)
    {
        var byRule = new Dictionary<string, Dictionary<string, long>>(StringComparer.Ordinal);
        var events = 0L;
        foreach (var file in files)
        {
            stop.ThrowIfCancellationRequested();
            var findings = file.Run(rules, out var here);
            events += here;
            foreach (var found in findings.GroupBy(f => f.Detector))
            {
                if (!byRule.TryGetValue(found.Key, out var places)) byRule[found.Key] = places = new(StringComparer.Ordinal);
                places[file.Name] = found.LongCount();
            }
        }

        return new RecallReport(files.Count, events, [.. Speaking(rules).Select(h => Row(h, files, byRule.GetValueOrDefault(h.Key) ?? [], truths.FirstOrDefault(t => t.Rule == h.Id)))]) { Waiting = rules.Waiting.Count };
    }

    /// <summary>Correlations, and the rules that no correlation looks at.</summary>
    private static IEnumerable<SigmaHeader> Speaking(RuleSet rules)
    {
        var below = rules.LookedAt();
        return rules.Headers.Where(h => !below.Contains(h.Key));
    }

    private static RecallRow Row(SigmaHeader header, IReadOnlyList<MaterialFile> files, Dictionary<string, long> found, RecallTruth? truth)
    {
        var known = files.Where(f => truth?.Knows(f.Name) == true).Select(f => f.Name).ToList();
        var others = found.Where(f => truth?.Knows(f.Key) != true).OrderBy(f => f.Key, StringComparer.Ordinal).ToList();
        var wrong = others.Where(f => truth?.Denies(f.Key) == true).ToList();
        var missed = known.Where(k => !found.ContainsKey(k)).Select(k => $"missed in {k}");
        var where = missed.Concat(others.Select(o => string.Create(CultureInfo.InvariantCulture, $"{(wrong.Contains(o) ? "wrong" : "unjudged")} in {o.Key}: {o.Value}"))).ToList();
        if (where.Count > MostShown) where = [.. where.Take(MostShown), string.Create(CultureInfo.InvariantCulture, $"and {where.Count - MostShown} more")];
        return new RecallRow(
            header.Id, header.Title, header.Level.ToString().ToLowerInvariant(), found.Values.Sum(), truth is null || known.Count == 0 ? null : known.Count, known.Count(found.ContainsKey),
            wrong.Sum(w => w.Value), others.Sum(o => o.Value) - wrong.Sum(w => w.Value), where);
    }

    public void Print(Terminal terminal)
    {
        var table = Cells.Table("Rule", "Level", "Known", "Found", "Wrong", "Unjudged", "A million events", "Where");
        foreach (var row in Rows)
            Cells.Row(table, row.Title, row.Level, row.Known is { } known ? Number(known) : "none", row.Known is null ? "" : Number(row.Found), Number(row.Wrong), Number(row.Unjudged), PerMillion(row.Findings), string.Join("; ", row.Where));
        terminal.Print(table);
        var tested = Rows.Where(r => r.Known is not null).ToList();
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Files:n0} files, {Events:n0} events; {tested.Count:n0} of {Rows.Count:n0} rules have material that holds their act: found in {tested.Sum(r => r.Found):n0} of {tested.Sum(r => r.Known ?? 0):n0} files; "
            + $"findings: {Rows.Sum(r => r.Findings):n0}, wrong {Rows.Sum(r => r.Wrong):n0}, unjudged {Rows.Sum(r => r.Unjudged):n0}; {PerMillion(Rows.Sum(r => r.Findings))} in a million events")
            + (Waiting > 0 ? string.Create(CultureInfo.InvariantCulture, $"; {Waiting:n0} rules wait for placeholders and were not asked") : ""));
    }

    private string PerMillion(long findings) => findings == 0 ? "0" : Events == 0 ? "" : (findings * 1e6 / Events).ToString("0.#", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString("n0", CultureInfo.InvariantCulture);
}
