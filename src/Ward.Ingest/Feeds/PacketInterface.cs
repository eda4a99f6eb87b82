using Ward.Ingest.Journal;
using Ward.Ingest.Packets;
using Ward.Ingest.Packets.Capture;

namespace Ward.Ingest.Feeds;

/// <summary>
/// Reads a live interface and keeps the protocol units that pass. Packets do not wait: what the kernel drops while the journal is slow is
/// counted. What a packet says can be forged by whoever can send one, so its assurance is none; <see cref="Event.SourceProven"/> is about
/// the TCP handshakes that the capture itself holds. An interface that goes down or away ends the run with an <see cref="IOException"/>.
/// </summary>
internal sealed class PacketInterface(FeedInlet inlet, IngestOptions options) : IFeed
{
    private const int BatchUnits = 512, BatchPackets = 4096;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    public Task Run(CancellationToken stop)
    {
        var name = inlet.Feed.Interface ?? throw new ArgumentException($"Feed {inlet.Feed.Id} names no interface.");
        // Opened here and not in the task: a network namespace belongs to the thread that asks.
        var capture = LiveCapture.Open(name);
        return Task.Run(() => Read(capture, stop), CancellationToken.None);
    }

    private async Task Read(LiveCapture capture, CancellationToken stop)
    {
        using var opened = capture;
        var counts = new PacketCounts();
        inlet.Meter.Packets = counts;
        var units = new UnitBatch();
        var pipeline = new PacketPipeline(PcapFile.Limits(inlet.Feed, options), units, counts);
        var batch = new List<Arrival>();
        for (var begun = false; !stop.IsCancellationRequested; begun = true)
        {
            capture.Wait(Patience);
            var all = TakeAll(capture, pipeline, units);
            if (!begun && capture.Fault is null) inlet.Meter.Trouble(null);
            var dropped = capture.TakeDropped();
            counts.Dropped += dropped;
            if (dropped > 0) inlet.Meter.Dropped(DropReason.Kernel, dropped);
            batch.Clear();
            for (var i = 0; i < units.Count; i++) batch.Add(inlet.Make(units.LineAt(i), false, Assurance.None, null));
            await inlet.Append(batch, stop).ConfigureAwait(false);
            units.Clear();
            // What had come before is kept; then the feed is tried again, by a capture that finds the interface anew.
            if (all && capture.Fault is { } fault) throw new IOException(fault);
        }
    }

    /// <summary>False where more may be there than fits into one batch.</summary>
    private bool TakeAll(LiveCapture capture, PacketPipeline pipeline, UnitBatch units)
    {
        for (var i = 0; i < BatchPackets && units.Count < BatchUnits; i++)
        {
            if (!capture.TryRead(out var packet, out var length)) return true;
            pipeline.Take(capture.Link, inlet.Time.GetUtcNow().UtcTicks / TimeSpan.TicksPerMicrosecond - (DateTimeOffset.UnixEpoch.Ticks / TimeSpan.TicksPerMicrosecond), packet, length);
        }

        return false;
    }
}
