namespace Ward.Ingest.Packets.Framing;

/// <summary>A framer for each protocol.</summary>
internal static class Framers
{
    public static Framer Make(PacketProtocol protocol, in Flows.FlowKey key, PointMemory points) => protocol switch
    {
        PacketProtocol.Modbus => new ModbusFramer(key, points),
        PacketProtocol.Dnp3 => new Dnp3Framer(),
        PacketProtocol.Iec104 => new Iec104Framer(key, points),
        PacketProtocol.Tpkt => new TpktFramer(),
        PacketProtocol.Mqtt => new MqttFramer(),
        PacketProtocol.Bacnet => new BacnetFramer(key, points),
        PacketProtocol.Snmp => new SnmpFramer(),
        PacketProtocol.Enip => new EnipFramer(),
        _ => throw new InvalidOperationException($"{protocol} has no units to frame."),
    };
}
