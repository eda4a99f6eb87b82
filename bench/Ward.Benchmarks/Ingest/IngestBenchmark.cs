using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Ward.Configuration;
using Ward.Detect.Rules;
using Ward.Ingest.Feeds;

namespace Ward.Benchmarks.Ingest;

/// <summary>
/// Lines over loopback sockets into the chapters as the server puts them together: received, journalled (fsynced), decoded, weighed or not, stored,
/// searchable. The sender is in the same process; its lines are made beforehand and come again and again (a list of half a million), which makes
/// them compress better than real ones: sizes are the store benchmark's business.
/// </summary>
internal static class IngestBenchmark
{
    private const int Lines = 500_000, PieceBytes = 32 << 10;
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(50);

    /// <param name="events">To be sent over TCP as fast as they are taken.</param>
    /// <param name="rate">Lines in a second of the paced run; null takes 80 in 100 of what the fastest run reached.</param>
    /// <param name="overload">Seconds of the overload by UDP.</param>
    /// <param name="only">A word of the names of what is measured; null measures all.</param>
    /// <param name="more">Files and folders with rules that detection has besides those that come with Ward.</param>
    public static IEnumerable<Row> Run(long events, int? rate, int overload, string? only, IReadOnlyList<string> more) => Measure(events, rate, overload, only, more).ToBlockingEnumerable();

    private static async IAsyncEnumerable<Row> Measure(long events, int? rate, int overload, string? only, IReadOnlyList<string> more)
    {
        var rules = ShippedContent.Rules(more);
        bool Wanted(string name) => only is null || name.Contains(only, StringComparison.Ordinal);
        var lines = LineFiles.Make(Lines, TimeProvider.System.GetUtcNow());
        var mean = lines.Sum(l => (double)l.Bytes.Length) / Lines;
        var head = string.Create(CultureInfo.InvariantCulture, $"lines of {mean:0} bytes, 4 feeds, loopback, {Environment.ProcessorCount} cores, sender included; detection has {rules.Rules.Count} rules and {rules.Correlations.Count} correlations");
        foreach (var detect in new[] { false, true })
        {
            var (fast, pace) = ($"TCP, as fast as taken, detection {(detect ? "on" : "off")}", $"until searchable, detection {(detect ? "on" : "off")}");
            if (!Wanted(fast) && !Wanted(pace)) continue;
            var (reached, work, behind, stuck) = Wanted(fast) || rate is null ? await Tcp(lines, events, null, detect ? rules : null) : default;
            if (Wanted(fast)) yield return new Row(fast, "Ward", reached, "events/s", string.Create(CultureInfo.InvariantCulture,
                $"{events} events until all are durable and searchable; {work:0.0} us of work an event, all cores; store behind the journal at most {behind[^1].TotalSeconds:0.00} s{stuck}; {head}"));
            if (!Wanted(pace)) continue;
            var paced = rate ?? (int)(reached * 0.8);
            (reached, work, behind, stuck) = await Tcp(lines, Math.Min(events, paced * 30L), paced, detect ? rules : null);
            yield return new Row($"TCP, {paced} lines/s, {pace}", "Ward", behind[^1].TotalSeconds, "s at most", string.Create(CultureInfo.InvariantCulture,
                $"median {behind[behind.Count / 2].TotalSeconds:0.00} s, 99 in 100 {behind[behind.Count * 99 / 100].TotalSeconds:0.00} s, {reached:0} events/s; {work:0.0} us an event{stuck}; {head}"));
        }

        if (!Wanted("overload")) yield break;
        foreach (var row in await Udp(lines, overload, head, rules)) yield return row;
    }

    private static async Task<(double Rate, double Work, List<TimeSpan> Behind, string Stuck)> Tcp(IReadOnlyList<LineFiles> lines, long events, int? rate, RuleSet? rules)
    {
        await using var house = new IngestHouse(lines, FeedKind.SyslogTcp, rules);
        await house.Listening();
        var (clock, began) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var behind = new List<TimeSpan>();
        using var watched = new CancellationTokenSource();
        var watching = Watch(house, behind, watched.Token);
        var share = events / (double)Lines;
        await Task.WhenAll(lines.Select((l, i) => SendTcp(house.Feeds[i], l, (long)(l.Lines * share), rate is { } all ? all * (l.Lines / (double)Lines) : null)));
        var sent = lines.Sum(l => (long)(l.Lines * share));
        while (house.Store.Status.Events < sent || (rules is not null && house.Weighed < sent)) await Task.Delay(10);
        var (took, used) = (clock.Elapsed, Environment.CpuUsage.TotalTime - began);
        await watched.CancelAsync();
        await watching;
        behind.Sort();
        var stuck = house.NotUnderstood > 0 || house.Dropped > 0 ? string.Create(CultureInfo.InvariantCulture, $"; {house.NotUnderstood} not understood, {house.Dropped} dropped") : "";
        return (sent / took.TotalSeconds, used.TotalMicroseconds / sent, behind, stuck);
    }

    private static async Task SendTcp(FeedOptions feed, LineFiles lines, long count, double? rate)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(feed.Listen!);
        var (clock, sent) = (Stopwatch.StartNew(), 0L);
        while (sent < count)
        {
            foreach (var (bytes, inside) in lines.Pieces(rate is null ? PieceBytes : 4096))
            {
                if (sent == count) break;
                var (part, number) = sent + inside <= count ? (bytes, inside) : (First(bytes, (int)(count - sent)), (int)(count - sent));
                if (rate is { } paced && (sent / paced) - clock.Elapsed.TotalSeconds is var early and > 0.002) await Task.Delay(TimeSpan.FromSeconds(early));
                await client.Client.SendAsync(part);
                sent += number;
            }
        }
    }

    private static ReadOnlyMemory<byte> First(ReadOnlyMemory<byte> bytes, int lines)
    {
        var at = 0;
        for (; lines > 0; lines--) at += bytes.Span[at..].IndexOf((byte)'\n') + 1;
        return bytes[..at];
    }

    private static async Task Watch(IngestHouse house, List<TimeSpan> behind, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (house.Status.Behind is { } now) behind.Add(now);
            await Task.Delay(Quick, CancellationToken.None);
        }

        if (behind.Count == 0) behind.Add(TimeSpan.Zero);
    }

    private static async Task<IReadOnlyList<Row>> Udp(IReadOnlyList<LineFiles> lines, int seconds, string head, RuleSet rules)
    {
        await using var house = new IngestHouse(lines, FeedKind.SyslogUdp, rules);
        await house.Listening();
        var (clock, peak, sent, behind) = (Stopwatch.StartNew(), 0L, 0L, new List<TimeSpan>());
        using var watched = new CancellationTokenSource();
        var watching = Watch(house, behind, watched.Token);
        var memory = Task.Run(async () =>
        {
            while (!watched.IsCancellationRequested)
            {
                peak = Math.Max(peak, Environment.WorkingSet);
                await Task.Delay(Quick);
            }
        });
        // Every feed gets what it can take and more: all senders as fast as the system lets them.
        await Task.WhenAll(lines.Select((l, i) => Task.Factory.StartNew(() => Interlocked.Add(ref sent, SendUdp(house.Feeds[i], l, TimeSpan.FromSeconds(seconds), null)), TaskCreationOptions.LongRunning)));
        var ended = clock.Elapsed;
        var taken = house.Received;
        while (house.Store.Status.Events < house.Received || house.Weighed < house.Received || house.Received + house.Dropped < sent)
        {
            await Task.Delay(Quick);
            if (clock.Elapsed - ended > TimeSpan.FromMinutes(5)) break;
        }

        var recovered = clock.Elapsed - ended;
        await Task.Delay(2500); // the kernel's drops are asked for once a second
        var (stored, dropped) = (house.Store.Status.Events, house.Dropped);
        // The same feeds at an ordinary pace again.
        var later = (await Task.WhenAll(lines.Select((l, i) => Task.Factory.StartNew(() => SendUdp(house.Feeds[i], l, TimeSpan.FromSeconds(5), 500), TaskCreationOptions.LongRunning)))).Sum();
        for (var wait = 0; house.Store.Status.Events < stored + later && wait < 100; wait++) await Task.Delay(Quick);
        await Task.Delay(1500);
        await watched.CancelAsync();
        await Task.WhenAll(watching, memory);
        behind.Sort();
        var conditions = string.Create(CultureInfo.InvariantCulture, $"UDP, detection on, {seconds} s as fast as four senders can; {head}");
        return
        [
            new Row("overload: sent", "Ward", sent / ended.TotalSeconds, "lines/s", string.Create(CultureInfo.InvariantCulture, $"{sent / (double)Math.Max(1, taken):0.0} times what was taken meanwhile ({taken / ended.TotalSeconds:0} lines/s); {conditions}")),
            new Row("overload: lines in no count", "Ward", sent - stored - dropped, "lines", string.Create(CultureInfo.InvariantCulture, $"{sent} sent = {stored} stored + {dropped} counted as dropped, kernel included; {conditions}")),
            new Row("overload: memory at most", "Ward", peak / 1e6, "MB", string.Create(CultureInfo.InvariantCulture, $"sender and its {lines.Sum(l => (long)l.Bytes.Length) / 1e6:0} MB of lines included; {conditions}")),
            new Row("overload: until all is searchable again", "Ward", recovered.TotalSeconds, "s", string.Create(CultureInfo.InvariantCulture, $"store behind the journal at most {behind[^1].TotalSeconds:0.0} s; afterwards {later} lines at 2000 a second, {house.Store.Status.Events - stored} of them stored, {house.Dropped - dropped} dropped; {conditions}")),
        ];
    }

    private static long SendUdp(FeedOptions feed, LineFiles lines, TimeSpan time, int? rate)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Connect(feed.Listen!);
        var (clock, sent) = (Stopwatch.StartNew(), 0L);
        while (true)
        {
            for (var at = 0; at < lines.Bytes.Length;)
            {
                var length = lines.Bytes.AsSpan(at).IndexOf((byte)'\n');
                if ((sent & 63) == 0 && clock.Elapsed >= time) return sent;
                if (rate is { } paced && (sent / (double)paced) - clock.Elapsed.TotalSeconds is var early and > 0.005) Thread.Sleep(TimeSpan.FromSeconds(early));
                socket.Send(lines.Bytes.AsSpan(at, length));
                sent++;
                at += length + 1;
            }
        }
    }
}
