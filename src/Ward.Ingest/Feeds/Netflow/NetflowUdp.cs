using System.Net;

namespace Ward.Ingest.Feeds.Netflow;

/// <summary>
/// NetFlow 5 (Cisco's format), NetFlow 9 (RFC 3954) and IPFIX (RFC 7011) over UDP: each flow record is one line of JSON. A datagram that is none of
/// them, and a set whose template never came, is dropped and counted as one.
/// </summary>
internal sealed class NetflowUdp(FeedInlet inlet, IngestOptions options) : IFeed
{
    public async Task Run(CancellationToken stop)
    {
        var datagrams = new DatagramIntake(inlet, options);
        var templates = new FlowTemplates(inlet.Time);
        using var reader = new FlowReader(templates, (sender, line) => datagrams.Offer(sender, line, cut: false));
        await datagrams.Run(Take, stop).ConfigureAwait(false);

        void Take(IPAddress sender, ReadOnlySpan<byte> datagram)
        {
            if (!reader.TryRead(sender, datagram)) inlet.Meter.Dropped(DropReason.Form);
            inlet.Meter.Dropped(DropReason.Template, templates.TakeLost());
        }
    }
}
