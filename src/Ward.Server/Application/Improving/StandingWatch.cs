using Ward.City;
using Ward.Predict.AttackGraphs;
using Ward.Prescribe.Recommendations;
using Ward.Prescribe.Standing;

namespace Ward.Server.Application.Improving;

/// <summary>
/// Reckons at the start, each night, whenever the city has changed and when what is declined has, which changes would lower its risk most, and takes it up in the book of recommendations; one
/// reckoning at a time, on a thread of its own of low priority, so that the live watch goes first. Keeps the last that came out well. What a city that is not whole would lower is told and not taken up. Until what changed in the book stands in the
/// audit trail, nothing more changes. <see cref="State"/> from any thread.
/// </summary>
/// <param name="city">Gives the city of this moment.</param>
internal sealed partial class StandingWatch(CurrentCity city, CityStanding standing, RecommendationKeeper keeper, Auditor auditor, CityDay day, StandingOptions options, TimeProvider time, ILogger<StandingWatch> log) : BackgroundService
{
    /// <summary>Whose acts the changes are in the audit trail.</summary>
    public const string Actor = "ward";

    /// <summary>How often it is looked whether anything is due: what is new in the city is prescribed for within a minute.</summary>
    internal static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    /// <summary>After what time it is tried again to keep what was reckoned, which is not reckoned anew for that.</summary>
    internal static readonly TimeSpan TryAgainAfter = TimeSpan.FromMinutes(1);

    /// <summary>A large city takes long, and may change all the time: reckoning takes no more than a quarter of it.</summary>
    private const int Share = 3;

    /// <summary>Hour of the night (UTC) at which it is reckoned anew.</summary>
    internal const int Night = 2;

    private StandingState state = new(null, null, null);
    private (string Ground, DateTimeOffset At)? last;
    private Reckoned? untaken;
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
            do
            {
                var begun = time.GetTimestamp();
                await Look().ConfigureAwait(false);
                if (time.GetElapsedTime(begun) * Share is var pause && pause > LookEvery) await Task.Delay(pause, time, stoppingToken).ConfigureAwait(false);
            }
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
        // Asked before and after, since the city may become whole, or cease to be, in between.
        var wasWhole = standing().IsWhole;
        var (model, now) = (city(), time.GetUtcNow());
        var isWhole = wasWhole && standing().IsWhole;
        // A city with which it failed is tried again when it is another one, or at night.
        var isDue = IsDue(last, Ground(keeper.State.Book, model, isWhole), now);
        if (isDue || (untaken is not null && now >= unkept + TryAgainAfter))
            await LowPriority.Run("standing", () =>
            {
                if (isDue) Reckon(model, isWhole, now);
                if (untaken is { } reckoned) Take(reckoned, now);
            }).ConfigureAwait(false);
        // What it lacks would pass for done.
        if (!isWhole) keeper.Fail("The city is read without what was seen and advised; the recommendations are those of the last whole city.");
        if (untold is not null) await Tell().ConfigureAwait(false);
    }

    /// <summary>The version of the city, whether it is whole, and what is declined as of today.</summary>
    private string Ground(RecommendationBook book, CityModel model, bool isWhole) =>
        string.Join('\n', book.Present.Where(r => r.State == RecommendationState.Declined && r.Decision.Until >= day.Today).Select(r => r.Id).Order(StringComparer.Ordinal).Prepend(isWhole ? model.Version : model.Version + " in part"));

    private void Reckon(CityModel model, bool isWhole, DateTimeOffset now)
    {
        var book = keeper.State.Book;
        (last, untaken, unkept) = ((Ground(book, model, isWhole), now), null, null);
        try
        {
            var (graph, choice) = (AttackGraph.Of(model), new StandingChoice(options));
            var weights = new Dictionary<string, MeasureWeight>(choice.Weigh(graph, book.Decided), StringComparer.Ordinal);
            var plan = new StandingChoice(options with { Without = book.Declined(weights, day.Today) }).Choose(graph, now);
            foreach (var (key, weight) in choice.Weigh(graph, plan.Changes.Select(c => c.Measure).Where(m => !weights.ContainsKey(m.Key)))) weights.Add(key, weight);
            Volatile.Write(ref state, new(plan, model, null));
            if (isWhole) untaken = new(plan, weights, model);
        }
        catch (Exception e)
        {
            // The watch over the city does not end for want of advice; the last that came out well is kept and the failure shown.
            Unreckoned(log, model.Version, e);
            Volatile.Write(ref state, State with { Failed = new(model.Version, now, e.Message) });
        }
    }

    private void Take(Reckoned reckoned, DateTimeOffset now)
    {
        try
        {
            var changes = keeper.Take(reckoned.Plan, reckoned.Weights, reckoned.City, now, day.Today);
            (untaken, unkept) = (null, null);
            if (changes.Count > 0) untold = (reckoned.City.Version, $"{changes.Count} {(changes.Count == 1 ? "recommendation" : "recommendations")} changed; first: '{changes[0].Now.Words}' {changes[0].Words}");
        }
        catch (Exception e)
        {
            // Nor does it end for want of a book; what is kept stays, and the failure is shown.
            Unkept(log, reckoned.City.Version, e);
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

    [LoggerMessage(9309, LogLevel.Error, "The recommendations of city version {Version} could not be kept")]
    private static partial void Unkept(ILogger log, string version, Exception cause);

    /// <summary>What came out, with what is needed to take it up.</summary>
    private sealed record Reckoned(StandingPlan Plan, IReadOnlyDictionary<string, MeasureWeight> Weights, CityModel City);
}
