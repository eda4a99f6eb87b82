using System.Buffers.Binary;

namespace Ward.Ingest.Decoders.Packets;

/// <summary>Takes numbers and bytes from the front; false where they are not there, and then nothing is taken.</summary>
internal ref struct ByteCursor(ReadOnlySpan<byte> bytes)
{
    public ReadOnlySpan<byte> Rest = bytes;

    public readonly int Left => Rest.Length;

    public bool TryByte(out byte value)
    {
        value = Rest.Length > 0 ? Rest[0] : (byte)0;
        return TrySkip(1);
    }

    public bool TryBig16(out ushort value)
    {
        value = Rest.Length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(Rest) : (ushort)0;
        return TrySkip(2);
    }

    public bool TryBig32(out uint value)
    {
        value = Rest.Length >= 4 ? BinaryPrimitives.ReadUInt32BigEndian(Rest) : 0;
        return TrySkip(4);
    }

    public bool TryLittle16(out ushort value)
    {
        value = Rest.Length >= 2 ? BinaryPrimitives.ReadUInt16LittleEndian(Rest) : (ushort)0;
        return TrySkip(2);
    }

    public bool TryLittle32(out uint value)
    {
        value = Rest.Length >= 4 ? BinaryPrimitives.ReadUInt32LittleEndian(Rest) : 0;
        return TrySkip(4);
    }

    public bool TryTake(int count, out ReadOnlySpan<byte> taken)
    {
        taken = count >= 0 && count <= Rest.Length ? Rest[..count] : default;
        return TrySkip(count);
    }

    public bool TrySkip(int count)
    {
        if (count < 0 || count > Rest.Length) return false;
        Rest = Rest[count..];
        return true;
    }
}
