using Ward.Detect.Hunts;

namespace Ward.Server.Application.Hunts;

/// <summary>One hunt as the runner knows it. Under the runner's lock, but for what <see cref="Progress"/> reads.</summary>
internal sealed class HuntEntry(HuntRecord record, HuntProgress progress)
{
    private HuntProgress last = progress;

    public HuntRecord Record { get; set; } = record;

    /// <summary>Not null while it runs.</summary>
    public Hunt? Hunt { get; set; }

    public CancellationTokenSource? Stop { get; set; }

    /// <summary>Completes when it no longer runs.</summary>
    public Task Ended { get; set; } = Task.CompletedTask;

    /// <summary>Events that were done when it last began to run, and the timestamp then.</summary>
    public (long Done, long At) Began { get; set; }

    public HuntProgress Progress => Hunt?.Progress ?? last;

    /// <summary>Notes that it no longer runs.</summary>
    public void Rest(HuntProgress now)
    {
        last = now;
        (Hunt, Stop) = (null, null);
    }
}
