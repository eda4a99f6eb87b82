using Ward.Ingest.Packets.Capture;

namespace Ward.Ingest.Packets.Flows;

/// <summary>The conversations at hand, bounded; TCP and UDP each in the order of last use.</summary>
internal sealed class FlowTable(PacketOptions options)
{
    private readonly Dictionary<FlowKey, Flow> flows = new(new FlowKey.Comparer());
    private readonly Order tcp = new(options.TcpIdle), udp = new(options.UdpIdle);

    public int Count => flows.Count;

    public Flow? Find(in FlowKey key) => flows.GetValueOrDefault(key);

    public Flow Add(in FlowKey key, long now)
    {
        var flow = new Flow(key, now);
        flows.Add(key, flow);
        OrderOf(flow).Append(flow);
        return flow;
    }

    public void Touch(Flow flow, long now)
    {
        flow.Last = now;
        OrderOf(flow).Unlink(flow);
        OrderOf(flow).Append(flow);
    }

    public void Remove(Flow flow)
    {
        OrderOf(flow).Unlink(flow);
        flows.Remove(flow.Key);
    }

    /// <summary>A flow that has been silent too long at that time, or null.</summary>
    public Flow? Idle(long now) => tcp.Idle(now) ?? udp.Idle(now);

    /// <summary>The flow that has been silent longest, or null where there is none.</summary>
    public Flow? Oldest => (tcp.First, udp.First) switch
    {
        (null, var only) => only,
        (var only, null) => only,
        var (a, b) => a.Last <= b.Last ? a : b,
    };

    public bool IsFull => flows.Count >= options.FlowLimit;

    private Order OrderOf(Flow flow) => flow.Key.Protocol == PacketView.Tcp ? tcp : udp;

    private sealed class Order(TimeSpan idle)
    {
        private readonly long limit = idle.Ticks / TimeSpan.TicksPerMicrosecond;
        private Flow? last;

        public Flow? First { get; private set; }

        public Flow? Idle(long now) => First is { } first && now - first.Last > limit ? first : null;

        public void Append(Flow flow)
        {
            (flow.Older, flow.Newer) = (last, null);
            if (last is null) First = flow;
            else last.Newer = flow;
            last = flow;
        }

        public void Unlink(Flow flow)
        {
            if (flow.Older is null) First = flow.Newer;
            else flow.Older.Newer = flow.Newer;
            if (flow.Newer is null) last = flow.Older;
            else flow.Newer.Older = flow.Older;
        }
    }
}
