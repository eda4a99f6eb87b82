using Ward.Ingest.Packets.Capture;
using Ward.Ingest.Packets.Flows;
using Ward.Ingest.Packets.Framing;

namespace Ward.Ingest.Packets;

/// <summary>From packets to protocol units. The packets' own clock alone counts, so the same packets give the same units. Not thread-safe.</summary>
internal sealed class PacketPipeline : TcpAssembly.ISink
{
    private readonly PacketOptions options;
    private readonly PacketCounts counts;
    private readonly FlowTable flows;
    private readonly TcpAssembly assembly;
    private readonly Recognition recognition;
    private readonly PointMemory points = new();
    private readonly UnitSink sink;
    private readonly long reportEvery;
    private long now, carried;

    public PacketPipeline(PacketOptions options, UnitBatch batch, PacketCounts counts)
    {
        (this.options, this.counts) = (options, counts);
        flows = new FlowTable(options);
        assembly = new TcpAssembly(options, counts, this);
        recognition = new Recognition(options);
        sink = new UnitSink(options, batch, counts);
        reportEvery = options.ReportEvery.Ticks / TimeSpan.TicksPerMicrosecond;
    }

    /// <summary>Takes a packet; what it completes goes into the batch.</summary>
    public void Take(LinkType link, long micros, ReadOnlySpan<byte> bytes, int originalLength)
    {
        counts.Packets++;
        if (originalLength > bytes.Length) counts.CutByCapture++;
        now = micros;
        while (flows.Idle(now) is { } idle) End(idle, "idle");
        switch (PacketView.Read(link, bytes, out var view))
        {
            case PacketView.Verdict.Ok:
                Take(view);
                break;
            case PacketView.Verdict.NotIp:
                counts.NotIp++;
                break;
            case PacketView.Verdict.OtherTransport:
                counts.OtherTransport++;
                break;
            case PacketView.Verdict.Fragment:
                counts.Fragments++;
                break;
            case PacketView.Verdict.Malformed:
                counts.Malformed++;
                break;
            default:
                throw new InvalidOperationException("A packet of an unknown verdict.");
        }
    }

    /// <summary>Ends every flow, as at the end of a capture.</summary>
    public void Flush()
    {
        while (flows.Oldest is { } flow) End(flow, "end");
    }

    void TcpAssembly.ISink.Bytes(Flow flow, bool low, ReadOnlySpan<byte> bytes)
    {
        if (!Decide(flow, bytes)) return;
        sink.Facing(low);
        var half = flow.Half(low);
        if (half.Skip > 0)
        {
            var over = (int)Math.Min(half.Skip, bytes.Length);
            half.Skip -= over;
            bytes = bytes[over..];
        }

        if (bytes.Length == 0) return;
        if (half.Carried == 0)
        {
            Hold(half, bytes[Frame(flow, low, bytes)..]);
            return;
        }

        var before = half.Carried;
        Hold(half, bytes);
        if (half.Carried == 0) return;
        // A rest with which what now comes can be no unit was none: units begin with segments more often than they lie.
        if (flow.Framer!.Measure(flow.SideOf(low), half.Carry.AsSpan(0, half.Carried)) == -half.Carried)
        {
            counts.Unframed += before;
            carried -= before;
            half.Consume(before);
        }

        var done = Frame(flow, low, half.Carry.AsSpan(0, half.Carried));
        carried -= done;
        half.Consume(done);
    }

    void TcpAssembly.ISink.Hole(Flow flow, bool low, long bytes)
    {
        var half = flow.Half(low);
        half.Gap = true;
        if (flow.Framer is not { } framer) return;
        sink.Facing(low);
        Abandon(flow, low);
        // A unit's length tells where the next begins even where its own bytes are missing.
        if (half.Skip >= bytes)
        {
            half.Skip -= bytes;
            return;
        }

        half.Skip = 0;
        framer.Lost(flow.SideOf(low));
    }

    private void Take(in PacketView packet)
    {
        var key = FlowKey.Of(packet, out var fromLow);
        var flow = flows.Find(key);
        if (flow is not null && flow.IsTcp && flow.IsBegunAnewBy(packet))
        {
            End(flow, "closed");
            flow = null;
        }

        flow = flow is null ? Begin(key, fromLow) : flow;
        flows.Touch(flow, now);
        var half = flow.Half(fromLow);
        half.Packets++;
        half.Bytes += packet.PayloadLength;
        sink.From(flow, fromLow, now, packet);
        if (flow.IsTcp) Segment(flow, fromLow, packet);
        else Datagram(flow, fromLow, packet);
        if (options.Flows && flow.Framer is null && !flow.Ended && now - flow.Told > reportEvery)
        {
            flow.Told = now;
            FlowReport.Tell(flow, "open", now, sink);
        }
    }

    private Flow Begin(in FlowKey key, bool fromLow)
    {
        if (flows.IsFull && flows.Oldest is { } oldest)
        {
            counts.FlowsEvicted++;
            End(oldest, "evicted");
        }

        counts.Flows++;
        var flow = flows.Add(key, now);
        var low = recognition.TryPort(key.LowPort, out _);
        var high = recognition.TryPort(key.HighPort, out _);
        // The end with the known port serves; where neither or both have one, the lower port does, and at last who spoke first asks.
        if (low != high) flow.Orient(high, known: true);
        else if (Math.Min(key.LowPort, key.HighPort) < 1024 && key.LowPort != key.HighPort) flow.Orient(key.HighPort < key.LowPort, known: false);
        else flow.Orient(fromLow, known: false);
        return flow;
    }

    private void Segment(Flow flow, bool fromLow, in PacketView packet)
    {
        flow.Follow(packet, fromLow);
        assembly.Take(flow, fromLow, packet);
        if (!flow.Ended && (flow.IsReset || flow.Finished)) Close(flow, "closed");
    }

    private void Datagram(Flow flow, bool fromLow, in PacketView packet)
    {
        if (packet.Payload.Length == 0 || !Decide(flow, packet.Payload)) return;
        var rest = packet.Payload;
        var side = flow.SideOf(fromLow);
        while (rest.Length > 0)
        {
            var length = flow.Framer!.Measure(side, rest);
            if (length <= 0)
            {
                // Nothing will complete a datagram.
                var over = length == 0 ? rest.Length : -length;
                counts.Unframed += over;
                rest = rest[over..];
                continue;
            }

            flow.Framer.Tell(side, rest[..Math.Min(length, rest.Length)], length, sink);
            rest = rest[Math.Min(length, rest.Length)..];
        }
    }

    private bool Decide(Flow flow, ReadOnlySpan<byte> first)
    {
        if (flow.Framer is not null) return true;
        if (!flow.IsUndecided) return false;
        if (recognition.Of(flow, first) is { } protocol) flow.Framer = Framers.Make(protocol, flow.Key, points);
        else flow.Looks++;
        return flow.Framer is not null;
    }

    /// <summary>Tells the whole units; returns how many bytes are done with.</summary>
    private int Frame(Flow flow, bool low, ReadOnlySpan<byte> bytes)
    {
        var side = flow.SideOf(low);
        var at = 0;
        while (at < bytes.Length)
        {
            var length = flow.Framer!.Measure(side, bytes[at..]);
            if (length == 0) break;
            if (length < 0)
            {
                counts.Unframed -= length;
                at -= length;
                continue;
            }

            var there = bytes.Length - at;
            if (length > there && there < options.UnitLimit) break;
            flow.Framer.Tell(side, bytes.Slice(at, Math.Min(length, there)), length, sink);
            if (length > there) flow.Half(low).Skip = length - there;
            at += Math.Min(length, there);
        }

        return at;
    }

    private void Hold(StreamHalf half, ReadOnlySpan<byte> rest)
    {
        if (rest.Length == 0) return;
        if (assembly.Held + carried + rest.Length > options.HeldLimit)
        {
            counts.HeldDropped += rest.Length + half.Carried;
            carried -= half.Carried;
            half.Consume(half.Carried);
            half.Gap = true;
            return;
        }

        carried += rest.Length;
        half.Keep(rest);
    }

    /// <summary>A unit that will not be completed is told as far as it came, and its rest passed over where it comes after all.</summary>
    private void Abandon(Flow flow, bool low)
    {
        var half = flow.Half(low);
        if (half.Carried == 0) return;
        var bytes = half.Carry.AsSpan(0, half.Carried);
        var length = flow.Framer!.Measure(flow.SideOf(low), bytes);
        if (length > half.Carried)
        {
            flow.Framer.Tell(flow.SideOf(low), bytes, length, sink);
            half.Skip = length - half.Carried;
        }
        else
        {
            counts.Unframed += half.Carried;
        }

        carried -= half.Carried;
        half.Consume(half.Carried);
    }

    private void End(Flow flow, string reason)
    {
        if (flow.Ended) Release(flow);
        else Close(flow, reason);
        flows.Remove(flow);
    }

    /// <summary>Tells what is left of a flow. It stays in the table for its last packets, so that these begin no new one.</summary>
    private void Close(Flow flow, string reason)
    {
        flow.Ended = true;
        Release(flow);
        if (options.Flows && flow.Framer is null) FlowReport.Tell(flow, FlowReport.StateOf(flow, reason), flow.Last, sink);
    }

    private void Release(Flow flow)
    {
        foreach (var low in (ReadOnlySpan<bool>)[true, false])
        {
            sink.About(flow, low, flow.Last);
            if (flow.IsTcp) assembly.End(flow, low);
            sink.Facing(low);
            if (flow.Framer is not null) Abandon(flow, low);
        }
    }
}
