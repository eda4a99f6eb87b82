using Ward.Detect.Hunts;
using Ward.Detect.Rules;
using Ward.Ingest.Search.Language;
using Ward.Intelligence;

namespace Ward.Server.Application.Hunts;

/// <summary>A hunt that was asked for, understood.</summary>
/// <param name="Refused">Rules of the files that are not in force, and why.</param>
internal sealed record HuntPlan(string Title, RuleTexts Texts, IReadOnlyList<string>? Only, string? Query, TimeRange.Between Time, int Rules, IReadOnlyList<string> Refused)
{
    /// <summary>What is sought besides; null for none.</summary>
    public HuntedSet? Indicators { get; init; }

    /// <summary>Files of one hunt.</summary>
    public const int MostFiles = 20_000;

    private const int MostRefused = 50, LongestTitle = 120;

    /// <summary>The plan, or what is wrong with what was asked.</summary>
    /// <param name="sought">The indicators of what was asked; null where none were.</param>
    public static Answer<HuntPlan> Of(HuntAsk ask, HuntedSet? sought, RuleLibrary library, DateTimeOffset now)
    {
        if (ask.Rules.Count > 0 && ask.Rule is not null) return Wrong("Name either files of rules or one rule of the watch, not both.");
        if (ask.Rules.Count == 0 && ask.Rule is null && string.IsNullOrWhiteSpace(ask.Query) && sought is null && ask.Baselines.Count == 0) return Wrong("Nothing to hunt with: give rules, a rule of the watch, a query, indicators, or a baseline.");
        foreach (var baseline in ask.Baselines)
            if (!BaselineAnalytic.Names.Contains(baseline, StringComparer.Ordinal)) return Wrong($"There is no baseline '{Visible.Of(baseline ?? "", 80)}'; there are: {string.Join(", ", BaselineAnalytic.Names)}.");
        if (sought is { Count: 0 }) return Wrong(sought.Refused.Count == 0 ? "There is no indicator in what was given." : $"There is no indicator in what was given. {string.Join("; ", sought.Refused.Take(5))}");
        if (ask.Rules.Count > MostFiles) return Wrong($"{ask.Rules.Count} files; one hunt takes at most {MostFiles}.");
        if (ask.Title?.Length > LongestTitle) return Wrong($"title is at most {LongestTitle} characters.");
        if (QueryParser.Read(ask.Time) is not QueryReading.Read { Query: { Where: Condition.Any, Summary: null, Order: null, Limit: null } time })
            return Wrong($"time is such as 'last 7d' or 'from 2026-11-01 to 2026-11-08', or empty for all of history; found '{Visible.Of(ask.Time, 80)}'.");

        string? query = null;
        if (!string.IsNullOrWhiteSpace(ask.Query))
        {
            if (QueryParser.Read(ask.Query) is not QueryReading.Read { Query: var read }) return Wrong("The query is not understood: " + ((QueryReading.Refused)QueryParser.Read(ask.Query)).Error);
            if (read.Summary is not null || read.Order is not null || read.Limit is not null) return Wrong("A hunt takes the events that fit: leave out | and what follows it.");
            if (read.Where is Condition.Any) return Wrong("The query fits every event; say what to look for.");
            if (read.Time is not TimeRange.Always && time.Time is not TimeRange.Always) return Wrong("The time stands twice, in the query and beside it.");
            if (read.Time is not TimeRange.Always) time = read;
            query = (Ward.Ingest.Search.Language.Query.Everything with { Where = read.Where }).ToString();
        }

        var (texts, only, title) = (library.MadeOver(ask.Rules), (IReadOnlyList<string>?)null, ask.Title);
        if (ask.Rule is { } rule)
        {
            if (library.Pick(rule) is not { } picked) return new Answer<HuntPlan>.NotFound($"rule '{Visible.Of(rule, 80)}' in the live watch");
            (texts, only, title) = (picked.Texts, picked.Only, title ?? picked.Title);
        }

        var (rules, errors) = Compile(texts);
        if (texts.Files.Count > 0 && rules == 0) return Wrong(errors.Count == 0 ? "The files hold no rule." : "No rule is in force. " + string.Join("; ", errors.Take(5)) + (errors.Count > 5 ? $"; and {errors.Count - 5} more" : ""));
        title ??= texts.Files.Count == 0 ? query ?? (sought is null ? $"baseline of {string.Join(", ", ask.Baselines)}" : $"{sought.Count} {(sought.Count == 1 ? "indicator" : "indicators")}") : texts.Files.Count == 1 ? texts.Files[0].Name : $"{rules} rules";
        return new Answer<HuntPlan>.Ok(new HuntPlan(Visible.Of(title, LongestTitle), texts, only, query, Fixed(time.Time, now), rules, [.. errors.Concat(sought?.Refused ?? []).Take(MostRefused)]) { Indicators = sought });
    }

    private static (int Rules, IReadOnlyList<string> Errors) Compile(RuleTexts texts)
    {
        if (texts.Files.Count == 0) return (0, []);
        var set = texts.Compile();
        return (set.Rules.Count + set.Correlations.Count, [.. set.Errors.Select(e => e.ToString())]);
    }

    private static TimeRange.Between Fixed(TimeRange time, DateTimeOffset now) => time switch
    {
        TimeRange.Between between => between,
        TimeRange.Last last => new TimeRange.Between(now - last.Length, null),
        TimeRange.Always => new TimeRange.Between(null, null),
        _ => throw new InvalidOperationException($"Unknown range {time.GetType().Name}."),
    };

    private static Answer<HuntPlan>.Invalid Wrong(string reason) => new(reason);
}
