using System.Buffers.Binary;
using System.Text;

namespace Ward.Ingest.Tests.Decoders.Windows;

/// <summary>Writes an event file of one chunk, as the format is described, for the reader's tests.</summary>
internal sealed class EvtxWriter
{
    private const int ChunkSize = 65_536;
    private readonly byte[] chunk = new byte[ChunkSize];
    private readonly Dictionary<string, int> names = [];
    private int at = 512;
    private int template = -1;

    /// <summary>Where the next byte goes, in the chunk.</summary>
    public int At => at;

    public byte[] Chunk => chunk;

    /// <summary>A record that uses one template: EventID, TimeCreated, Channel, Computer and one named datum are given by it.</summary>
    public EvtxWriter Record(long id, ushort eventId, DateTime time, string channel, string name, (byte Type, byte[] Bytes) datum)
    {
        var start = at;
        Bytes("**\0\0"u8.ToArray()).Int(0).Long(id).Long(time.ToFileTimeUtc());
        Byte(0x0F, 1, 1, 0).Byte(0x0C, 1).Int(7);
        if (template < 0) Template(name);
        else Int(template);
        (byte Type, byte[] Bytes)[] values =
            [(0x06, BitConverter.GetBytes(eventId)), (0x11, BitConverter.GetBytes(time.ToFileTimeUtc())), (0x01, Encoding.Unicode.GetBytes(channel)), (0x00, []), datum];
        Int(values.Length);
        foreach (var (type, bytes) in values) Short((ushort)bytes.Length).Byte(type, 0);
        foreach (var (_, bytes) in values) Bytes(bytes);
        Byte(0);
        var size = at - start + 4;
        Int(size);
        BinaryPrimitives.WriteInt32LittleEndian(chunk.AsSpan(start + 4), size);
        return this;
    }

    /// <summary>The whole file.</summary>
    public byte[] File()
    {
        var file = new byte[4096 + ChunkSize];
        "ElfFile\0"u8.CopyTo(file);
        "ElfChnk\0"u8.CopyTo(chunk);
        BinaryPrimitives.WriteInt32LittleEndian(chunk.AsSpan(0x30), at);
        chunk.CopyTo(file, 4096);
        return file;
    }

    private void Template(string name)
    {
        template = at + 4;
        Int(template).Int(0).Int(7).Bytes(new byte[12]);
        var sizeAt = at;
        Int(0);
        var start = at;
        Byte(0x0F, 1, 1, 0);
        Open("Event", false).Byte(0x02);
        Open("System", false).Byte(0x02);
        Open("Provider", true).Attribute("Name").Byte(0x05, 0x01).Text("Test-Provider").Attribute("Missing").Byte(0x0E).Short(3).Byte(0x01).Byte(0x03);
        Open("EventID", false).Byte(0x02, 0x0D).Short(0).Byte(0x06).Byte(0x04);
        Open("TimeCreated", true).Attribute("SystemTime").Byte(0x0D).Short(1).Byte(0x11).Byte(0x03);
        Open("Channel", false).Byte(0x02, 0x0D).Short(2).Byte(0x01).Byte(0x04);
        Open("Computer", false).Byte(0x02, 0x05, 0x01).Text("desk-7").Byte(0x04);
        Byte(0x04);
        Open("EventData", false).Byte(0x02);
        Open("Data", true).Attribute("Name").Byte(0x05, 0x01).Text(name).Byte(0x02, 0x0E).Short(4).Byte(0x01).Byte(0x04);
        Byte(0x04, 0x04, 0x00);
        BinaryPrimitives.WriteInt32LittleEndian(chunk.AsSpan(sizeAt), at - start);
    }

    private EvtxWriter Open(string name, bool attributes)
    {
        Byte(attributes ? (byte)0x41 : (byte)0x01).Short(0xFFFF).Int(0).Name(name);
        return attributes ? Int(0) : this;
    }

    private EvtxWriter Attribute(string name) => Byte(0x06).Name(name);

    private EvtxWriter Name(string name)
    {
        if (names.TryGetValue(name, out var there)) return Int(there);
        names[name] = at + 4;
        return Int(at + 4).Int(0).Short(0).Text(name).Short(0);
    }

    private EvtxWriter Text(string text) => Short((ushort)text.Length).Bytes(Encoding.Unicode.GetBytes(text));

    private EvtxWriter Byte(params ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(chunk.AsSpan(at));
        at += bytes.Length;
        return this;
    }

    private EvtxWriter Bytes(byte[] bytes) => Byte(bytes);

    private EvtxWriter Short(ushort value) => Bytes(BitConverter.GetBytes(value));

    private EvtxWriter Int(int value) => Bytes(BitConverter.GetBytes(value));

    private EvtxWriter Long(long value) => Bytes(BitConverter.GetBytes(value));
}
