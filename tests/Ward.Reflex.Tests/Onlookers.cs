using Ward.Lab;

namespace Ward.Reflex.Tests;

/// <summary>Both sides of the firewall, tried again and again beside a test: when the attacker was last turned away, and whether the honest client ever was.</summary>
internal sealed class Onlookers : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly CancellationTokenSource ended = new();
    private readonly Thread[] threads;
    private long lastTurnedAway;
    private int clientTurnedAway;

    public Onlookers(Stage stage)
    {
        threads =
        [
            new(() => Look(() => CityLab.CanReachSsh(stage.Lab.AttackerHost), at => Interlocked.Exchange(ref lastTurnedAway, at.UtcTicks))),
            new(() => Look(() => stage.ClientGetsIn, _ => Interlocked.Increment(ref clientTurnedAway))),
        ];
        foreach (var thread in threads) thread.Start();
    }

    /// <summary>When the last attempt of the attacker that came to nothing was begun; null where each got in.</summary>
    public DateTimeOffset? AttackerTurnedAway => Interlocked.Read(ref lastTurnedAway) is var ticks and > 0 ? new(ticks, TimeSpan.Zero) : null;

    public int ClientTurnedAway => Volatile.Read(ref clientTurnedAway);

    public void Dispose()
    {
        ended.Cancel();
        foreach (var thread in threads) thread.Join();
        ended.Dispose();
    }

    private void Look(Func<bool> getsIn, Action<DateTimeOffset> turnedAway)
    {
        while (!ended.IsCancellationRequested)
        {
            var at = TimeProvider.System.GetUtcNow();
            if (!getsIn()) turnedAway(at);
            ended.Token.WaitHandle.WaitOne(Pause);
        }
    }
}
