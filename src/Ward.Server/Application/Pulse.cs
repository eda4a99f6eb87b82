using Ward.Respond;

namespace Ward.Server.Application;

/// <summary>Tells open pages that something may have changed: at once after an outcome, and every two seconds. Thread-safe.</summary>
internal sealed partial class Pulse(IRespond respond, TimeProvider time, ILogger<Pulse> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    /// <summary>Raised on any thread; a page that is still busy with the last one skips it.</summary>
    public event Action? Beat;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Tick(stoppingToken), Follow(stoppingToken));

    private async Task Tick(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stop)) Raise();
    }

    private async Task Follow(CancellationToken stop)
    {
        try
        {
            await foreach (var _ in respond.Outcomes(stop)) Raise();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Lost(log, e); // pages still have the tick
        }
    }

    private void Raise() => Beat?.Invoke();

    [LoggerMessage(9020, LogLevel.Warning, "The stream of outcomes ended; pages are refreshed by time alone")]
    private static partial void Lost(ILogger log, Exception e);
}
