namespace Ward.Ingest.Decoders.Packets;

/// <summary>Takes BER values of definite length (X.690), as SNMP uses them. False where tag, length or value is not there.</summary>
internal ref struct BerCursor(ReadOnlySpan<byte> bytes)
{
    private const int LongestName = 128;

    public ReadOnlySpan<byte> Rest = bytes;

    public bool TryAny(out byte tag, out ReadOnlySpan<byte> value)
    {
        tag = 0;
        value = default;
        if (Rest.Length < 2 || (Rest[0] & 0x1F) == 0x1F) return false;
        int at = 2, length = Rest[1];
        if (length >= 0x80)
        {
            var octets = length & 0x7F;
            if (octets is 0 or > 4 || Rest.Length < 2 + octets) return false;
            long sum = 0;
            for (var i = 0; i < octets; i++) sum = (sum << 8) | Rest[2 + i];
            at += octets;
            if (sum > Rest.Length - at) return false;
            length = (int)sum;
        }

        if (length > Rest.Length - at) return false;
        tag = Rest[0];
        value = Rest.Slice(at, length);
        Rest = Rest[(at + length)..];
        return true;
    }

    /// <summary>What is left of a value that begins with the tag, even where its length says that there is more; for messages of which only the beginning is there.</summary>
    public bool TryOpen(byte wanted, out BerCursor inner)
    {
        inner = default;
        if (Rest.Length < 2 || Rest[0] != wanted) return false;
        var at = Rest[1] < 0x80 ? 2 : 2 + (Rest[1] & 0x7F);
        if (Rest[1] == 0x80 || at > 6 || at > Rest.Length) return false;
        long length = Rest[1];
        if (at > 2)
        {
            length = 0;
            for (var i = 2; i < at; i++) length = (length << 8) | Rest[i];
        }

        var there = (int)Math.Min(length, Rest.Length - at);
        inner = new BerCursor(Rest.Slice(at, there));
        Rest = Rest[(at + there)..];
        return true;
    }

    public bool TryTake(byte wanted, out ReadOnlySpan<byte> value)
    {
        value = default;
        return Rest.Length > 0 && Rest[0] == wanted && TryAny(out _, out value);
    }

    public bool TryInteger(out long value)
    {
        value = 0;
        return TryTake(2, out var bytes) && TryNumber(bytes, signed: true, out value);
    }

    public static bool TryNumber(ReadOnlySpan<byte> bytes, bool signed, out long value)
    {
        value = 0;
        if (bytes.Length is 0 or > 9 || (bytes.Length == 9 && bytes[0] != 0)) return false;
        if (signed && bytes[0] >= 0x80) value = -1;
        foreach (var b in bytes) value = (value << 8) | b;
        return true;
    }

    /// <summary>An object identifier in dotted form; a longer one than a management object has is cut with "...".</summary>
    public static void AddName(ReadOnlySpan<byte> value, FieldText into)
    {
        ulong part = 0;
        var parts = 0;
        foreach (var b in value)
        {
            part = (part << 7) | (uint)(b & 0x7F);
            if ((b & 0x80) != 0) continue;
            if (parts == 0)
            {
                var first = Math.Min(part / 40, 2);
                into.Add((long)first).Add("."u8);
                part -= first * 40;
            }
            else
            {
                into.Add("."u8);
            }

            into.Add((long)(part & long.MaxValue));
            part = 0;
            if (++parts < LongestName) continue;
            into.Add("..."u8);
            return;
        }
    }
}
