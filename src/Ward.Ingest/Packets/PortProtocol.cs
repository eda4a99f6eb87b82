using System.Globalization;

namespace Ward.Ingest.Packets;

/// <summary>A server's port and what is spoken there; written <c>modbus:1502</c>.</summary>
public readonly record struct PortProtocol(PacketProtocol Protocol, ushort Port)
{
    /// <summary>The registered ports; a feed's own come before them.</summary>
    public static IReadOnlyList<PortProtocol> Registered { get; } =
    [
        new(PacketProtocol.Modbus, 502),
        new(PacketProtocol.Dnp3, 20000),
        new(PacketProtocol.Iec104, 2404),
        new(PacketProtocol.Tpkt, 102),
        new(PacketProtocol.Mqtt, 1883),
        new(PacketProtocol.Bacnet, 47808),
        new(PacketProtocol.Snmp, 161),
        new(PacketProtocol.Snmp, 162),
        new(PacketProtocol.Enip, 44818),
    ];

    public static bool TryParse(string text, out PortProtocol found)
    {
        found = default;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !ProtocolWords.TryFind(text[..colon], out var protocol)) return false;
        if (!ushort.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port == 0) return false;
        found = new PortProtocol(protocol, port);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ProtocolWords.Of(Protocol)}:{Port}");
}
