using System.Net;

namespace Ward.Ingest.Feeds;

/// <summary>Syslog over UDP (RFC 5426): one datagram, one line, newlines inside included.</summary>
internal sealed class SyslogUdp(FeedInlet inlet, IngestOptions options) : IFeed
{
    public Task Run(CancellationToken stop)
    {
        var datagrams = new DatagramIntake(inlet, options);
        return datagrams.Run(Take, stop);

        void Take(IPAddress sender, ReadOnlySpan<byte> datagram)
        {
            var line = datagram.TrimEnd("\r\n\0"u8);
            if (line.Length == 0) return;
            // What the queue has no room for is not worth a copy.
            if (!datagrams.HasRoom(line.Length)) inlet.Meter.Dropped(DropReason.Queue);
            else datagrams.Offer(sender, line[..Math.Min(line.Length, options.LineLimit)].ToArray(), line.Length > options.LineLimit);
        }
    }
}
