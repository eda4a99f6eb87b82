using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Ward.City;
using Ward.Ingest.Feeds;
using Ward.Ingest.Tests.Journal;
using Ward.Lab;

namespace Ward.Ingest.Tests.Feeds;

public sealed class PacketInterfaceTests
{
    [Fact]
    public async Task ALiveInterfaceBringsTheUnitsThatPassIt()
    {
        if (Requirements.Missing("ip") is { } reason) Assert.Skip(reason);
        var id = Environment.ProcessId;
        using var plc = new NetworkNamespace($"wardplc{id}");
        using var hmi = new NetworkNamespace($"wardhmi{id}");
        NetworkNamespace.Join(plc, "plc0", "192.0.2.20/24", hmi, "hmi0", "192.0.2.10/24");
        var journal = new MemoryJournal();
        var feed = new FeedOptions(new FeedId("wire"), FeedKind.Live, null, null, "auto", null, []) { Interface = "plc0" };
        var meter = new FeedMeter(feed, NullLogger.Instance);
        using var stop = new CancellationTokenSource();
        var running = plc.Inside(() => new PacketInterface(new FeedInlet(new CityId("c"), meter, journal, TimeProvider.System), new IngestOptions()).Run(stop.Token));

        using var listener = plc.Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Parse("192.0.2.20"), 502));
        listener.Listen();
        using var client = hmi.Socket(SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(new IPEndPoint(IPAddress.Parse("192.0.2.20"), 502), TestContext.Current.CancellationToken);
        using var server = await listener.AcceptAsync(TestContext.Current.CancellationToken);
        await client.SendAsync(Convert.FromHexString("0001000000060106000A04D2"), TestContext.Current.CancellationToken);
        await server.SendAsync(Convert.FromHexString("0001000000060106000A04D2"), TestContext.Current.CancellationToken);
        await journal.Holds(2);
        await stop.CancelAsync();
        await running.ContinueWith(_ => { }, TaskScheduler.Default);

        var read = journal.Kept.Select(a => (a.Assurance, Read: Decoded.Line("auto", a.Line.ToArray(), TimeProvider.System.GetUtcNow()))).Where(r => r.Read["ot.protocol"] == "modbus").ToList();
        Assert.Equal(["request", "response"], read.Select(r => r.Read["ot.direction"]));
        Assert.All(read, r => Assert.Equal(("192.0.2.10", "192.0.2.20", true, Assurance.None), (r.Read["src_endpoint.ip"], r.Read["dst_endpoint.ip"], r.Read.Proven, r.Assurance)));
        Assert.Equal(0, meter.Status().Dropped);
    }

    [Fact]
    public async Task AnInterfaceThatIsTakenAwayIsTroubleAndIsHeardAgainOnceItIsThereAnew()
    {
        if (Requirements.Missing("ip") is { } reason) Assert.Skip(reason);
        var id = Environment.ProcessId;
        using var plc = new NetworkNamespace($"wardgone{id}");
        var journal = new MemoryJournal();
        var feed = new FeedOptions(new FeedId("wire"), FeedKind.Live, null, null, "auto", null, []) { Interface = "tap0" };
        var live = new PacketInterface(new FeedInlet(new CityId("c"), new FeedMeter(feed, NullLogger.Instance), journal, TimeProvider.System), new IngestOptions());
        using var stop = new CancellationTokenSource();
        for (var round = 0; round < 2; round++)
        {
            Shell.Run("ip", "-n", plc.Name, "link", "add", "tap0", "type", "veth", "peer", "name", "far0");
            Shell.Run("ip", "-n", plc.Name, "address", "add", "192.0.2.20/24", "dev", "far0");
            Shell.Run("ip", "-n", plc.Name, "neighbour", "add", "192.0.2.10", "lladdr", "02:00:00:00:00:01", "dev", "far0");
            Shell.Run("ip", "-n", plc.Name, "link", "set", "tap0", "up");
            Shell.Run("ip", "-n", plc.Name, "link", "set", "far0", "up");
            var running = plc.Inside(() => live.Run(stop.Token));
            using var sender = plc.Socket(SocketType.Dgram, ProtocolType.Udp);
            // A BACnet who-is, which is a unit by itself.
            await sender.SendToAsync(Convert.FromHexString("810A000801001008"), new IPEndPoint(IPAddress.Parse("192.0.2.10"), 47808), TestContext.Current.CancellationToken);
            await RunningFeed.Until(() => journal.Lines.Count(l => l.Contains("bacnet", StringComparison.Ordinal)) > round);
            Shell.Run("ip", "-n", plc.Name, "link", "delete", "tap0");
            var said = await Assert.ThrowsAsync<IOException>(() => running.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
            Assert.Equal("tap0: the interface is down or gone", said.Message);
        }
    }

    [Fact]
    public async Task AnInterfaceThatIsNotThereIsSaid()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("a live interface is read on Linux alone");
        var feed = new FeedOptions(new FeedId("wire"), FeedKind.Live, null, null, "auto", null, []) { Interface = "nosuchif0" };
        var live = new PacketInterface(new FeedInlet(new CityId("c"), new FeedMeter(feed, NullLogger.Instance), new MemoryJournal(), TimeProvider.System), new IngestOptions());
        var said = await Assert.ThrowsAsync<IOException>(() => live.Run(TestContext.Current.CancellationToken));
        Assert.Contains("nosuchif0", said.Message, StringComparison.Ordinal);
    }
}
