using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Ward.City;
using Ward.Ingest.Feeds;
using Ward.Ingest.Tests.Journal;

namespace Ward.Ingest.Tests.Feeds;

public sealed class SyslogTests : IAsyncDisposable
{
    private readonly MemoryJournal journal = new();
    private readonly CancellationTokenSource stop = new();
    private readonly FakeTimeProvider time = new();
    private readonly IPEndPoint at;
    private IngestOptions options = new();
    private Ingestion? ingestion;
    private Task running = Task.CompletedTask;

    public SyslogTests()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        at = (IPEndPoint)probe.LocalEndPoint!;
    }

    private FeedStatus Status => ingestion!.Feeds[0];

    [Fact]
    public async Task ADatagramIsOneLineEvenWithNewlinesInside()
    {
        await Run(FeedKind.SyslogUdp);
        using var sender = new UdpClient();
        await sender.SendAsync("<38>Mar  1 11:59:58 h sshd[1]: a\nb\n"u8.ToArray(), at, stop.Token);
        await journal.Holds(1);
        Assert.Equal(["<38>Mar  1 11:59:58 h sshd[1]: a\nb"], journal.Lines);
        Assert.Equal((Assurance.None, IPAddress.Loopback), (journal.Kept[0].Assurance, journal.Kept[0].Sender));
    }

    [Fact]
    public async Task AListedUdpSenderIsStillNotBelieved()
    {
        await Run(FeedKind.SyslogUdp, IPNetwork.Parse("127.0.0.0/8"));
        using var sender = new UdpClient();
        await sender.SendAsync("x"u8.ToArray(), at, stop.Token);
        await journal.Holds(1);
        Assert.Equal(Assurance.None, journal.Kept[0].Assurance);
    }

    [Theory]
    [InlineData(FeedKind.SyslogUdp)]
    [InlineData(FeedKind.SyslogTcp)]
    public async Task AnUnlistedSenderIsDroppedAndCounted(FeedKind kind)
    {
        await Run(kind, IPNetwork.Parse("192.0.2.0/24"));
        if (kind == FeedKind.SyslogUdp)
        {
            using var sender = new UdpClient();
            await sender.SendAsync("x"u8.ToArray(), at, stop.Token);
        }
        else
        {
            using var sender = new TcpClient();
            await sender.ConnectAsync(at, stop.Token);
        }

        await Until(() => Status.Dropped == 1);
        Assert.Empty(journal.Kept);
    }

    [Fact]
    public async Task AFloodThatTheDiskCannotTakeIsDroppedAndCountedExactly()
    {
        options = options with { DatagramLimit = 8 };
        journal.Full = true;
        await Run(FeedKind.SyslogUdp);
        using var sender = new UdpClient();
        for (var i = 0; i < 100; i++) await sender.SendAsync(Encoding.ASCII.GetBytes($"{i}"), at, stop.Token);
        await Until(() => Status.Dropped > 80);
        journal.Full = false;
        await Until(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(3));
                return Status.Received + Status.Dropped == 100;
            });
        Assert.InRange(Status.Received, 8, 20);
    }

    [Theory]
    [InlineData(false, Assurance.None)]
    [InlineData(true, Assurance.Session)]
    public async Task ATcpSenderIsKnownByItsSessionWhereTheFeedNamesIt(bool named, Assurance expected)
    {
        await Run(FeedKind.SyslogTcp, named ? [IPNetwork.Parse("127.0.0.1/32")] : []);
        using var sender = new TcpClient();
        await sender.ConnectAsync(at, stop.Token);
        await sender.GetStream().WriteAsync("<1>plain\n6 <1>two<1>three\n"u8.ToArray(), stop.Token);
        await journal.Holds(3);
        Assert.Equal(["<1>plain", "<1>two", "<1>three"], journal.Lines);
        Assert.All(journal.Kept, a => Assert.Equal((expected, IPAddress.Loopback), (a.Assurance, a.Sender)));
    }

    [Fact]
    public async Task ALineWithoutItsNewlineIsKeptWhenTheSenderIsDone()
    {
        await Run(FeedKind.SyslogTcp);
        using (var sender = new TcpClient())
        {
            await sender.ConnectAsync(at, stop.Token);
            await sender.GetStream().WriteAsync("last words"u8.ToArray(), stop.Token);
        }

        await journal.Holds(1);
        Assert.Equal(("last words", false), (journal.Lines[0], journal.Kept[0].Cut));
    }

    [Fact]
    public async Task ASilentConnectionIsEndedAndItsHalfLineMarkedAsCut()
    {
        await Run(FeedKind.SyslogTcp);
        using var sender = new TcpClient();
        await sender.ConnectAsync(at, stop.Token);
        await sender.GetStream().WriteAsync("<1>x\nhalf"u8.ToArray(), stop.Token);
        await journal.Holds(1);
        await Until(
            () =>
            {
                time.Advance(options.IdleLimit);
                return journal.Kept.Count == 2;
            });
        Assert.Equal(("half", true), (journal.Lines[1], journal.Kept[1].Cut));
        Assert.Equal(0, await sender.GetStream().ReadAsync(new byte[1], stop.Token));
    }

    [Fact]
    public async Task AConnectionBeyondTheLimitIsClosedAndCounted()
    {
        options = options with { ConnectionLimit = 1 };
        await Run(FeedKind.SyslogTcp);
        using var first = new TcpClient();
        using var second = new TcpClient();
        await first.ConnectAsync(at, stop.Token);
        await first.GetStream().WriteAsync("a\n"u8.ToArray(), stop.Token);
        await journal.Holds(1);
        await second.ConnectAsync(at, stop.Token);
        Assert.Equal(0, await second.GetStream().ReadAsync(new byte[1], stop.Token));
        Assert.Equal(1, Status.Dropped);
    }

    /// <summary>As where the process is out of file descriptors.</summary>
    [Fact]
    public async Task AConnectionThatTheSystemCannotGiveIsTroubleAndTheOthersGoOn()
    {
        var refuse = false;
        var feed = new FeedOptions(new FeedId("s"), FeedKind.SyslogTcp, null, at, "auto", null, []);
        var meter = new FeedMeter(feed, NullLogger.Instance);
        running = new SyslogTcp(new FeedInlet(new CityId("c"), meter, journal, time), options, accept: async (listener, end) =>
        {
            var socket = await listener.AcceptSocketAsync(end);
            if (!Volatile.Read(ref refuse)) return socket;
            socket.Dispose();
            throw new SocketException((int)SocketError.TooManyOpenSockets);
        }).Run(stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        using var first = new TcpClient();
        await Until(() => TryConnect(first));
        await first.GetStream().WriteAsync("a\n"u8.ToArray(), stop.Token);
        await journal.Holds(1);
        Volatile.Write(ref refuse, true);
        using var second = new TcpClient();
        await second.ConnectAsync(at, stop.Token);
        await Until(() => meter.Status().Trouble is not null);
        Volatile.Write(ref refuse, false);
        await first.GetStream().WriteAsync("b\n"u8.ToArray(), stop.Token);
        await journal.Holds(2);
        using var third = new TcpClient();
        await third.ConnectAsync(at, stop.Token);
        await third.GetStream().WriteAsync("c\n"u8.ToArray(), stop.Token);
        await Until(() =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return journal.Kept.Count == 3;
        });
        var told = meter.Status();
        Assert.Equal(["a", "b", "c"], journal.Lines);
        Assert.Null(told.Trouble);
        Assert.Equal(new DropCount(DropReason.Accept, 1), Assert.Single(told.Drops));
    }

    [Fact]
    public async Task APortInUseIsShownAsTrouble()
    {
        using var taken = new TcpListener(at) { ExclusiveAddressUse = true };
        taken.Start();
        Start(FeedKind.SyslogTcp);
        await Until(() => Status.Trouble is not null);
        Assert.Contains(at.ToString(), Status.Trouble, StringComparison.Ordinal);
        taken.Stop();
        await Until(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(31));
                return Status.Trouble is null;
            });
    }

    private async Task Run(FeedKind kind, params IPNetwork[] from)
    {
        Start(kind, from);
        // The port is bound once a second binding is refused.
        await Until(
            () =>
            {
                using var probe = new Socket(AddressFamily.InterNetwork, kind == FeedKind.SyslogUdp ? SocketType.Dgram : SocketType.Stream, kind == FeedKind.SyslogUdp ? ProtocolType.Udp : ProtocolType.Tcp);
                try
                {
                    probe.Bind(at);
                    return false;
                }
                catch (SocketException)
                {
                    return true;
                }
            });
    }

    private void Start(FeedKind kind, params IPNetwork[] from)
    {
        var feed = new FeedOptions(new FeedId("s"), kind, null, at, "auto", null, from);
        ingestion = new Ingestion(new CityId("c"), [feed], journal, 0, _ => null, options, time, NullLogger.Instance);
        running = ingestion.RunFeeds(stop.Token);
    }

    private bool TryConnect(TcpClient client)
    {
        try
        {
            client.Connect(at);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task Until(Func<bool> so)
    {
        for (var i = 0; i < 2000; i++)
        {
            if (so()) return;
            await Task.Delay(5, stop.Token);
        }

        Assert.Fail("it did not come to pass");
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running;
        stop.Dispose();
    }
}
