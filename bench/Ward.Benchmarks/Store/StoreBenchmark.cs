using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Ward.City;
using Ward.Ingest;
using Ward.Ingest.Feeds;
using Ward.Ingest.Search;
using Ward.Ingest.Search.Language;
using Ward.Storage.Embedded.Events;

namespace Ward.Benchmarks.Store;

/// <summary>How fast events are stored, how much room they take, and how long searches take. Made lines, seed 1, about three million a day.</summary>
internal static class StoreBenchmark
{
    private const double PerDay = 3_000_000;
    private const int Arriving = 2000;
    private static readonly TimeSpan Tell = TimeSpan.FromSeconds(15), Idle = TimeSpan.FromSeconds(20), Slow = TimeSpan.FromMinutes(1);
    private static readonly DateTimeOffset Begin = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="under">Where the store's folder is made and removed again: 100 million events need some 15 GB there. Null takes the system's place for temporary files.</param>
    /// <param name="keep">The folder stays. Where it already holds events, they are taken as they are and only the searches are measured: as many events must be named as were written.</param>
    public static IEnumerable<Row> Run(long events, string? under, bool keep)
    {
        var folder = under is null ? Directory.CreateTempSubdirectory("ward-bench-store-").FullName : Directory.CreateDirectory(Path.Combine(under, "ward-bench-store")).FullName;
        try
        {
            foreach (var row in Measure(events, folder).ToBlockingEnumerable()) yield return row;
        }
        finally
        {
            if (!keep) Directory.Delete(folder, recursive: true);
        }
    }

    private static async IAsyncEnumerable<Row> Measure(long events, string folder)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"{events} made lines, seed 1, {PerDay:0} a day; web 40%, endpoint JSON 25%, packet filter 20%, sign-ins 15%; {Environment.ProcessorCount} cores");
        var planted = new Dictionary<long, string> { [events / 3] = " needle-in-the-city", [events / 2] = " seen 203.0.113.77 here" };
        FeedOptions[] feeds = [Feed("web", "nginx"), Feed("auth", "auto"), Feed("wall", "auto"), Feed("hosts", "json")];

        var last = Begin.AddDays(events / PerDay);
        await using var store = DuckDbEventStore.Open(new CityId("bench"), new EventStoreOptions { Folder = folder }, TimeProvider.System, NullLogger.Instance);
        var lines = new CityLines(1, store.Next == 0 ? Begin : last, PerDay);
        if (store.Next == 0)
            await foreach (var row in Writing(events, folder, feeds, lines, store, planted, head)) yield return row;

        var day = string.Create(CultureInfo.InvariantCulture, $"from {(events > 2 * PerDay ? last.AddDays(-1) : Begin):yyyy-MM-dd} to {(events > 2 * PerDay ? last : Begin.AddDays(1)):yyyy-MM-dd}");
        using var ending = new CancellationTokenSource();
        var more = new MadeJournal(lines, store.Next, long.MaxValue / 2, new Dictionary<long, string>(), Arriving);
        var arriving = Task.Run(() => Write(feeds, more, store, ending.Token));
        head = string.Create(CultureInfo.InvariantCulture, $"{head}; {Arriving} more a second keep arriving");
        var delays = new List<double>();
        for (var i = 0; i < 20; i++)
        {
            await Task.Delay(100);
            var (until, asked) = (more.Made, Stopwatch.StartNew());
            while (store.Status.Events < until) await Task.Delay(5);
            delays.Add(asked.Elapsed.TotalSeconds);
        }

        yield return new Row("made until searchable", "Ward", delays.Max(), "s at most", string.Create(CultureInfo.InvariantCulture, $"median {delays.Order().ElementAt(delays.Count / 2):0.00} s of {delays.Count}; {head}"));
        foreach (var (name, text) in new[]
        {
            ("count by class, a day", $"{day} | count by class"),
            ("count by user, a day", $"{day} | count by actor.user.name | top 20"),
            ("count by HTTP status, a day", $"class:http_activity {day} | count by http_status"),
            ("count by source address, a day", $"{day} | count by src_ip | top 20"),
            ("free text, one line", "\"needle-in-the-city\""),
            ("free text, one address", "203.0.113.77"),
            ("free text, nowhere", "\"no such words anywhere\""),
            ("free text, frequent, newest 100", "\"Failed password for invalid user\" | limit 100"),
            ("field, one address, newest 100", "src_ip:198.51.100.7 | limit 100"),
            ("field not of the layout, count", $"IntegrityLevel:medium {day} | count"),
            ("free text, within words, nowhere, a day", $"*eedleless* {day}"),
        })
        {
            var (times, works) = (new List<double>(), new List<double>());
            SearchPart.Done? end = null;
            var cold = "";
            for (var run = PageCache.TryDrop() ? -1 : 0; run < 3 && (works.Count == 0 || times[0] < Slow.TotalMilliseconds); run++)
            {
                var clock = Stopwatch.StartNew();
                var before = Environment.CpuUsage.TotalTime;
                await foreach (var part in store.Search(((QueryReading.Read)QueryParser.Read(text)).Query, last, CancellationToken.None)) end = part as SearchPart.Done ?? end;
                if (run < 0)
                {
                    cold = string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalMilliseconds:0} ms with nothing of the files in memory, ");
                    continue;
                }

                times.Add(clock.Elapsed.TotalMilliseconds);
                works.Add((Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
            }

            yield return new Row(name, "Ward", times.Order().ElementAt(times.Count / 2), "ms", string.Create(CultureInfo.InvariantCulture,
                $"{text}; {cold}median of {times.Count}, slowest {times.Max():0} ms, work of all cores {works.Order().ElementAt(works.Count / 2):0} ms; {end!.Total.Found} rows, {end.Total.EventsScanned} events looked at, {end.Total.SegmentsSkipped} of {end.Total.SegmentsTotal} segments passed over"));
        }

        // Of much, the newest day: all of it is a matter of hours.
        yield return await HuntMeasure.Run(store, new TimeRange.Between(events > 4 * PerDay ? last.AddDays(-1) : null, null), head);
        await ending.CancelAsync();
        await arriving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await store.Settle(CancellationToken.None);
        await Task.Delay(Idle);
        yield return new Row("memory when idle", "Ward", Environment.WorkingSet / 1e6, "MB", $"resident, {Idle.TotalSeconds:0} s after everything was written, nothing collected by hand; {head}");
    }

    private static async IAsyncEnumerable<Row> Writing(
        long events, string folder, FeedOptions[] feeds, CityLines lines, DuckDbEventStore store, Dictionary<long, string> planted, string head)
    {
        var alone = Math.Min(events, 1_000_000);
        var clock = Stopwatch.StartNew();
        var first = Environment.CpuUsage.TotalTime;
        await using (var nowhere = new NoStore()) await Write(feeds, new MadeJournal(new CityLines(1, Begin, PerDay), 0, alone, planted), nowhere, CancellationToken.None);
        yield return new Row("make and decode alone", "Ward", alone / clock.Elapsed.TotalSeconds, "events/s",
            string.Create(CultureInfo.InvariantCulture, $"{head}; {(Environment.CpuUsage.TotalTime - first).TotalMicroseconds / alone:0.0} us of work an event"));

        var journal = new MadeJournal(lines, 0, events, planted);
        using var memory = new PeakMemory();
        using var progress = new Timer(_ => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{clock.Elapsed:hh\\:mm\\:ss} {journal.Made} of {events} events, {store.Status.Segments} segments, {Environment.WorkingSet / 1e6:0} MB")), null, Tell, Tell);
        clock.Restart();
        var began = Environment.CpuUsage.TotalTime;
        await Write(feeds, journal, store, CancellationToken.None);
        var (written, work) = (clock.Elapsed, Environment.CpuUsage.TotalTime - began);
        yield return new Row("decode and store, searchable", "Ward", events / written.TotalSeconds, "events/s", string.Create(CultureInfo.InvariantCulture, $"{head}; lines are made on a thread of their own meanwhile; {work.TotalMicroseconds / events:0.0} us of work an event, all cores, making, writing and joining meanwhile included"));
        await store.Settle(CancellationToken.None);
        yield return new Row("decode and store, all on disk and joined", "Ward", events / clock.Elapsed.TotalSeconds, "events/s", string.Create(CultureInfo.InvariantCulture, $"{head}; {(Environment.CpuUsage.TotalTime - began).TotalMicroseconds / events:0.0} us of work an event"));
        await progress.DisposeAsync();
        yield return new Row("memory at most while writing", "Ward", memory.Most / 1e6, "MB", $"resident, making of lines included; {head}");
        var status = store.Status;
        var filters = Directory.EnumerateFiles(folder, "*.filter", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length);
        yield return new Row("mean line", "Ward", (double)status.RawBytes / status.Events, "bytes", head);
        yield return new Row("stored size", "Ward", 100.0 * status.StoredBytes / status.RawBytes, "% of raw", string.Create(CultureInfo.InvariantCulture, $"{head}; {status.StoredBytes} of {status.RawBytes} bytes in {status.Segments} segments, token filters included"));
        yield return new Row("of it token filters", "Ward", 100.0 * filters / status.RawBytes, "% of raw", head);
        foreach (var part in ColumnSizes.Of(folder)) yield return new Row($"of it {part.Name}", "Ward", 100.0 * part.Bytes / status.RawBytes, "% of raw", $"compressed column chunks as the files' own metadata tell; {head}");
    }

    private static Task Write(FeedOptions[] feeds, MadeJournal journal, IEventStore store, CancellationToken stop) =>
        new StoreWriter(feeds, journal, store, _ => null, new IngestOptions(), TimeProvider.System, NullLogger.Instance).CarryAll(stop);

    private static FeedOptions Feed(string id, string decoder) => new(new FeedId(id), FeedKind.Http, null, null, decoder, null, []);
}
