using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Ward.City;
using Ward.Ingest.Feeds;
using Ward.Ingest.Tests.Feeds.Posted;
using Ward.Ingest.Tests.Journal;

namespace Ward.Ingest.Tests.Feeds;

public sealed class RateTests
{
    private readonly FakeTimeProvider time = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhoPostsTooFastIsToldWhenToComeAgain()
    {
        var feed = new PostedFeed(rate: 10, time: time);
        Assert.Equal(new IntakeReceipt.Accepted(15), await feed.Post(PostedFormat.Ndjson, string.Concat(Enumerable.Repeat("{}\n", 15))));
        var refused = Assert.IsType<IntakeReceipt.TooFast>(await feed.Post(PostedFormat.Ndjson, "{}"));
        Assert.Equal(0.6, refused.Wait.TotalSeconds, 3);
        time.Advance(refused.Wait + TimeSpan.FromMilliseconds(1));
        Assert.Equal(new IntakeReceipt.Accepted(1), await feed.Post(PostedFormat.Ndjson, "{}"));
    }

    [Fact]
    public async Task DatagramsOverTheRateAreDroppedAndCountedExactly()
    {
        await using var running = new Running(FeedKind.SyslogUdp, 10, time);
        using var sender = new UdpClient();
        await running.Until(() => running.Bound(SocketType.Dgram, ProtocolType.Udp));
        for (var i = 0; i < 50; i++) await sender.SendAsync(Encoding.ASCII.GetBytes($"{i}"), running.At, Stop);
        await running.Until(() => running.Status.Received + running.Status.Dropped == 50);
        Assert.Equal((10, 40), (running.Status.Received, running.Status.Dropped));
    }

    [Fact]
    public async Task ATcpSenderIsReadSlowerAndLosesNothing()
    {
        await using var running = new Running(FeedKind.SyslogTcp, 10, time);
        await running.Until(() => running.Bound(SocketType.Stream, ProtocolType.Tcp));
        using var sender = new TcpClient();
        await sender.ConnectAsync(running.At, Stop);
        await sender.GetStream().WriteAsync("a\nb\n"u8.ToArray(), Stop);
        await sender.GetStream().WriteAsync(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("x\n", 40))), Stop);
        await running.Journal.Holds(2);
        // What came in one piece may be taken in one piece; what comes after it waits.
        await running.Until(() => running.Status.Received is 2 or 42);
        await sender.GetStream().WriteAsync("last\n"u8.ToArray(), Stop);
        await running.Until(() =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return running.Status.Received == 43;
        });
        Assert.Equal((0, "last"), (running.Status.Dropped, running.Journal.Lines[^1]));
    }

    private sealed class Running : IAsyncDisposable
    {
        private readonly CancellationTokenSource stop = new();
        private readonly Ingestion ingestion;
        private readonly Task running;

        public Running(FeedKind kind, int rate, TimeProvider time)
        {
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            At = (IPEndPoint)probe.LocalEndPoint!;
            probe.Dispose();
            ingestion = new Ingestion(new CityId("c"), [new FeedOptions(new FeedId("s"), kind, null, At, "auto", null, []) { Rate = rate }], Journal, 0, _ => null, new IngestOptions(), time, NullLogger.Instance);
            running = ingestion.RunFeeds(stop.Token);
        }

        public IPEndPoint At { get; }

        public MemoryJournal Journal { get; } = new();

        public FeedStatus Status => ingestion.Feeds[0];

        public bool Bound(SocketType type, ProtocolType protocol)
        {
            using var probe = new Socket(AddressFamily.InterNetwork, type, protocol);
            try
            {
                probe.Bind(At);
                return false;
            }
            catch (SocketException)
            {
                return true;
            }
        }

        public async Task Until(Func<bool> so)
        {
            for (var i = 0; i < 2000; i++)
            {
                if (so()) return;
                await Task.Delay(5, stop.Token);
            }

            Assert.Fail($"it did not come to pass: {Status}");
        }

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await running;
            stop.Dispose();
        }
    }
}
