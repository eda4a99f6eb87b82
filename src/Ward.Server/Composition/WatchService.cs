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
            await Task.WhenAll(assembly.Ingestion.RunFeeds(stoppingToken), assembly.House.Run(assembly.Ingestion, stoppingToken), assembly.Actuators.Keep(stoppingToken),
                assembly.StoreWriter.Run(stoppingToken), assembly.Intelligence.Run(stoppingToken), Forget(stoppingToken));
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

    /// <summary>Lets go of arrivals that neither a snapshot nor the event store will ask for again, and of history that is too old or too much.</summary>
    private async Task Forget(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(ForgetEvery);
        var retaining = Task.CompletedTask;
        while (await timer.WaitForNextTickAsync(stop))
        {
            assembly.Ingestion.Forget(Math.Min(assembly.House.Detect.Status.SnapshotOffset, assembly.Events.Durable));
            // Deleting history may wait for the store's own work; the journal does not.
            if (retaining.IsCompleted) retaining = Retain(stop);
        }
    }

    private async Task Retain(CancellationToken stop)
    {
        try
        {
            await assembly.Events.Retain(assembly.Retention, TimeProvider.System.GetUtcNow(), stop);
        }
        catch (IOException e)
        {
            Unretained(log, e.Message); // tried again in a minute
        }
    }

    [LoggerMessage(9102, LogLevel.Warning, "History that is too old cannot be deleted: {Reason}")]
    private static partial void Unretained(ILogger log, string reason);

    [LoggerMessage(9101, LogLevel.Critical, "The watch broke off; Ward stops, leases end by themselves")]
    private static partial void WatchBroken(ILogger log, Exception cause);
}
