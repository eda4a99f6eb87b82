using System.Net;

namespace Ward.Ingest.Feeds.Netflow;

/// <summary>
/// NetFlow 5 (Cisco's format), NetFlow 9 (RFC 3954) and IPFIX (RFC 7011) over UDP: each flow record is one line of JSON. A datagram that is none of
/// them, and a set whose template never came, is dropped and counted as one; what an exporter's own count says never came is counted too.
/// </summary>
internal sealed class NetflowUdp(FeedInlet inlet, IngestOptions options) : IFeed
{
    public async Task Run(CancellationToken stop)
    {
        var datagrams = new DatagramIntake(inlet, options);
        var templates = new FlowTemplates(inlet.Time);
        var sequences = new FlowSequences();
        using var reader = new FlowReader(templates, sequences, (sender, line) => datagrams.Offer(sender, line, cut: false));
        await datagrams.Run(Take, stop).ConfigureAwait(false);

        void Take(IPAddress sender, ReadOnlySpan<byte> datagram)
        {
            if (!reader.TryRead(sender, datagram)) inlet.Meter.Dropped(DropReason.Form);
            inlet.Meter.Dropped(DropReason.Template, templates.TakeLost());
            inlet.Meter.Dropped(DropReason.Sequence, sequences.TakeMissed());
        }
    }
}
