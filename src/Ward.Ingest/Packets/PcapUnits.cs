using System.Collections;
using Ward.Ingest.Packets.Capture;

namespace Ward.Ingest.Packets;

/// <summary>The protocol units of a capture file (pcap or pcapng), in the order in which they were completed. Reads the stream once; enumerate once.</summary>
public sealed class PcapUnits(Stream capture, PacketOptions options) : IEnumerable<PacketUnit>
{
    public PacketCounts Counts { get; } = new();

    /// <summary>Why the file could not be read to its end; null where it could, or its last record is only half there.</summary>
    public string? Trouble { get; private set; }

    public IEnumerator<PacketUnit> GetEnumerator()
    {
        var reader = new CaptureReader(capture);
        var batch = new UnitBatch();
        var pipeline = new PacketPipeline(options, batch, Counts);
        var more = true;
        while (more)
        {
            more = reader.Next() == CaptureRead.Packet;
            if (more) pipeline.Take(reader.Link, reader.Micros, reader.Packet, reader.OriginalLength);
            else pipeline.Flush();
            for (var i = 0; i < batch.Count; i++) yield return new PacketUnit(batch.ProtocolAt(i), batch.LineAt(i).ToArray());
            batch.Clear();
        }

        Trouble = reader.Trouble;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
