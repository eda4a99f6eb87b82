using Ward.City;
using Ward.Predict.AttackGraphs;
using Ward.Prescribe.Standing;

namespace Ward.Server.Application.Improving;

/// <summary>
/// Reckons at the start, each night and whenever the city has changed which changes would lower its risk most; one reckoning at a time, on a thread of its own
/// of low priority, so that the live watch goes first. Keeps the last that came out well. Thread-safe.
/// </summary>
/// <param name="city">Gives the city of this moment.</param>
internal sealed partial class StandingWatch(Func<CityModel> city, StandingOptions options, TimeProvider time, ILogger<StandingWatch> log) : BackgroundService
{
    /// <summary>How often it is looked whether anything is due: what is new in the city is prescribed for within a minute.</summary>
    internal static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);

    /// <summary>A large city takes long, and may change all the time: reckoning takes no more than a quarter of it.</summary>
    private const int Share = 3;

    /// <summary>Hour of the night (UTC) at which it is reckoned anew.</summary>
    internal const int Night = 2;

    private StandingState state = new(null, null);

    public StandingState State => Volatile.Read(ref state);

    /// <summary>Whether it is to be reckoned now.</summary>
    /// <param name="last">The version and moment of the last attempt, or null.</param>
    internal static bool IsDue((string Version, DateTimeOffset At)? last, string version, DateTimeOffset now)
    {
        if (last is not var (was, at) || was != version) return true;
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
                var model = city();
                // A city with which it failed is tried again when it is another one, or at night.
                (string, DateTimeOffset)? last = State is { Failed: { } failed } ? (failed.CityVersion, failed.At) : State is { Plan: { } plan } ? (plan.CityVersion, plan.At) : null;
                if (IsDue(last, model.Version, time.GetUtcNow()))
                {
                    var begun = time.GetTimestamp();
                    await LowPriority.Run("standing", () => Reckon(model)).ConfigureAwait(false);
                    if (time.GetElapsedTime(begun) * Share is var pause && pause > LookEvery) await Task.Delay(pause, time, stoppingToken).ConfigureAwait(false);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // An ordinary stop.
        }
    }

    private void Reckon(CityModel model)
    {
        try
        {
            Volatile.Write(ref state, new(new StandingChoice(options).Choose(AttackGraph.Of(model), time.GetUtcNow()), null));
        }
        catch (Exception e)
        {
            // The watch over the city does not end for want of advice; the last that came out well is kept and the failure shown.
            Unreckoned(log, model.Version, e);
            Volatile.Write(ref state, new(State.Plan, new(model.Version, time.GetUtcNow(), e.Message)));
        }
    }

    [LoggerMessage(9301, LogLevel.Error, "The changes that would lower the risk of city version {Version} could not be reckoned")]
    private static partial void Unreckoned(ILogger log, string version, Exception cause);
}
