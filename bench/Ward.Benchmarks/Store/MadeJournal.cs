using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;
using Ward.City;
using Ward.Ingest;
using Ward.Ingest.Journal;

namespace Ward.Benchmarks.Store;

/// <summary>A journal that makes its lines as it is read, on a thread of its own; the disk of the real one is measured elsewhere.</summary>
/// <param name="first">Offset of its first line.</param>
/// <param name="count">How many it makes, then it ends.</param>
/// <param name="perSecond">Lines in a second; null makes them as fast as they are read.</param>
internal sealed class MadeJournal(CityLines lines, long first, long count, IReadOnlyDictionary<long, string> planted, int? perSecond = null) : IJournal
{
    private const int Ahead = 16;
    private readonly int batchLines = perSecond is { } paced ? Math.Max(1, paced / 50) : 4096;
    private long made;

    /// <summary>The offset behind the last line that was made.</summary>
    public long Made => Math.Max(first, Volatile.Read(ref made));

    public long End => long.MaxValue;

    public ValueTask Append(IReadOnlyList<Arrival> batch, CancellationToken stop) => throw new NotSupportedException();

    public IAsyncEnumerable<Arrival> Read(long from, long until, CancellationToken stop) => ReadFrom(from, stop);

    public async IAsyncEnumerable<Arrival> ReadFrom(long offset, [EnumeratorCancellation] CancellationToken stop)
    {
        var ready = Channel.CreateBounded<Arrival[]>(Ahead);
        var maker = Task.Run(async () =>
        {
            var city = new CityId("bench");
            var clock = Stopwatch.StartNew();
            for (var at = first; at < first + count;)
            {
                if (perSecond is { } paced && ((at - first) / (double)paced) - clock.Elapsed.TotalSeconds is var early and > 0.002) await Task.Delay(TimeSpan.FromSeconds(early), stop).ConfigureAwait(false);
                var batch = new Arrival[Math.Min(batchLines, first + count - at)];
                for (var i = 0; i < batch.Length; i++, at++)
                {
                    var line = lines.Next();
                    if (planted.TryGetValue(at, out var words)) line = [.. line, .. Encoding.UTF8.GetBytes(words)];
                    batch[i] = new Arrival(city, new FeedId(lines.Feed), at, lines.Now.AddMilliseconds(3), Assurance.Authenticated, null, null, line, false);
                }

                await ready.Writer.WriteAsync(batch, stop).ConfigureAwait(false);
                Volatile.Write(ref made, at);
            }

            ready.Writer.Complete();
        }, stop);
        await foreach (var batch in ready.Reader.ReadAllAsync(stop).ConfigureAwait(false))
            foreach (var arrival in batch) yield return arrival;
        await maker.ConfigureAwait(false);
    }

    public void TruncateBefore(long offset) { }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
