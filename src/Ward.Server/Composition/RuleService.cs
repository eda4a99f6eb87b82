using Ward.Configuration;
using Ward.Detect.Rules;

namespace Ward.Server.Composition;

/// <summary>Says which rules are not in force, and takes changed ones into use without a restart. A look that fails is tried again.</summary>
internal sealed partial class RuleService(Assembly assembly, RuleReload reload, ILogger<RuleService> log) : BackgroundService
{
    private const int MostTold = 20;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        Tell(assembly.Rules);
        using var timer = new PeriodicTimer(LookEvery);
        do
        {
            try
            {
                if (!reload.Look()) continue;
                Changed(log, reload.Current!.Rules.Count, reload.Current.Errors.Count);
                Tell(reload.Current);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Unseen(log, e.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Tell(RuleSet rules)
    {
        foreach (var error in rules.Errors.Take(MostTold)) Refused(log, error.ToString());
        if (rules.Errors.Count > MostTold) More(log, rules.Errors.Count - MostTold);
    }

    [LoggerMessage(9110, LogLevel.Warning, "A rule is not in force: {Reason}")]
    private static partial void Refused(ILogger log, string reason);

    [LoggerMessage(9111, LogLevel.Warning, "{Count} more reasons; 'ward rules check' tells all of them")]
    private static partial void More(ILogger log, int count);

    [LoggerMessage(9112, LogLevel.Information, "The rules have changed: {Rules} in force, {Errors} reasons for others not to be")]
    private static partial void Changed(ILogger log, int rules, int errors);

    [LoggerMessage(9113, LogLevel.Warning, "The rule folders cannot be looked at: {Reason}")]
    private static partial void Unseen(ILogger log, string reason);
}
