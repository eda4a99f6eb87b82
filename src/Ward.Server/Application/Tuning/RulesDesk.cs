using Ward.Configuration;
using Ward.Detect.Rules;
using Ward.Detect.Silencing;
using Ward.Intelligence;
using Ward.Server.Access;
using Ward.Server.Application.Hunts;
using Ward.Server.Application.Views;
using Ward.Standards.Sigma;

namespace Ward.Server.Application.Tuning;

/// <summary>What the engine knows of its rules: which are not in force and why, what waits, which filters end, what correlations hold and gave up.</summary>
internal sealed class RulesDesk(Gate gate, CurrentRules rules, CurrentFigures figures, SiteFilters site, NeverBlockReading never, TimeProvider time)
{
    private const int MostRefused = 500;
    private const int SoonDays = 7;
    private const int MostDear = 10;

    public async Task<Answer<RulesView>> All(Caller who)
    {
        if (await gate.Refuses(who, Permission.See) is { } refusal) return new Answer<RulesView>.Denied(refusal);
        var (set, counts) = (rules().Rules, figures());
        var costs = counts.Costs;
        var indicators = counts.Indicators;
        return new Answer<RulesView>.Ok(new RulesView(
            set.Rules.Count, set.Correlations.Count, counts.Rules.Events, counts.Rules.Hits, counts.Rules.Reloads, set.Errors.Count,
            [.. set.Errors.Take(MostRefused).Select(e => new RefusedRuleView(e.File, e.Line, e.Field, e.Reason))],
            [.. set.Waiting.Select(w => new WaitingRuleView(w.Rule.Header.Key, w.Rule.Header.Title, w.Rule.Header.File, w.Placeholders))],
            Filters(set, RuleReading.Today(time), counts.Rules.Silenced),
            [.. counts.Correlations.OrderByDescending(c => c.Evicted).ThenByDescending(c => c.Groups).ThenBy(c => c.Title, StringComparer.OrdinalIgnoreCase)
                .Select(c => new CorrelationView(c.Detector, c.Title, c.Waits, c.Groups, c.Bytes, c.Late, c.WithoutGroup, c.WithoutValue, c.Evicted, c.Compacted, c.Shortened, c.Revised))],
            costs.Events, costs.Events > 0 ? costs.Time.TotalNanoseconds / costs.Events : 0,
            [.. costs.Rules.Take(MostDear).Select(c => new RuleCostView(c.Detector, c.Title, c.Time.TotalNanoseconds / costs.Events, costs.Time > TimeSpan.Zero ? c.Time / costs.Time : 0, (double)c.Evaluated / costs.Events, c.Matched, c.WaitsForNothing))],
            new IndicatorCountsView(indicators.Hits, indicators.Repeated, indicators.Old, indicators.Undecided, indicators.PatternsLeftOut, indicators.SetsMissing, never.Lists.Unreadable)));
    }

    /// <summary>Those that end first come first; those whose time is over, and those made here that are not read yet, too.</summary>
    private IReadOnlyList<FilterView> Filters(RuleSet set, DateOnly today, IReadOnlyDictionary<string, long> silenced)
    {
        var own = site.Read();
        var inForce = set.Filters.Select(f => Tell(own.FirstOrDefault(o => o.Filter.Header.Key == f.Header.Key).Name, f, today, isRead: true, silenced)).ToList();
        return [.. inForce.Concat(own.Where(o => !inForce.Exists(f => f.Key == o.Filter.Header.Key)).Select(o => Tell(o.Name, o.Filter, today, isRead: false, silenced))).OrderBy(f => f.Until ?? DateOnly.MaxValue).ThenBy(f => f.Title, StringComparer.OrdinalIgnoreCase)];
    }

    private static FilterView Tell(string? name, SigmaFilter filter, DateOnly today, bool isRead, IReadOnlyDictionary<string, long> silenced)
    {
        var header = filter.Header;
        var state = header.Until < today ? "over" : !isRead ? "soon" : header.Until is { } end && end.DayNumber - today.DayNumber <= SoonDays ? "endsSoon" : "inForce";
        return new FilterView(name, header.Key, header.Title, header.Description, filter.Rules, header.Author, header.Until, header.File, header.Line, state,
            Detectors.AreMeantBy(filter) ? silenced.GetValueOrDefault(header.Key) : null);
    }
}
