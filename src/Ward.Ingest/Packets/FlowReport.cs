using System.Globalization;
using System.Text;
using Ward.Ingest.Packets.Flows;

namespace Ward.Ingest.Packets;

/// <summary>Tells a conversation of no known protocol: <c>state=W began=SECONDS.MICROS c_packets=N c_bytes=N s_packets=N s_bytes=N</c>, payload bytes.</summary>
internal static class FlowReport
{
    /// <summary>Why it is told now; <paramref name="unusual"/> is the reason that the flow's own end does not give.</summary>
    public static string StateOf(Flow flow, string unusual) => flow switch
    {
        { IsReset: true } => flow.SawSyn && flow.Server.Bytes == 0 && !flow.Handshaken ? "refused" : "reset",
        { Finished: true } => "closed",
        { SawSyn: true, Handshaken: false } when flow.Server.Packets == 0 => "attempt",
        _ => unusual,
    };

    public static void Tell(Flow flow, string state, long at, UnitSink into)
    {
        into.About(flow, flow.ClientIsLow, at);
        var text = string.Create(CultureInfo.InvariantCulture,
            $"state={state} began={flow.Began / 1_000_000}.{flow.Began % 1_000_000:000000} c_packets={flow.Client.Packets} c_bytes={flow.Client.Bytes} s_packets={flow.Server.Packets} s_bytes={flow.Server.Bytes}");
        into.Add(PacketProtocol.Flow, Encoding.ASCII.GetBytes(text), default, 0);
    }
}
