using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Ward.Ingest.Decoders.Windows;

/// <summary>A typed value of a binary event as the text that Windows renders: type codes of the binary XML format.</summary>
internal static class BinXmlValue
{
    private const byte Array = 0x80;

    /// <summary>False where the bytes are not of the type.</summary>
    public static bool TryAppend(ReadOnlySpan<byte> value, byte type, StringBuilder into)
    {
        if (value.Length == 0) return true;
        if ((type & Array) != 0) return TryArray(value, (byte)(type & ~Array), into);
        switch (type)
        {
            case 0x00:
                return true;
            case 0x01:
                Escape(Encoding.Unicode.GetString(value).TrimEnd('\0'), into);
                return true;
            case 0x02:
                Escape(Encoding.Latin1.GetString(value).TrimEnd('\0'), into);
                return true;
            case 0x0E:
                into.Append(Convert.ToHexString(value));
                return true;
            case 0x0F when value.Length == 16:
                into.Append('{').Append(new Guid(value).ToString("D").ToUpperInvariant()).Append('}');
                return true;
            case 0x11 when value.Length == 8:
                return TryTime(BinaryPrimitives.ReadInt64LittleEndian(value), into);
            case 0x12 when value.Length == 16:
                return TrySystemTime(value, into);
            case 0x13:
                return TrySid(value, into);
            case 0x0B when value.Length == 4:
                into.Append(BinaryPrimitives.ReadSingleLittleEndian(value).ToString("R", CultureInfo.InvariantCulture));
                return true;
            case 0x0C when value.Length == 8:
                into.Append(BinaryPrimitives.ReadDoubleLittleEndian(value).ToString("R", CultureInfo.InvariantCulture));
                return true;
            case 0x0D when value.Length == 4:
                into.Append(BinaryPrimitives.ReadInt32LittleEndian(value) == 0 ? "false" : "true");
                return true;
            default:
                return TryNumber(value, type, into);
        }
    }

    /// <summary>The text with XML's own characters as entities, on one line; what XML cannot carry becomes U+FFFD.</summary>
    public static void Escape(ReadOnlySpan<char> value, StringBuilder into)
    {
        foreach (var c in value)
        {
            switch (c)
            {
                case '&': into.Append("&amp;"); break;
                case '<': into.Append("&lt;"); break;
                case '>': into.Append("&gt;"); break;
                case '"': into.Append("&quot;"); break;
                case '\n': into.Append("&#10;"); break;
                case '\r': into.Append("&#13;"); break;
                case '\t': into.Append("&#9;"); break;
                default: into.Append(c < ' ' || c is '\uFFFE' or '\uFFFF' ? '\uFFFD' : c); break;
            }
        }
    }

    /// <summary>100 ns since 1601, UTC.</summary>
    public static bool TryFileTime(long ticks, out DateTimeOffset time)
    {
        var sane = ticks >= 0 && ticks <= DateTime.MaxValue.ToFileTimeUtc();
        time = sane ? new DateTimeOffset(DateTime.FromFileTimeUtc(ticks)) : default;
        return sane;
    }

    private static bool TryTime(long ticks, StringBuilder into)
    {
        if (!TryFileTime(ticks, out var time)) return false;
        into.Append(time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture));
        return true;
    }

    private static bool TrySystemTime(ReadOnlySpan<byte> value, StringBuilder into)
    {
        Span<ushort> parts = stackalloc ushort[8];
        for (var i = 0; i < 8; i++) parts[i] = BinaryPrimitives.ReadUInt16LittleEndian(value[(i * 2)..]);
        // Year, month, day of the week, day, hour, minute, second, millisecond.
        into.Append(CultureInfo.InvariantCulture, $"{parts[0]:D4}-{parts[1]:D2}-{parts[3]:D2}T{parts[4]:D2}:{parts[5]:D2}:{parts[6]:D2}.{parts[7]:D3}Z");
        return true;
    }

    /// <summary>Revision, count of sub-authorities, six bytes of authority big-endian, sub-authorities little-endian.</summary>
    private static bool TrySid(ReadOnlySpan<byte> value, StringBuilder into)
    {
        if (value.Length < 8 || value.Length < 8 + (value[1] * 4)) return false;
        long authority = 0;
        foreach (var b in value[2..8]) authority = (authority << 8) | b;
        into.Append(CultureInfo.InvariantCulture, $"S-{value[0]}-{authority}");
        for (var i = 0; i < value[1]; i++) into.Append(CultureInfo.InvariantCulture, $"-{BinaryPrimitives.ReadUInt32LittleEndian(value[(8 + (i * 4))..])}");
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<byte> value, byte type, StringBuilder into)
    {
        if (value.Length > 8) return false;
        Span<byte> wide = stackalloc byte[8];
        value.CopyTo(wide);
        var unsigned = BinaryPrimitives.ReadUInt64LittleEndian(wide);
        var shift = 64 - (value.Length * 8);
        var signed = (long)(unsigned << shift) >> shift;
        switch (type)
        {
            case 0x03 or 0x05 or 0x07 or 0x09:
                into.Append(CultureInfo.InvariantCulture, $"{signed}");
                return true;
            case 0x04 or 0x06 or 0x08 or 0x0A:
                into.Append(CultureInfo.InvariantCulture, $"{unsigned}");
                return true;
            case 0x10 or 0x14 or 0x15:
                into.Append(CultureInfo.InvariantCulture, $"0x{unsigned:x}");
                return true;
            default:
                return false;
        }
    }

    /// <summary>Texts end with a zero each; everything else has its type's own size.</summary>
    private static bool TryArray(ReadOnlySpan<byte> value, byte type, StringBuilder into)
    {
        if (type == 0x01)
        {
            Escape(Encoding.Unicode.GetString(value).TrimEnd('\0').Replace('\0', '\n'), into);
            return true;
        }

        var size = type switch { 0x03 or 0x04 => 1, 0x05 or 0x06 => 2, 0x07 or 0x08 or 0x0B or 0x0D or 0x14 => 4, 0x09 or 0x0A or 0x0C or 0x11 or 0x15 => 8, 0x0F or 0x12 => 16, _ => 0 };
        if (size == 0 || value.Length % size != 0) return false;
        for (var at = 0; at < value.Length; at += size)
        {
            if (at > 0) into.Append(',');
            if (!TryAppend(value.Slice(at, size), type, into)) return false;
        }

        return true;
    }
}
