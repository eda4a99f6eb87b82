using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Ward.Respond.Plans;

/// <summary>Tells every listener of every change. A listener that does not keep up loses the oldest, counted; the journal has them all.</summary>
internal sealed class OutcomeFeed(ILogger log)
{
    private const int Kept = 4096;
    private readonly Lock gate = new();
    private readonly List<Channel<Outcome>> listeners = [];
    private long lost;

    public long Lost => Interlocked.Read(ref lost);

    public void Publish(Outcome outcome)
    {
        lock (gate)
            foreach (var listener in listeners) listener.Writer.TryWrite(outcome);
    }

    /// <summary>Listens from the call on, not from the first read.</summary>
    public IAsyncEnumerable<Outcome> Listen(CancellationToken stop)
    {
        var channel = Channel.CreateBounded<Outcome>(
            new BoundedChannelOptions(Kept) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            dropped =>
            {
                Interlocked.Increment(ref lost);
                Log.OutcomeLost(log, dropped.Plan.Value, dropped.State);
            });
        lock (gate) listeners.Add(channel);
        return Read(channel, stop);
    }

    private async IAsyncEnumerable<Outcome> Read(Channel<Outcome> channel, [EnumeratorCancellation] CancellationToken stop)
    {
        try
        {
            await foreach (var outcome in channel.Reader.ReadAllAsync(stop).ConfigureAwait(false)) yield return outcome;
        }
        finally
        {
            lock (gate) listeners.Remove(channel);
        }
    }
}
