namespace Ward.Ingest.Tests.Packets;

/// <summary>Writes DNP3 link frames, with a checksum of its own making (bit by bit, from the polynomial).</summary>
internal static class Dnp3Frame
{
    /// <summary>A unit (ten header bytes, then a fragment) as one frame, or as the part that the transport byte says.</summary>
    public static byte[] Of(byte[] unit, byte transport = 0xC0, int from = 10, int? count = null)
    {
        byte[] user = [transport, .. unit.Skip(from).Take(count ?? unit.Length)];
        byte[] header = [0x05, 0x64, (byte)(5 + user.Length), .. unit[3..8]];
        return [.. header, .. Sum(header), .. user.Chunk(16).SelectMany(block => block.Concat(Sum(block)))];
    }

    private static byte[] Sum(byte[] data)
    {
        var value = 0;
        foreach (var b in data)
        {
            value ^= b;
            for (var i = 0; i < 8; i++) value = (value & 1) != 0 ? (value >> 1) ^ 0xA6BC : value >> 1;
        }

        return [(byte)~value, (byte)(~value >> 8)];
    }
}
