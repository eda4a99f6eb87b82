using Ward.Predict.AttackGraphs;
using Ward.Predict.Risks;
using Ward.Prescribe.Measures;

namespace Ward.Server.Application.Improving;

/// <summary>
/// Reckons what the city can expect to lose in a year, as it stands and with the changes that are recommended, after each of their reckonings; on a thread of its own of low
/// priority. Keeps the last that came out well. <see cref="State"/> from any thread.
/// </summary>
/// <param name="standing">Gives the last plan and its city.</param>
internal sealed partial class LossWatch(Func<StandingState> standing, RiskAssumptions assumptions, TimeProvider time, ILogger<LossWatch> log) : BackgroundService
{
    /// <summary>How often it is looked whether there is another plan.</summary>
    internal static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private LossState state = new(null, null);
    private (string Version, string Changes)? last;
    private DateTimeOffset? failedAt;

    public LossState State => Volatile.Read(ref state);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(LookEvery, time);
        try
        {
            // Nobody waits at a stop for what can be reckoned again.
            do await Look().WaitAsync(stoppingToken).ConfigureAwait(false);
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
        if (standing() is not { Plan: { } plan, City: { } city }) return;
        List<Measure> changes = [.. plan.Changes.Select(c => c.Measure)];
        var present = (plan.CityVersion, string.Join('\n', changes.Select(m => m.Key).Order(StringComparer.Ordinal)));
        if (present == last && (failedAt is null || failedAt == plan.At)) return;
        (last, failedAt) = (present, null);
        try
        {
            await LowPriority.Run("loss", () =>
            {
                var graph = AttackGraph.Of(city);
                Volatile.Write(ref state, new(new(plan, time.GetUtcNow(), RiskModel.Of(graph, assumptions), RiskModel.Under(graph, assumptions, MeasureEffect.Of(changes))), null));
            }).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // The watch over the city does not end for want of a figure; tried again with the next plan.
            Unreckoned(log, plan.CityVersion, e);
            failedAt = plan.At;
            Volatile.Write(ref state, State with { Problem = $"At {time.GetUtcNow().UtcDateTime:yyyy-MM-dd HH:mm} UTC the yearly loss could not be reckoned: {e.Message}" });
        }
    }

    [LoggerMessage(9308, LogLevel.Error, "The yearly loss of city version {Version} could not be reckoned")]
    private static partial void Unreckoned(ILogger log, string version, Exception cause);
}
