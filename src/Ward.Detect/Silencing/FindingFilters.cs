using System.Collections.Concurrent;
using Ward.Detect.Findings;
using Ward.Detect.Matching;
using Ward.Ingest;
using Ward.Standards.Sigma;

namespace Ward.Detect.Silencing;

/// <summary>
/// Filters over findings of whatever detector, asked after it has spoken: its condition says, as in every Sigma filter, when a finding may still be told.
/// Not thread-safe but for the counts.
/// </summary>
public sealed class FindingFilters
{
    /// <summary>More entities of one finding than this are not gone through: it then speaks.</summary>
    private const int MostViews = 64;

    private readonly (SigmaFilter Filter, Node MaySpeak)[] filters;
    private readonly EventReader reader;
    private readonly FieldResolver resolver;
    private readonly ConcurrentDictionary<string, long> silenced = new(StringComparer.Ordinal);
    private readonly FindingEvent view = new();

    /// <param name="filters">Those over findings; others are left out.</param>
    /// <param name="before">Whose counts go on, for filters that are still there; null for none.</param>
    /// <param name="zone">In which local times are told; null for UTC.</param>
    public FindingFilters(IEnumerable<SigmaFilter> filters, FindingFilters? before = null, TimeZoneInfo? zone = null)
    {
        var fields = new FieldTable(zone ?? TimeZoneInfo.Utc);
        var predicates = new PredicateTable(fields);
        var trees = new TreeCompiler(fields, predicates);
        this.filters = [.. filters.Where(Detectors.AreMeantBy).Select(f => (f, trees.Compile(new SigmaRule(f.Header, f.LogSource, f.Selections, f.Condition))))];
        reader = new EventReader(fields, predicates);
        resolver = new FieldResolver(fields, LogSource.None);
        foreach (var (filter, _) in this.filters)
            if (before?.silenced.TryGetValue(filter.Header.Key, out var times) == true) silenced[filter.Header.Key] = times;
    }

    /// <summary>By key of the filter, findings that it kept quiet since the engine began. Thread-safe.</summary>
    public IReadOnlyDictionary<string, long> Silenced => silenced;

    /// <summary>
    /// Whether a filter keeps the finding quiet; then it is counted. One about several addresses, hosts or logins is quiet only where it would be for each
    /// of them: what a filter does not name is told.
    /// </summary>
    public bool Silences(Finding finding)
    {
        foreach (var (filter, maySpeak) in filters)
        {
            if (!Detectors.AreNamedBy(filter, finding.Detector) || !IsQuiet(maySpeak, finding)) continue;
            silenced.AddOrUpdate(filter.Header.Key, 1, (_, times) => times + 1);
            return true;
        }

        return false;
    }

    private bool IsQuiet(Node maySpeak, Finding finding)
    {
        var views = 0;
        foreach (var e in view.Of(finding))
        {
            if (++views > MostViews) return false;
            reader.Begin(e, resolver, scanned: false);
            if (maySpeak.Holds(reader)) return false;
        }

        return views > 0;
    }
}
