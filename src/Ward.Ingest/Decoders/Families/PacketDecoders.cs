using Ward.Ingest.Decoders.Packets;

namespace Ward.Ingest.Decoders.Families;

/// <summary>Protocols of operational technology, read from packets.</summary>
internal static class PacketDecoders
{
    public static readonly Func<IDecoder>[] All =
    [
        () => new ModbusDecoder(),
        () => new Dnp3Decoder(),
        () => new Iec104Decoder(),
        () => new S7Decoder(),
        () => new MqttDecoder(),
        () => new SnmpDecoder(),
        () => new BacnetDecoder(),
        () => new EnipDecoder(),
        () => new FlowDecoder(),
    ];
}
