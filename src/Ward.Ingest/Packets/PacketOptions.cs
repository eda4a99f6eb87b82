namespace Ward.Ingest.Packets;

/// <summary>Limits of reading packets. What exceeds one is let go and counted; see <see cref="PacketCounts"/>.</summary>
public sealed record PacketOptions
{
    /// <summary>Ports besides the registered ones, which they precede.</summary>
    public IReadOnlyList<PortProtocol> Ports { get; init; } = [];

    /// <summary>Whether flows of no known protocol are told: at their end, and every <see cref="ReportEvery"/> while they last. Default true.</summary>
    public bool Flows { get; init; } = true;

    /// <summary>Flows remembered at once; default 65,536. Beyond it the one that was silent longest ends early.</summary>
    public int FlowLimit { get; init; } = 65_536;

    /// <summary>Bytes of one unit that are kept; default 32 KiB. A longer unit keeps its beginning and says how long it was.</summary>
    public int UnitLimit { get; init; } = 32 << 10;

    /// <summary>Bytes that one direction of a TCP flow may hold while earlier ones are missing; default 64 KiB. Beyond it the hole is passed over.</summary>
    public int WindowLimit { get; init; } = 64 << 10;

    /// <summary>Bytes held for all flows, whether out of order or of units not complete; default 64 MiB. Beyond it a flow that would hold more lets go of what it has.</summary>
    public long HeldLimit { get; init; } = 64 << 20;

    /// <summary>How long a TCP flow may be silent, on the packets' own clock; default 10 minutes.</summary>
    public TimeSpan TcpIdle { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a UDP flow may be silent; default 1 minute.</summary>
    public TimeSpan UdpIdle { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How often a flow that lasts is told; default 5 minutes.</summary>
    public TimeSpan ReportEvery { get; init; } = TimeSpan.FromMinutes(5);
}
