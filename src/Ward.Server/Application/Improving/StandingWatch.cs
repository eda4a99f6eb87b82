using Ward.City;
using Ward.Predict.AttackGraphs;
using Ward.Prescribe.Recommendations;
using Ward.Prescribe.Standing;

namespace Ward.Server.Application.Improving;

/// <summary>
/// Reckons at the start, each night, whenever the city has changed and when what is declined has, which changes would lower its risk most, and takes it up in the book of recommendations; one
/// reckoning at a time, on a thread of its own of low priority, so that the live watch goes first. Keeps the last that came out well. Until what changed in the book stands in the
/// audit trail, nothing more changes. <see cref="State"/> from any thread.
/// </summary>
/// <param name="city">Gives the city of this moment.</param>
internal sealed partial class StandingWatch(CurrentCity city, CityStanding standing, RecommendationKeeper keeper, Auditor auditor, CityDay day, StandingOptions options, TimeProvider time, ILogger<StandingWatch> log) : BackgroundService
{
    /// <summary>Whose acts the changes are in the audit trail.</summary>
    public const string Actor = "ward";

    /// <summary>How often it is looked whether anything is due.</summary>
    internal static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    /// <summary>After what time it is tried again to keep what was reckoned.</summary>
    internal static readonly TimeSpan TryAgainAfter = TimeSpan.FromMinutes(1);

    /// <summary>Hour of the night (UTC) at which it is reckoned anew.</summary>
    internal const int Night = 2;

    private StandingState state = new(null, null, null);
    private (string Ground, DateTimeOffset At)? last;
    private DateTimeOffset? unkept;
    private (string Version, string Line)? untold;

    public StandingState State => Volatile.Read(ref state);

    /// <summary>Whether it is to be reckoned now.</summary>
    /// <param name="last">On what ground (a city's version and what is declined) and when it was last tried, or null.</param>
    internal static bool IsDue((string Ground, DateTimeOffset At)? last, string ground, DateTimeOffset now)
    {
        if (last is not var (was, at) || was != ground) return true;
        var night = new DateTimeOffset(now.UtcDateTime.Date.AddHours(Night), TimeSpan.Zero);
        return at < night && now >= night;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(LookEvery, time);
        try
        {
            do await Look().ConfigureAwait(false);
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // An ordinary stop.
        }
    }

    /// <summary>One look. Throws nothing.</summary>
    internal async Task Look()
    {
        if (untold is not null && !await Tell().ConfigureAwait(false)) return;
        var (model, now) = (city(), time.GetUtcNow());
        if (!standing().IsWhole)
        {
            // What it lacks would pass for done.
            keeper.Fail("The city is read without what was seen and advised; the recommendations are those of the last whole city.");
            last = null;
            return;
        }

        // A city with which it failed is tried again when it is another one, or at night; what could not be kept, after a minute.
        if (!IsDue(last, Ground(keeper.State.Book, model), now) && !(now >= unkept + TryAgainAfter)) return;
        await LowPriority.Run("standing", () => Reckon(model, now)).ConfigureAwait(false);
        if (untold is not null) await Tell().ConfigureAwait(false);
    }

    /// <summary>The version of the city, and what is declined as of today.</summary>
    private string Ground(RecommendationBook book, CityModel model) =>
        string.Join('\n', book.Present.Where(r => r.State == RecommendationState.Declined && r.Decision.Until >= day.Today).Select(r => r.Id).Order(StringComparer.Ordinal).Prepend(model.Version));

    private void Reckon(CityModel model, DateTimeOffset now)
    {
        var (book, today) = (keeper.State.Book, day.Today);
        (last, unkept) = ((Ground(book, model), now), null);
        StandingPlan plan;
        IReadOnlyDictionary<string, MeasureWeight> weights;
        try
        {
            var graph = AttackGraph.Of(model);
            var decided = new StandingChoice(options).Weigh(graph, book.Decided);
            var choice = new StandingChoice(options with { Without = book.Declined(decided, today) });
            plan = choice.Choose(graph, now);
            weights = choice.Weigh(graph, book.Decided.Concat(plan.Changes.Select(c => c.Measure)));
            Volatile.Write(ref state, new(plan, model, null));
        }
        catch (Exception e)
        {
            // The watch over the city does not end for want of advice; the last that came out well is kept and the failure shown.
            Unreckoned(log, model.Version, e);
            Volatile.Write(ref state, State with { Failed = new(model.Version, now, e.Message) });
            return;
        }

        try
        {
            var changes = keeper.Take(plan, weights, model, now, today);
            if (changes.Count > 0) untold = (model.Version, $"{changes.Count} {(changes.Count == 1 ? "recommendation" : "recommendations")} changed; first: '{changes[0].Now.Words}' {changes[0].Words}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            unkept = now;
            keeper.Fail($"At {now.UtcDateTime:yyyy-MM-dd HH:mm} UTC the recommendations could not be kept: {e.Message}");
        }
    }

    /// <returns>False where the audit trail does not take it; it is tried again at the next look.</returns>
    private async Task<bool> Tell()
    {
        var (version, line) = untold!.Value;
        try
        {
            await auditor.Note(Actor, "recommendations", version, line).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Untold(log, version, e);
            keeper.Fail($"What changed among the recommendations cannot be written into the audit trail, and until it is, they do not follow the city: {e.Message}");
            // Reckoned anew once it is told, which takes the problem away.
            last = null;
            return false;
        }

        untold = null;
        return true;
    }

    [LoggerMessage(9301, LogLevel.Error, "The changes that would lower the risk of city version {Version} could not be reckoned")]
    private static partial void Unreckoned(ILogger log, string version, Exception cause);

    [LoggerMessage(9306, LogLevel.Error, "What changed among the recommendations with city version {Version} could not be written into the audit trail")]
    private static partial void Untold(ILogger log, string version, Exception cause);
}
