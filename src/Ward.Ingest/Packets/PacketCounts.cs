namespace Ward.Ingest.Packets;

/// <summary>What became of the packets. Written by one reader; any thread may look, and sees values a moment old.</summary>
public sealed class PacketCounts
{
    public long Packets { get; internal set; }

    public long Units { get; internal set; }

    /// <summary>Neither IPv4 nor IPv6 (ARP, GOOSE, PROFINET, spanning tree ...).</summary>
    public long NotIp { get; internal set; }

    /// <summary>IP that carries neither TCP nor UDP.</summary>
    public long OtherTransport { get; internal set; }

    /// <summary>Headers that contradict the packet's length.</summary>
    public long Malformed { get; internal set; }

    /// <summary>IP fragments; they are not joined.</summary>
    public long Fragments { get; internal set; }

    /// <summary>Packets of which the capture kept only a part.</summary>
    public long CutByCapture { get; internal set; }

    public long Flows { get; internal set; }

    /// <summary>Flows that ended early because <see cref="PacketOptions.FlowLimit"/> was reached.</summary>
    public long FlowsEvicted { get; internal set; }

    /// <summary>Holes in a TCP direction that were passed over: lost by the capture, or beyond the window.</summary>
    public long Gaps { get; internal set; }

    /// <summary>Bytes let go because of <see cref="PacketOptions.HeldLimit"/>.</summary>
    public long HeldDropped { get; internal set; }

    /// <summary>Bytes on a known protocol's flow that do not begin a unit of it.</summary>
    public long Unframed { get; internal set; }

    /// <summary>Units of which only the beginning is there.</summary>
    public long Partial { get; internal set; }

    /// <summary>DNP3 frames whose checksum is wrong.</summary>
    public long BadChecksums { get; internal set; }

    /// <summary>Packets that the system dropped before Ward read them; a live interface only.</summary>
    public long Dropped { get; internal set; }
}
