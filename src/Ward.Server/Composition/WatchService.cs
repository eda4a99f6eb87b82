namespace Ward.Server.Composition;

/// <summary>Runs feeds and watch for the life of the host. A watch that fails stops the host: a console without a watch would be a false comfort.</summary>
internal sealed partial class WatchService(Assembly assembly, IHostApplicationLifetime host, ILogger<WatchService> log) : BackgroundService
{
    private static readonly TimeSpan ForgetEvery = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // the console is up before the city's graph is warm
        try
        {
            await Task.WhenAll(assembly.Ingestion.RunFeeds(stoppingToken), assembly.House.Run(assembly.Ingestion, stoppingToken), assembly.Actuators.Keep(stoppingToken), Forget(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // An ordinary stop.
        }
        catch (Exception e)
        {
            WatchBroken(log, e);
            Environment.ExitCode = 1;
            host.StopApplication();
        }
    }

    /// <summary>Lets go of arrivals that no snapshot will ask for again.</summary>
    private async Task Forget(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(ForgetEvery);
        while (await timer.WaitForNextTickAsync(stop)) assembly.Ingestion.Forget(assembly.House.Detect.Status.SnapshotOffset);
    }

    [LoggerMessage(9101, LogLevel.Critical, "The watch broke off; Ward stops, leases end by themselves")]
    private static partial void WatchBroken(ILogger log, Exception cause);
}
