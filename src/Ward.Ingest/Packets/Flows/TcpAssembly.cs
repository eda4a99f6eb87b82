using Ward.Ingest.Packets.Capture;

namespace Ward.Ingest.Packets.Flows;

/// <summary>
/// Puts the bytes of one TCP direction in order within bounds. The first copy of a byte stands. A hole is passed over once the other end
/// acknowledges what lies beyond it (it was lost by the capture alone), or once the window is full.
/// </summary>
internal sealed class TcpAssembly(PacketOptions options, PacketCounts counts, TcpAssembly.ISink sink)
{
    private const int MostWaiting = 128;

    /// <summary>Who takes bytes in order.</summary>
    internal interface ISink
    {
        void Bytes(Flow flow, bool low, ReadOnlySpan<byte> bytes);

        void Hole(Flow flow, bool low, long bytes);
    }

    /// <summary>Bytes that wait, over all flows.</summary>
    public long Held { get; private set; }

    public void Take(Flow flow, bool low, in PacketView packet)
    {
        var half = flow.Half(low);
        var sequence = packet.Sequence;
        if ((packet.Flags & PacketView.Syn) != 0)
        {
            if (!half.Started) (half.Started, half.Next) = (true, sequence + 1);
            sequence++;
        }

        if ((packet.Flags & PacketView.Ack) != 0) Acknowledge(flow, !low, packet.Acknowledged);
        if (packet.PayloadLength == 0) return;
        if (!half.Started) (half.Started, half.Next) = (true, sequence);
        if ((int)(sequence - half.Next) <= 0)
        {
            Deliver(flow, low, sequence, packet.Payload, packet.PayloadLength);
            Drain(flow, low);
        }
        else
        {
            Wait(flow, low, sequence, packet);
        }
    }

    /// <summary>Lets go of what waits, at the end of a flow: what can be told of it is told.</summary>
    public void End(Flow flow, bool low)
    {
        while (flow.Half(low).Waiting.Count > 0) PassHole(flow, low);
    }

    private void Wait(Flow flow, bool low, uint sequence, in PacketView packet)
    {
        var half = flow.Half(low);
        if (Held + packet.Payload.Length > options.HeldLimit)
        {
            counts.HeldDropped += packet.Payload.Length;
            return;
        }

        var at = half.Waiting.Count;
        while (at > 0 && (int)(sequence - half.Waiting[at - 1].Sequence) < 0) at--;
        // The same segment again: the first copy stands.
        if (at > 0 && half.Waiting[at - 1] is var same && same.Sequence == sequence && same.Length >= packet.PayloadLength) return;
        half.Waiting.Insert(at, (sequence, packet.Payload.ToArray(), packet.PayloadLength));
        half.WaitingBytes += packet.Payload.Length;
        Held += packet.Payload.Length;
        while (half.Waiting.Count > 0 && (half.WaitingBytes > options.WindowLimit || half.Waiting.Count > MostWaiting)) PassHole(flow, low);
    }

    private void Acknowledge(Flow flow, bool low, uint acknowledged)
    {
        var half = flow.Half(low);
        while (half.Waiting.Count > 0 && (int)(acknowledged - half.Waiting[0].Sequence) > 0) PassHole(flow, low);
    }

    private void PassHole(Flow flow, bool low)
    {
        var half = flow.Half(low);
        var hole = half.Waiting[0].Sequence - half.Next;
        if ((int)hole > 0)
        {
            half.Next += hole;
            Lose(flow, low, hole);
        }

        Drain(flow, low);
    }

    private void Drain(Flow flow, bool low)
    {
        var half = flow.Half(low);
        var done = 0;
        while (done < half.Waiting.Count && (int)(half.Waiting[done].Sequence - half.Next) <= 0)
        {
            var (sequence, bytes, length) = half.Waiting[done++];
            half.WaitingBytes -= bytes.Length;
            Held -= bytes.Length;
            Deliver(flow, low, sequence, bytes, length);
        }

        half.Waiting.RemoveRange(0, done);
    }

    private void Deliver(Flow flow, bool low, uint sequence, ReadOnlySpan<byte> bytes, int length)
    {
        var half = flow.Half(low);
        var old = (int)(half.Next - sequence);
        if (old >= length) return;
        half.Next = sequence + (uint)length;
        if (old < bytes.Length) sink.Bytes(flow, low, bytes[old..]);
        if (length > bytes.Length) Lose(flow, low, length - Math.Max(old, bytes.Length));
    }

    private void Lose(Flow flow, bool low, long bytes)
    {
        counts.Gaps++;
        sink.Hole(flow, low, bytes);
    }
}
