using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;
using Ward.City;
using Ward.Ingest;
using Ward.Ingest.Journal;

namespace Ward.Benchmarks.Store;

/// <summary>A journal that makes its lines as it is read, on a thread of its own; the disk of the real one is measured elsewhere.</summary>
internal sealed class MadeJournal(CityLines lines, long count, IReadOnlyDictionary<long, string> planted) : IJournal
{
    private const int Ahead = 16, Batch = 4096;

    public long Raw { get; private set; }

    public long End => long.MaxValue;

    public ValueTask Append(IReadOnlyList<Arrival> batch, CancellationToken stop) => throw new NotSupportedException();

    public IAsyncEnumerable<Arrival> Read(long from, long until, CancellationToken stop) => ReadFrom(from, stop);

    public async IAsyncEnumerable<Arrival> ReadFrom(long offset, [EnumeratorCancellation] CancellationToken stop)
    {
        var made = Channel.CreateBounded<Arrival[]>(Ahead);
        var maker = Task.Run(async () =>
        {
            var city = new CityId("bench");
            for (long at = 0; at < count;)
            {
                var batch = new Arrival[Math.Min(Batch, count - at)];
                for (var i = 0; i < batch.Length; i++, at++)
                {
                    var line = lines.Next();
                    if (planted.TryGetValue(at, out var words)) line = [.. line, .. Encoding.UTF8.GetBytes(words)];
                    Raw += line.Length;
                    batch[i] = new Arrival(city, new FeedId(lines.Feed), at, lines.Now.AddMilliseconds(3), Assurance.Authenticated, null, null, line, false);
                }

                await made.Writer.WriteAsync(batch, stop).ConfigureAwait(false);
            }

            made.Writer.Complete();
        }, stop);
        await foreach (var batch in made.Reader.ReadAllAsync(stop).ConfigureAwait(false))
            foreach (var arrival in batch) yield return arrival;
        await maker.ConfigureAwait(false);
    }

    public void TruncateBefore(long offset) { }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
