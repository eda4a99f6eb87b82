using System.Globalization;
using Ward.City;
using Ward.Risks;

namespace Ward.Server.Application.Registering;

/// <summary>Reckons the risk register anew at the start, whenever the city has changed and when a day begins, since acceptances end by day. It gives way to the live watch.</summary>
internal sealed partial class RegisterWatch(CurrentCity city, RegisterKeeper keeper, Auditor auditor, TimeProvider time, ILogger<RegisterWatch> log) : BackgroundService
{
    /// <summary>Whose acts the changes are in the audit trail.</summary>
    public const string Actor = "ward";

    /// <summary>How often it is looked whether the city is another.</summary>
    internal static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private (string Version, DateOnly Day)? last;

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

    private async Task Look()
    {
        var (model, now) = (city(), time.GetUtcNow());
        var present = (model.Version, DateOnly.FromDateTime(now.UtcDateTime));
        if (present == last) return;
        last = present;
        IReadOnlyList<RegisterNote> changes = [];
        await LowPriority.Run("register", () => changes = Reckon(model, now)).ConfigureAwait(false);
        if (changes.Count == 0) return;
        var counts = string.Join(", ", changes.GroupBy(c => c.Kind).OrderBy(g => g.Key).Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Count()} {g.Key.ToString().ToLowerInvariant()}")));
        await auditor.Note(Actor, "risk-register", model.Version, $"{counts}; first: {changes[0].Words}, because {changes[0].Why[0]}").ConfigureAwait(false);
    }

    private IReadOnlyList<RegisterNote> Reckon(CityModel model, DateTimeOffset now)
    {
        try
        {
            return keeper.Reckon(model, now);
        }
        catch (Exception e)
        {
            // The watch over the city does not end for want of a register; the last that was kept stays, and the failure is shown.
            Unreckoned(log, model.Version, e);
            keeper.Fail($"At {now.UtcDateTime:yyyy-MM-dd HH:mm} UTC the register could not be brought up to date: {e.Message}");
            return [];
        }
    }

    [LoggerMessage(9302, LogLevel.Error, "The risk register of city version {Version} could not be reckoned")]
    private static partial void Unreckoned(ILogger log, string version, Exception cause);
}
