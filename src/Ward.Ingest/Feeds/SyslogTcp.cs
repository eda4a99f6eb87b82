using System.Net;
using System.Net.Sockets;
using Ward.Ingest.Journal;

namespace Ward.Ingest.Feeds;

/// <summary>
/// Syslog over TCP (RFC 6587), newline and octet-counted frames, mixed as they come, and over TLS (RFC 5425), where frames are counted. A sender that
/// the feed names is known by its completed session, one that showed a certificate by that. Back-pressure is TCP's own. A connection over the limit,
/// from an unlisted sender, or whose handshake fails is closed and counted as one dropped. Where the system has no connection to give (it is out of file
/// descriptors) that is trouble, and asked for again: those that are open go on, and who waits is served later.
/// </summary>
/// <param name="tls">Null speaks plain TCP.</param>
/// <param name="accept">How a connection is taken from the listener; null is as the system does it.</param>
internal sealed class SyslogTcp(FeedInlet inlet, IngestOptions options, TlsDoor? tls = null, Func<TcpListener, CancellationToken, Task<Socket>>? accept = null) : IFeed
{
    private static readonly TimeSpan AcceptAgain = TimeSpan.FromMilliseconds(500);
    private readonly Lock gate = new();
    private readonly HashSet<Task> connections = [];
    private bool refusing;

    public async Task Run(CancellationToken stop)
    {
        var listener = new TcpListener(inlet.Feed.Listen ?? throw new ArgumentException($"Feed {inlet.Feed.Id} names no address to listen on."));
        tls?.Check();
        listener.Start();
        inlet.Meter.Trouble(null);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            while (true)
            {
                if (await TryAccept(listener, stop).ConfigureAwait(false) is not var (socket, sender)) continue;
                var isListed = sender is not null && inlet.Feed.Takes(sender);
                if (!isListed || Open() >= options.ConnectionLimit)
                {
                    inlet.Meter.Dropped(isListed ? DropReason.Connections : DropReason.Sender);
                    socket.Dispose();
                    continue;
                }

                Track(Serve(socket, sender!, end.Token));
            }
        }
        finally
        {
            listener.Dispose();
            // Whatever ended the loop, nobody would wait for these to end by themselves: the feed begins anew, and so do they.
            await end.CancelAsync().ConfigureAwait(false);
            Task[] left;
            lock (gate) left = [.. connections];
            await Task.WhenAll(left).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The next connection, and its sender where it still has one; null after a pause where there was none to be had.</summary>
    private async Task<(Socket Socket, IPAddress? Sender)?> TryAccept(TcpListener listener, CancellationToken stop)
    {
        Socket? socket = null;
        try
        {
            socket = await (accept?.Invoke(listener, stop) ?? listener.AcceptSocketAsync(stop).AsTask()).ConfigureAwait(false);
            var sender = socket.RemoteEndPoint is IPEndPoint peer ? SenderFilter.Plain(peer.Address) : null;
            if (refusing) inlet.Meter.Trouble(null);
            refusing = false;
            return (socket, sender);
        }
        catch (SocketException e)
        {
            socket?.Dispose();
            inlet.Meter.Dropped(DropReason.Accept);
            inlet.Meter.Trouble($"{inlet.Feed.Listen}: a connection could not be taken: {e.Message}");
            refusing = true;
            await Task.Delay(AcceptAgain, inlet.Time, stop).ConfigureAwait(false);
            return null;
        }
    }

    private async Task Serve(Socket socket, IPAddress sender, CancellationToken stop)
    {
        using var plain = new NetworkStream(socket, ownsSocket: true);
        var assurance = inlet.Feed.Names(sender) ? Assurance.Session : Assurance.None;
        if (tls is null)
        {
            await Read(plain, sender, assurance, stop).ConfigureAwait(false);
            return;
        }

        using var secret = await tls.TryOpen(plain, inlet, stop).ConfigureAwait(false);
        if (secret is null) inlet.Meter.Dropped(DropReason.Handshake);
        else await Read(secret, sender, tls.AsksClients ? Assurance.Authenticated : assurance, stop).ConfigureAwait(false);
    }

    private async Task Read(Stream stream, IPAddress sender, Assurance assurance, CancellationToken stop)
    {
        var window = new LineWindow(options.LineLimit, octets: true);
        var batch = new List<Arrival>();
        using var idle = new CancellationTokenSource(options.IdleLimit, inlet.Time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop, idle.Token);
        var ended = false;
        try
        {
            int read;
            while ((read = await stream.ReadAsync(window.Room(), end.Token).ConfigureAwait(false)) > 0)
            {
                window.Filled(read);
                idle.CancelAfter(Timeout.InfiniteTimeSpan);
                batch.Clear();
                while (window.TryTake(out var line, out var cut))
                    if (line.Length > 0) batch.Add(inlet.Make(line, cut, assurance, sender));
                await inlet.Append(batch, stop).ConfigureAwait(false);
                idle.CancelAfter(options.IdleLimit);
            }

            ended = true;
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            // The peer broke off, was silent too long, or Ward stops: what it had begun is kept below, marked as cut.
        }

        if (stop.IsCancellationRequested || !window.TryTakeRest(out var rest, out var cutShort)) return;
        batch.Clear();
        batch.Add(inlet.Make(rest, cutShort || !ended, assurance, sender));
        await inlet.Append(batch, stop).ConfigureAwait(false);
    }

    private int Open()
    {
        lock (gate) return connections.Count;
    }

    private void Track(Task connection)
    {
        lock (gate) connections.Add(connection);
        _ = Forget(connection);
    }

    private async Task Forget(Task connection)
    {
        await connection.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (gate) connections.Remove(connection);
    }
}
