using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Ward.City;
using Ward.Ingest.Feeds;
using Ward.Ingest.Tests.Journal;
using Ward.Ingest.Tests.Packets;

namespace Ward.Ingest.Tests.Feeds;

public sealed class PcapFileTests : IDisposable
{
    private const string Server = "192.0.2.20:502";
    private readonly string folder = Directory.CreateTempSubdirectory("ward-pcap-").FullName;

    private string Path => System.IO.Path.Combine(folder, "a.pcap");

    [Fact]
    public async Task ACaptureBecomesLinesThatAreUnderstood()
    {
        await File.WriteAllBytesAsync(Path, Requests(3).Bytes, TestContext.Current.CancellationToken);
        var journal = new MemoryJournal();
        await using var running = new Running(Made(journal));
        await journal.Holds(3);
        Assert.Equal(["1", "2", "3"], journal.Kept.Select(a => Decoded.Line("auto", a.Line.ToArray())["ot.value"]));
        Assert.Equal(3, running.Ingestion.Feeds[0].Packets!.Units);
    }

    [Fact]
    public async Task AGrowingCaptureIsFollowedAcrossRestartsWithoutLossOrDoubling()
    {
        // The second packet of a unit comes after the restart: flows are built anew from the beginning, kept units are left out.
        var whole = Requests(4).Bytes;
        var journal = new MemoryJournal();
        for (var part = 1; part <= 4; part++)
        {
            await File.WriteAllBytesAsync(Path, whole[..(whole.Length * part / 4)], TestContext.Current.CancellationToken);
            await using var running = new Running(Made(journal));
            if (part < 4) await Task.Delay(300, TestContext.Current.CancellationToken);
            else await journal.Holds(4);
        }

        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.Equal(["1", "2", "3", "4"], journal.Kept.Select(a => Decoded.Line("auto", a.Line.ToArray())["ot.value"]));
    }

    [Fact]
    public async Task AQuietCaptureEndsItsFlowsOnceAndGoesOnAfterThem()
    {
        var capture = new Capture().Handshake(Capture.Client, "192.0.2.30:22");
        await File.WriteAllBytesAsync(Path, capture.Bytes, TestContext.Current.CancellationToken);
        var journal = new MemoryJournal();
        for (var run = 0; run < 2; run++)
        {
            await using var running = new Running(Made(journal, TimeSpan.FromMilliseconds(50)));
            await journal.Holds(1);
            await Task.Delay(300, TestContext.Current.CancellationToken);
            Assert.Single(journal.Kept);
        }

        await File.WriteAllBytesAsync(Path, capture.Tcp(Capture.Client, Server, Convert.FromHexString("000900000006010600010009")).Bytes, TestContext.Current.CancellationToken);
        await using var again = new Running(Made(journal));
        await journal.Holds(2);
        Assert.StartsWith("WPDU1 modbus", Encoding.ASCII.GetString(journal.Kept[1].Line.Span[..12]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsNoCaptureIsTroubleThatSaysSo()
    {
        await File.WriteAllTextAsync(Path, "this is a text file and not a capture", TestContext.Current.CancellationToken);
        await using var running = new Running(Made(new MemoryJournal()));
        for (var i = 0; i < 100 && running.Ingestion.Feeds[0].Trouble is null; i++) await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Contains("neither pcap nor pcapng", running.Ingestion.Feeds[0].Trouble, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static Capture Requests(int count)
    {
        var capture = new Capture().Handshake(Capture.Client, Server);
        for (byte i = 1; i <= count; i++) capture.Tcp(Capture.Client, Server, [0, i, 0, 0, 0]).Tcp(Capture.Client, Server, [6, 1, 6, 0, 1, 0, i]);
        return capture;
    }

    private Ingestion Made(MemoryJournal journal, TimeSpan? grace = null) =>
        new(new CityId("c"), [new FeedOptions(new FeedId("p"), FeedKind.Pcap, Path, null, "auto", null, [])], journal, 0, _ => null,
            new IngestOptions { Poll = TimeSpan.FromMilliseconds(20), RotatedGrace = grace ?? TimeSpan.FromMinutes(1) }, TimeProvider.System, NullLogger.Instance);

    private sealed class Running : IAsyncDisposable
    {
        private readonly CancellationTokenSource stop = new();
        private readonly Task feeds;

        public Running(Ingestion ingestion) => (Ingestion, feeds) = (ingestion, ingestion.RunFeeds(stop.Token));

        public Ingestion Ingestion { get; }

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await feeds;
            stop.Dispose();
        }
    }
}
