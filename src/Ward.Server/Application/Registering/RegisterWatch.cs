using Ward.Risks;

namespace Ward.Server.Application.Registering;

/// <summary>
/// Reckons the risk register anew at the start, whenever the city has changed and when a day begins, since acceptances end by day. It gives way to the live watch,
/// and nothing that fails in it ends the server. Until what changed stands in the audit trail, nothing more changes.
/// </summary>
internal sealed partial class RegisterWatch(CurrentCity city, CityStanding standing, RegisterKeeper keeper, Auditor auditor, CityDay day, TimeProvider time, ILogger<RegisterWatch> log) : BackgroundService
{
    /// <summary>Whose acts the changes are in the audit trail.</summary>
    public const string Actor = "ward";

    /// <summary>How often it is looked whether the city is another.</summary>
    internal static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    /// <summary>After what time a reckoning that failed is tried again over the same city.</summary>
    internal static readonly TimeSpan TryAgainAfter = TimeSpan.FromMinutes(1);

    private (string Version, DateOnly Day)? last;
    private ((string Version, DateOnly Day) Of, DateTimeOffset At)? failed;
    private (string Version, string Line)? untold;

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
            // Risks of devices and packages that are not in it would pass for mended.
            keeper.Fail("The city is read without what was seen and advised; the register is that of the last whole city.");
            last = null;
            return;
        }

        var present = (model.Version, day.Today);
        if (present == last || (failed is var (of, at) && of == present && now < at + TryAgainAfter)) return;
        try
        {
            IReadOnlyList<RegisterNote> changes = [];
            await LowPriority.Run("register", () => changes = keeper.Reckon(model, now, present.Today)).ConfigureAwait(false);
            (last, failed) = (present, null);
            if (changes.Count == 0) return;
            untold = (model.Version, $"{RegisterKeeper.Counted(changes)}; first: {changes[0].Words}, because {changes[0].Why[0]}");
        }
        catch (Exception e)
        {
            // The watch over the city does not end for want of a register; the last that was kept stays, and the failure is shown.
            Unreckoned(log, model.Version, e);
            failed = (present, now);
            keeper.Fail($"At {now.UtcDateTime:yyyy-MM-dd HH:mm} UTC the register could not be brought up to date: {e.Message}");
            return;
        }

        await Tell().ConfigureAwait(false);
    }

    /// <returns>False where the audit trail does not take it; it is tried again at the next look.</returns>
    private async Task<bool> Tell()
    {
        var (version, line) = untold!.Value;
        try
        {
            await auditor.Note(Actor, "risk-register", version, line).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Untold(log, version, e);
            keeper.Fail($"What changed in the register cannot be written into the audit trail, and until it is, the register does not follow the city: {e.Message}");
            // Reckoned anew once it is told, which takes the problem away.
            last = null;
            return false;
        }

        untold = null;
        return true;
    }

    [LoggerMessage(9303, LogLevel.Error, "The risk register of city version {Version} could not be reckoned")]
    private static partial void Unreckoned(ILogger log, string version, Exception cause);

    [LoggerMessage(9304, LogLevel.Error, "What changed in the risk register with city version {Version} could not be written into the audit trail")]
    private static partial void Untold(ILogger log, string version, Exception cause);
}
