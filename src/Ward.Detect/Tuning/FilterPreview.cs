using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Ward.Detect.Findings;
using Ward.Detect.Hunts;
using Ward.Detect.Rules;
using Ward.Ingest.Search;
using Ward.Ingest.Search.Language;

namespace Ward.Detect.Tuning;

/// <summary>What a filter would have kept quiet in the history at hand.</summary>
/// <param name="From">Where the part of history that was looked at begins, UTC; later than asked for where that was too much.</param>
/// <param name="Until">Where it ends.</param>
/// <param name="IsShortened">True where it begins later than asked for.</param>
/// <param name="Progress">Events looked at, those that the rules are blind to for want of a log source, and errors.</param>
/// <param name="End">Whether all of that was looked at.</param>
/// <param name="Rules">Rules that spoke without the filter, most silenced first.</param>
/// <param name="Silenced">The ids of all findings that it would have kept quiet.</param>
public sealed record FilterPreview(
    DateTimeOffset From, DateTimeOffset Until, bool IsShortened, HuntProgress Progress, HuntEnd End, IReadOnlyList<SilencedRule> Rules, IReadOnlySet<FindingId> Silenced)
{
    private static readonly Query Count = ((QueryReading.Read)QueryParser.Read("| count")).Query;

    /// <summary>Hunts with both sets of rules. Of a history that holds too many events the newest part is looked at, halved as often as need be.</summary>
    /// <param name="back">How far back from now, by event time.</param>
    /// <param name="only">Detectors that may speak; null for all.</param>
    /// <param name="giveWay">Asked every few events: completes when the preview may go on.</param>
    /// <exception cref="ValidationException">An option is out of its bounds; the message names it.</exception>
    /// <exception cref="SearchException">The history cannot be read.</exception>
    public static async Task<FilterPreview> Run(
        RuleSet without, RuleSet with, IReadOnlySet<string>? only, IEventStore store, TimeSpan back, FilterPreviewOptions options,
        Func<CancellationToken, ValueTask> giveWay, TimeProvider time, CancellationToken stop)
    {
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        var now = time.GetUtcNow();
        var asked = now - back;
        var from = asked;
        while (now - from > options.Least && await Events(store, from, now, stop).ConfigureAwait(false) > options.MostEvents) from = now - ((now - from) / 2);
        var (analytic, notes) = (new FilterAnalytic(without, with, only), new SilencedNotes());
        var hunt = new Hunt([analytic], new TimeRange.Between(from, now), store, notes, time, new HuntOptions { MostFindings = options.MostFindings, CheckpointEvery = TimeSpan.FromHours(1), CheckpointEvents = 100_000_000 });
        var end = await hunt.Run(giveWay, stop).ConfigureAwait(false);
        var titles = without.Headers.ToDictionary(h => h.Key, h => h.Title, StringComparer.Ordinal);
        return new FilterPreview(from, now, from > asked, hunt.Progress, end, notes.Rules(analytic.Spoken, d => titles.GetValueOrDefault(d, d)), notes.Ids);
    }

    /// <summary>Of filters that touch no rule: no event is looked at.</summary>
    public static FilterPreview OfNothing(DateTimeOffset now, TimeSpan back) => new(now - back, now, false, HuntProgress.None, HuntEnd.Complete, [], new HashSet<FindingId>());

    /// <summary>With what filters over findings would have silenced beside.</summary>
    public FilterPreview And(FindingPreview told) => this with { Rules = [.. Rules, .. told.Rules], Silenced = new HashSet<FindingId>(Silenced.Concat(told.Silenced)), Told = told.Rules.Sum(r => r.Spoken) };

    /// <summary>Findings that filters over findings were asked of; null where there was no such filter.</summary>
    public long? Told { get; private init; }

    private static async Task<long> Events(IEventStore store, DateTimeOffset from, DateTimeOffset until, CancellationToken stop)
    {
        var events = 0L;
        await foreach (var part in store.Search(Count with { Time = new TimeRange.Between(from, until) }, until, stop).ConfigureAwait(false))
            if (part is SearchPart.Group { Values: [var count] }) events = Convert.ToInt64(count, CultureInfo.InvariantCulture);
        return events;
    }
}
