namespace Ward.Ingest.Packets;

/// <summary>What a protocol unit is; the word stands in its line.</summary>
public enum PacketProtocol
{
    /// <summary>No known protocol: who spoke to whom, and how much.</summary>
    Flow,
    /// <summary>Modbus/TCP ADUs.</summary>
    Modbus,
    /// <summary>DNP3 (IEEE 1815) fragments.</summary>
    Dnp3,
    /// <summary>IEC 60870-5-104 APDUs.</summary>
    Iec104,
    /// <summary>ISO on TCP (RFC 1006): TPKT packets, in which S7 speaks.</summary>
    Tpkt,
    /// <summary>MQTT control packets.</summary>
    Mqtt,
    /// <summary>BACnet/IP (ASHRAE 135, annex J) messages.</summary>
    Bacnet,
    /// <summary>SNMP messages.</summary>
    Snmp,
    /// <summary>EtherNet/IP encapsulation, in which CIP speaks.</summary>
    Enip,
}
