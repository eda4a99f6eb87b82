using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Ward.Ingest.Journal;

namespace Ward.Ingest.Feeds;

/// <summary>
/// What all datagram feeds share: the socket, the senders that are listed, and a bounded queue before the journal. UDP cannot wait: what exceeds the
/// queue or the rate is dropped and counted, and so is what the kernel had no room for where it tells (<see cref="KernelDrops"/>). A datagram's sender can be forged, so its assurance is none. Used by one feed.
/// </summary>
internal sealed class DatagramIntake(FeedInlet inlet, IngestOptions options)
{
    private const int LargestDatagram = 65536, ReceiveBuffer = 4 << 20, BatchLimit = 512;
    private readonly Channel<(IPAddress Sender, byte[] Line, bool Cut)> queue =
        Channel.CreateBounded<(IPAddress, byte[], bool)>(new BoundedChannelOptions(options.DatagramLimit) { SingleReader = true, SingleWriter = true });
    private static readonly TimeSpan AskKernelEvery = TimeSpan.FromSeconds(1);
    private long waitingBytes;

    /// <summary>Makes lines of a datagram and offers them.</summary>
    public delegate void Reader(IPAddress sender, ReadOnlySpan<byte> datagram);

    public async Task Run(Reader read, CancellationToken stop)
    {
        var listen = inlet.Feed.Listen ?? throw new ArgumentException($"Feed {inlet.Feed.Id} names no address to listen on.");
        using var socket = new Socket(listen.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        socket.ReceiveBufferSize = ReceiveBuffer;
        socket.Bind(listen);
        inlet.Meter.Trouble(null);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var keeping = Keep(both.Token);
        var receiving = Receive(socket, listen, read, both.Token);
        var drops = new KernelDrops(socket);
        var counting = Count(drops, both.Token);
        var first = await Task.WhenAny(keeping, receiving).ConfigureAwait(false);
        await both.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(keeping, receiving, counting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        CountOnce(drops);
        await first.ConfigureAwait(false);
    }

    /// <summary>Whether so many bytes more may wait; false is to be counted by the caller, or by <see cref="Offer"/>.</summary>
    public bool HasRoom(int bytes) => Interlocked.Read(ref waitingBytes) + bytes <= options.DatagramBytesLimit;

    /// <summary>Queues the line for the journal, or drops and counts it.</summary>
    public void Offer(IPAddress sender, byte[] line, bool cut)
    {
        if (!HasRoom(line.Length)) inlet.Meter.Dropped(DropReason.Queue);
        else if (inlet.Pace?.TryTake(1) == false) inlet.Meter.Dropped(DropReason.Rate);
        else if (queue.Writer.TryWrite((sender, line, cut))) Interlocked.Add(ref waitingBytes, line.Length);
        else inlet.Meter.Dropped(DropReason.Queue);
    }

    private async Task Receive(Socket socket, IPEndPoint listen, Reader read, CancellationToken stop)
    {
        var buffer = new byte[LargestDatagram];
        var any = new IPEndPoint(listen.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
        while (true)
        {
            var got = await socket.ReceiveFromAsync(buffer, SocketFlags.None, any, stop).ConfigureAwait(false);
            var sender = SenderFilter.Plain(((IPEndPoint)got.RemoteEndPoint).Address);
            if (!inlet.Feed.Takes(sender)) inlet.Meter.Dropped(DropReason.Sender);
            else if (got.ReceivedBytes > 0) read(sender, buffer.AsSpan(0, got.ReceivedBytes));
        }
    }

    private async Task Count(KernelDrops drops, CancellationToken stop)
    {
        while (true)
        {
            CountOnce(drops);
            await Task.Delay(AskKernelEvery, inlet.Time, stop).ConfigureAwait(false);
        }
    }

    private void CountOnce(KernelDrops drops)
    {
        if (drops.Take() is var more and > 0) inlet.Meter.Dropped(DropReason.Kernel, more);
    }

    private async Task Keep(CancellationToken stop)
    {
        var batch = new List<Arrival>();
        while (await queue.Reader.WaitToReadAsync(stop).ConfigureAwait(false))
        {
            batch.Clear();
            var bytes = 0;
            while (batch.Count < BatchLimit && queue.Reader.TryRead(out var got))
            {
                batch.Add(inlet.Make(got.Line, got.Cut, Assurance.None, got.Sender));
                bytes += got.Line.Length;
            }

            await inlet.Keep(batch, stop).ConfigureAwait(false);
            Interlocked.Add(ref waitingBytes, -bytes);
        }
    }
}
