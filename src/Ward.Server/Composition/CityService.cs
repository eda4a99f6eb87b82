using Ward.Cities;
using Ward.Predict;

namespace Ward.Server.Composition;

/// <summary>Takes a changed city file and devices that were seen into use without a restart. A look that fails is tried again.</summary>
internal sealed partial class CityService(LivingCity city, Foresight predict, ILogger<CityService> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    /// <summary>A large city takes seconds to make; looking must not take more than a tenth of the time, but a device that is new is to be an asset within a minute.</summary>
    private const int Share = 10;
    private static readonly TimeSpan LookAtLeastEvery = TimeSpan.FromSeconds(30);

    private IReadOnlyList<string> told = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = LookEvery;
        while (true)
        {
            await Task.Delay(pause, stoppingToken);
            var begun = TimeProvider.System.GetTimestamp();
            try
            {
                if (city.Look())
                {
                    Changed(log, city.Now.Version[..8], city.Now.Assets.Count, city.Status.Why);
                    // Here, so that no incident waits for the graph of the new city.
                    predict.Warm(stoppingToken);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Unkept(log, e.Message);
            }

            var problems = city.Status.Problems;
            if (!problems.SequenceEqual(told) && problems.Count > 0) Refused(log, problems[0], problems.Count);
            told = problems;
            var took = TimeProvider.System.GetElapsedTime(begun) * Share;
            pause = took < LookEvery ? LookEvery : took < LookAtLeastEvery ? took : LookAtLeastEvery;
        }
    }

    [LoggerMessage(9120, LogLevel.Information, "The city has changed: version {Version}, {Assets} assets; {Why}")]
    private static partial void Changed(ILogger log, string version, int assets, string why);

    [LoggerMessage(9121, LogLevel.Warning, "The city stays as it was: {Problem} ({Count} in all)")]
    private static partial void Refused(ILogger log, string problem, int count);

    [LoggerMessage(9122, LogLevel.Warning, "A new version of the city cannot be kept, so it is not in force yet: {Reason}")]
    private static partial void Unkept(ILogger log, string reason);
}
