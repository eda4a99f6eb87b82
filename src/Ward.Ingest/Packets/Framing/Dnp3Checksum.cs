namespace Ward.Ingest.Packets.Framing;

/// <summary>CRC-16/DNP (IEEE 1815, section 9.2.4.3): reflected polynomial A6BCH, inverted, low byte first.</summary>
internal static class Dnp3Checksum
{
    private static readonly ushort[] Table = [.. Enumerable.Range(0, 256).Select(Entry)];

    /// <summary>Whether the two bytes after the data are its checksum.</summary>
    public static bool Fits(ReadOnlySpan<byte> data, ReadOnlySpan<byte> checksum) => Of(data) == (checksum[0] | (checksum[1] << 8));

    public static ushort Of(ReadOnlySpan<byte> data)
    {
        ushort value = 0;
        foreach (var b in data) value = (ushort)((value >> 8) ^ Table[(byte)(value ^ b)]);
        return (ushort)~value;
    }

    private static ushort Entry(int index)
    {
        for (var bit = 0; bit < 8; bit++) index = (index & 1) != 0 ? (index >> 1) ^ 0xA6BC : index >> 1;
        return (ushort)index;
    }
}
