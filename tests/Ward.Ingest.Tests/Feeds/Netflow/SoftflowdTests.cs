using System.Buffers.Binary;
using System.Net;
using System.Text.Json;
using Ward.Ingest.Feeds;

namespace Ward.Ingest.Tests.Feeds.Netflow;

/// <summary>A real exporter over loopback: softflowd reads a capture that the test writes, and sends what it saw.</summary>
public sealed class SoftflowdTests : IAsyncDisposable
{
    private readonly RunningFeed feed = new();
    private readonly IPEndPoint at = RunningFeed.FreePort();

    [Theory]
    [InlineData(5)]
    [InlineData(9)]
    [InlineData(10)]
    public async Task ItsFlowsAreReadInEveryVersion(int version)
    {
        var softflowd = RunningFeed.Program("softflowd");
        var capture = Path.Combine(feed.Folder, "one.pcap");
        await File.WriteAllBytesAsync(capture, Capture(), TestContext.Current.CancellationToken);
        feed.Start(new FeedOptions(new FeedId("n"), FeedKind.Netflow, null, at, "netflow", null, []));
        await Task.Delay(300, TestContext.Current.CancellationToken); // a datagram to a port that nobody has bound yet is lost
        feed.Begin(softflowd, "-d", "-r", capture, "-n", at.ToString(), "-v", $"{version}", "-p", Path.Combine(feed.Folder, "pid"), "-c", Path.Combine(feed.Folder, "control"));
        await RunningFeed.Until(() => Flows().Any(), () => $"{feed.Status}\n{string.Join('\n', feed.Journal.Lines)}");

        var flow = Flows().First();
        Assert.Equal((version, 6, 4242, 443), (flow.GetProperty("version").GetInt32(), flow.GetProperty("proto").GetInt32(), flow.GetProperty("src_port").GetInt32(), flow.GetProperty("dst_port").GetInt32()));
        Assert.Equal(("192.0.2.9", 3, 120), (flow.GetProperty("dst_ip").GetString(), flow.GetProperty("packets").GetInt32(), flow.GetProperty("bytes").GetInt32()));
        Assert.Equal(0, feed.Status.Dropped);
        var decoded = Decoded.Line("netflow", feed.Journal.Lines[0]);
        Assert.True(decoded.Understood);
    }

    private IEnumerable<JsonElement> Flows() => feed.Journal.Lines.Select(l => JsonElement.Parse(l).GetProperty("netflow")).Where(f => f.TryGetProperty("src_ip", out var from) && from.GetString() == "203.0.113.7");

    /// <summary>Three TCP segments of one direction, in a classic capture file of Ethernet frames.</summary>
    private static byte[] Capture()
    {
        var bytes = new List<byte>();
        bytes.AddRange(Little(0xa1b2c3d4, 0x00040002, 0, 0, 65535, 1));
        for (var i = 0u; i < 3; i++)
        {
            bytes.AddRange(Little(1772362800 + i, 1000, 54, 54));
            bytes.AddRange([2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0]);
            bytes.AddRange([0x45, 0, 0, 40, 0, 1, 0, 0, 64, 6, 0, 0, 203, 0, 113, 7, 192, 0, 2, 9]);
            bytes.AddRange([4242 >> 8, 4242 & 0xff, 443 >> 8, 443 & 0xff, 0, 0, 0, (byte)i, 0, 0, 0, 0, 0x50, (byte)(i == 0 ? 2 : 16), 255, 255, 0, 0, 0, 0]);
        }

        return [.. bytes];
    }

    private static byte[] Little(params uint[] values)
    {
        var bytes = new byte[values.Length * 4];
        for (var i = 0; i < values.Length; i++) BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(i * 4), values[i]);
        return bytes;
    }

    public ValueTask DisposeAsync() => feed.DisposeAsync();
}
