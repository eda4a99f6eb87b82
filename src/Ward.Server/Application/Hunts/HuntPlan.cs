using Ward.Detect.Hunts;
using Ward.Detect.Rules;
using Ward.Ingest.Search.Language;

namespace Ward.Server.Application.Hunts;

/// <summary>A hunt that was asked for, understood.</summary>
/// <param name="Refused">Rules of the files that are not in force, and why.</param>
internal sealed record HuntPlan(string Title, IReadOnlyList<HuntFile> Files, IReadOnlyList<string>? Only, string? Query, TimeRange.Between Time, int Rules, IReadOnlyList<string> Refused)
{
    /// <summary>Files of one hunt.</summary>
    public const int MostFiles = 20_000;

    private const int MostRefused = 50, LongestTitle = 120;

    /// <summary>The plan, or what is wrong with what was asked.</summary>
    public static Answer<HuntPlan> Of(HuntAsk ask, RuleLibrary library, DateTimeOffset now)
    {
        if (ask.Rules.Count > 0 && ask.Rule is not null) return Wrong("Name either files of rules or one rule of the watch, not both.");
        if (ask.Rules.Count == 0 && ask.Rule is null && string.IsNullOrWhiteSpace(ask.Query)) return Wrong("Nothing to hunt with: give rules, a rule of the watch, or a query.");
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

        var (files, only, title) = (ask.Rules, (IReadOnlyList<string>?)null, ask.Title);
        if (ask.Rule is { } rule)
        {
            if (library.Pick(rule) is not { } picked) return new Answer<HuntPlan>.NotFound($"rule '{Visible.Of(rule, 80)}' in the live watch");
            (files, only, title) = (picked.Files, picked.Only, title ?? picked.Title);
        }

        var (rules, errors) = Compile(files);
        if (files.Count > 0 && rules == 0) return Wrong(errors.Count == 0 ? "The files hold no rule." : "No rule is in force. " + string.Join("; ", errors.Take(5)) + (errors.Count > 5 ? $"; and {errors.Count - 5} more" : ""));
        title ??= files.Count == 0 ? query! : files.Count == 1 ? files[0].Name : $"{rules} rules";
        return new Answer<HuntPlan>.Ok(new HuntPlan(Visible.Of(title, LongestTitle), files, only, query, Fixed(time.Time, now), rules, [.. errors.Take(MostRefused)]));
    }

    private static (int Rules, IReadOnlyList<string> Errors) Compile(IReadOnlyList<HuntFile> files)
    {
        if (files.Count == 0) return (0, []);
        var set = RuleSet.Compile(files.Select(f => (f.Name, f.Text)));
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
