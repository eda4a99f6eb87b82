using Ward.Ingest.Packets.Capture;
using Ward.Ingest.Packets.Framing;

namespace Ward.Ingest.Packets.Flows;

/// <summary>One conversation: who is the client, how far its handshake came, what it speaks.</summary>
internal sealed class Flow(FlowKey key, long began)
{
    private const int MostLooks = 4;
    private uint clientSequence, serverSequence;
    private int steps;

    public FlowKey Key => key;

    public bool IsTcp => key.Protocol == PacketView.Tcp;

    /// <summary>First packet, and first packet since it was last told; microseconds since 1970.</summary>
    public long Began { get; } = began;

    public long Last = began, Told = began;

    public StreamHalf Low { get; } = new();

    public StreamHalf High { get; } = new();

    public byte[] LowWords { get; } = key.Words(low: true);

    public byte[] HighWords { get; } = key.Words(low: false);

    /// <summary>Neighbours in the order of last use; <see cref="FlowTable"/>'s.</summary>
    public Flow? Older, Newer;

    public bool ClientIsLow { get; private set; }

    /// <summary>Whether the client is known by its SYN or by the server's port, rather than guessed.</summary>
    public bool SidesKnown { get; private set; }

    public Framer? Framer { get; set; }

    /// <summary>How often its first bytes were looked at in vain.</summary>
    public int Looks { get; set; }

    public bool IsUndecided => Framer is null && Looks < MostLooks;

    public bool SawSyn { get; private set; }

    public bool IsReset { get; private set; }

    /// <summary>Whether the end was told; what still comes is counted and no more.</summary>
    public bool Ended { get; set; }

    /// <summary>SYN, SYN with the right acknowledgement, and its acknowledgement were seen: both ends can receive at their addresses.</summary>
    public bool Handshaken => steps == 3;

    public bool Finished => Low.Finished && High.Finished;

    public StreamHalf Half(bool low) => low ? Low : High;

    public StreamHalf Client => Half(ClientIsLow);

    public StreamHalf Server => Half(!ClientIsLow);

    public Side SideOf(bool fromLow) => !SidesKnown ? Side.Unknown : fromLow == ClientIsLow ? Side.Client : Side.Server;

    public void Orient(bool low, bool known) => (ClientIsLow, SidesKnown) = (low, known);

    /// <summary>Follows SYN, FIN and RST.</summary>
    public void Follow(in PacketView packet, bool fromLow)
    {
        var flags = packet.Flags;
        if ((flags & PacketView.Rst) != 0) IsReset = true;
        if ((flags & PacketView.Fin) != 0) Half(fromLow).Finished = true;
        if ((flags & (PacketView.Syn | PacketView.Ack)) == PacketView.Syn)
        {
            Orient(fromLow, known: true);
            (SawSyn, clientSequence, steps) = (true, packet.Sequence, 1);
        }
        else if ((flags & (PacketView.Syn | PacketView.Ack)) == (PacketView.Syn | PacketView.Ack))
        {
            if (!SawSyn) Orient(!fromLow, known: true);
            else if (steps == 1 && fromLow != ClientIsLow && packet.Acknowledged == clientSequence + 1) (serverSequence, steps) = (packet.Sequence, 2);
        }
        else if (steps == 2 && fromLow == ClientIsLow && (flags & PacketView.Ack) != 0 && packet.Acknowledged - serverSequence - 1 < 1 << 20)
        {
            steps = 3;
        }
    }

    /// <summary>A SYN that begins another conversation between the same ends.</summary>
    public bool IsBegunAnewBy(in PacketView packet) =>
        (packet.Flags & (PacketView.Syn | PacketView.Ack)) == PacketView.Syn && (Ended || IsReset || Finished || (SawSyn && steps == 3)) && packet.Sequence != clientSequence;
}
