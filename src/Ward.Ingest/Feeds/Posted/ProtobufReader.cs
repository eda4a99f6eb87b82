using System.Buffers.Binary;

namespace Ward.Ingest.Feeds.Posted;

/// <summary>Walks the fields of one protobuf message (wire format of protobuf 3; groups, which proto3 has not, break it). Never throws.</summary>
internal ref struct ProtobufReader(ReadOnlySpan<byte> message)
{
    private const int LongestVarint = 10;
    private ReadOnlySpan<byte> rest = message;

    public int Field { get; private set; }

    /// <summary>The content of a length-delimited field, else empty.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>The value of a varint or fixed field, else 0.</summary>
    public ulong Number { get; private set; }

    /// <summary>True where the message is not well formed.</summary>
    public bool Broken { get; private set; }

    /// <summary>Moves to the next field; false at the end, or where <see cref="Broken"/>.</summary>
    public bool Next()
    {
        Bytes = default;
        Number = 0;
        if (rest.Length == 0 || Broken) return false;
        if (!TryVarint(out var tag) || tag >> 3 is 0 or > 536_870_911) return Break();
        Field = (int)(tag >> 3);
        switch (tag & 7)
        {
            case 0:
                if (!TryVarint(out var number)) return Break();
                Number = number;
                return true;
            case 1:
                if (rest.Length < 8) return Break();
                Number = BinaryPrimitives.ReadUInt64LittleEndian(rest);
                rest = rest[8..];
                return true;
            case 2:
                if (!TryVarint(out var length) || length > (ulong)rest.Length) return Break();
                Bytes = rest[..(int)length];
                rest = rest[(int)length..];
                return true;
            case 5:
                if (rest.Length < 4) return Break();
                Number = BinaryPrimitives.ReadUInt32LittleEndian(rest);
                rest = rest[4..];
                return true;
            default:
                return Break();
        }
    }

    private bool Break()
    {
        Broken = true;
        return false;
    }

    private bool TryVarint(out ulong value)
    {
        value = 0;
        for (var i = 0; i < LongestVarint && i < rest.Length; i++)
        {
            value |= (ulong)(rest[i] & 0x7f) << (7 * i);
            if (rest[i] >= 0x80) continue;
            rest = rest[(i + 1)..];
            return true;
        }

        return false;
    }
}
