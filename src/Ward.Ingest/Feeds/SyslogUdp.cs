using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Ward.Ingest.Journal;

namespace Ward.Ingest.Feeds;

/// <summary>
/// Syslog over UDP (RFC 5426): one datagram, one line, newlines inside included. A datagram's sender can be forged, so its assurance is none.
/// UDP cannot wait: what exceeds the queue is dropped and counted.
/// </summary>
internal sealed class SyslogUdp(FeedInlet inlet, IngestOptions options) : IFeed
{
    private const int LargestDatagram = 65536, ReceiveBuffer = 4 << 20, BatchLimit = 512;
    private long waitingBytes;

    public async Task Run(CancellationToken stop)
    {
        var listen = inlet.Feed.Listen ?? throw new ArgumentException($"Feed {inlet.Feed.Id} names no address to listen on.");
        using var socket = new Socket(listen.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        socket.ReceiveBufferSize = ReceiveBuffer;
        socket.Bind(listen);
        inlet.Meter.Trouble(null);
        var queue = Channel.CreateBounded<(IPAddress Sender, byte[] Line, bool Cut)>(new BoundedChannelOptions(options.DatagramLimit) { SingleReader = true, SingleWriter = true });
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var keeping = Keep(queue.Reader, both.Token);
        var receiving = Receive(socket, listen, queue.Writer, both.Token);
        var first = await Task.WhenAny(keeping, receiving).ConfigureAwait(false);
        await both.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(keeping, receiving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first.ConfigureAwait(false);
    }

    private async Task Receive(Socket socket, IPEndPoint listen, ChannelWriter<(IPAddress, byte[], bool)> queue, CancellationToken stop)
    {
        var buffer = new byte[LargestDatagram];
        var any = new IPEndPoint(listen.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
        while (true)
        {
            var got = await socket.ReceiveFromAsync(buffer, SocketFlags.None, any, stop).ConfigureAwait(false);
            var sender = SenderFilter.Plain(((IPEndPoint)got.RemoteEndPoint).Address);
            var datagram = buffer.AsSpan(0, got.ReceivedBytes).TrimEnd("\r\n\0"u8);
            if (datagram.Length == 0) continue;
            if (!inlet.Feed.Takes(sender) || Interlocked.Read(ref waitingBytes) + datagram.Length > options.DatagramBytesLimit
                || inlet.Pace?.TryTake(1) == false)
            {
                inlet.Meter.Dropped();
                continue;
            }

            var line = datagram[..Math.Min(datagram.Length, options.LineLimit)].ToArray();
            if (queue.TryWrite((sender, line, datagram.Length > line.Length))) Interlocked.Add(ref waitingBytes, line.Length);
            else inlet.Meter.Dropped();
        }
    }

    private async Task Keep(ChannelReader<(IPAddress Sender, byte[] Line, bool Cut)> queue, CancellationToken stop)
    {
        var batch = new List<Arrival>();
        while (await queue.WaitToReadAsync(stop).ConfigureAwait(false))
        {
            batch.Clear();
            var bytes = 0;
            while (batch.Count < BatchLimit && queue.TryRead(out var got))
            {
                batch.Add(inlet.Make(got.Line, got.Cut, Assurance.None, got.Sender));
                bytes += got.Line.Length;
            }

            await inlet.Keep(batch, stop).ConfigureAwait(false);
            Interlocked.Add(ref waitingBytes, -bytes);
        }
    }
}
