using System.Buffers.Binary;
using Ward.Ingest.Packets.Flows;

namespace Ward.Ingest.Packets.Framing;

/// <summary>
/// IEC 60870-5-104 section 5: start byte 68H, length of the rest, 4 to 253. With a command to a point whose value was seen, under the same address and
/// in the same form, it is told what was there before: <c>was=</c> and the value's bytes in hex. Stations that monitor under another address than they
/// are commanded under say nothing of that.
/// </summary>
internal sealed class Iec104Framer(FlowKey key, PointMemory points) : Framer
{
    private const byte Start = 0x68, Select = 0x80, Test = 0x80;
    private const int Header = 6, Objects = Header + 6, AddressBytes = 3, FirstCommand = 45, Activation = 6, Confirmed = 7, FirstFault = 44;

    public override PacketProtocol Protocol => PacketProtocol.Iec104;

    public override int Measure(Side side, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 0 && bytes[0] != Start) return bytes.IndexOf(Start) is var at and > 0 ? -at : -bytes.Length;
        if (bytes.Length < 2) return 0;
        return bytes[1] is >= 4 and <= 253 ? bytes[1] + 2 : -1;
    }

    public override void Tell(Side side, ReadOnlySpan<byte> unit, int length, UnitSink into)
    {
        Span<byte> words = stackalloc byte[16];
        // An I frame, whole, with an object that has a value.
        var used = unit.Length == length && unit.Length > Objects + AddressBytes && (unit[2] & 1) == 0 && FormOf(unit[Header]) is { Size: > 0 } form ? Follow(side, form, unit, into, words) : 0;
        into.Add(Protocol, unit, words[..used], length);
    }

    private int Follow(Side side, Form form, ReadOnlySpan<byte> unit, UnitSink into, Span<byte> words)
    {
        var (type, count, sequence, cause) = (unit[Header], unit[Header + 1] & 0x7F, (unit[Header + 1] & 0x80) != 0, unit[Header + 2]);
        var where = ((ulong)BinaryPrimitives.ReadUInt16LittleEndian(unit[(Header + 4)..]) << 32) | ((ulong)form.Kind << 24);
        if (type >= FirstCommand)
        {
            // One object, by the standard; of a command that only selects nothing follows.
            var element = unit[(Objects + AddressBytes)..];
            if (count != 1 || element.Length < form.Size || IsSelect(form, element)) return 0;
            var point = key.PointOf(Protocol, into.ClientIsLow, where | AddressOf(unit[Objects..]));
            if (side == Side.Server && cause == Confirmed) points.Set(point, form.Read(element));
            if (side != Side.Client || (cause & ~Test) != Activation || !points.TryGet(point, out var before)) return 0;
            // A test controls nothing (7.2.3).
            if ((cause & Test) == 0) points.Forget(point);
            return form.Write(before, words);
        }

        if (side != Side.Server || (cause & 0x3F) >= FirstFault) return 0;
        var rest = unit[Objects..];
        var address = AddressOf(rest);
        for (var i = 0; i < count; i++, address++)
        {
            if (i == 0 || !sequence)
            {
                if (rest.Length < AddressBytes) break;
                address = AddressOf(rest);
                rest = rest[AddressBytes..];
            }

            if (rest.Length < form.Size) break;
            points.Set(key.PointOf(Protocol, into.ClientIsLow, where | (address & 0xFFFFFF)), form.Read(rest));
            rest = rest[form.Size..];
        }

        return 0;
    }

    private static ulong AddressOf(ReadOnlySpan<byte> bytes) => bytes[0] | ((ulong)bytes[1] << 8) | ((ulong)bytes[2] << 16);

    /// <summary>The bit stands in the value's own byte, or in the qualifier behind it.</summary>
    private static bool IsSelect(Form form, ReadOnlySpan<byte> element) => (form.Mask != 0xFF ? element[0] & Select : form.Size > form.Bytes && form.Kind < 6 ? element[form.Bytes] & Select : 0) != 0;

    /// <summary>Single and double points, normalised, scaled and short floating values, strings of 32 bits: as monitored and as commanded, without and with a time (7.2.1).</summary>
    private static Form FormOf(byte type) => type switch
    {
        1 or 45 => new(1, 1, 1, 1),
        30 or 58 => new(1, 8, 1, 1),
        3 or 46 => new(2, 1, 1, 3),
        31 or 59 => new(2, 8, 1, 3),
        9 or 48 => new(3, 3, 2, 0xFF),
        34 or 61 => new(3, 10, 2, 0xFF),
        11 or 49 => new(4, 3, 2, 0xFF),
        35 or 62 => new(4, 10, 2, 0xFF),
        13 or 50 => new(5, 5, 4, 0xFF),
        36 or 63 => new(5, 12, 4, 0xFF),
        7 => new(6, 5, 4, 0xFF),
        33 => new(6, 12, 4, 0xFF),
        51 => new(6, 4, 4, 0xFF),
        64 => new(6, 11, 4, 0xFF),
        _ => default,
    };

    /// <param name="Size">Bytes of an element with its quality, qualifier and time.</param>
    /// <param name="Bytes">Those of them, first, that are the value.</param>
    /// <param name="Mask">The bits of the first that are.</param>
    private readonly record struct Form(byte Kind, int Size, int Bytes, byte Mask)
    {
        public ulong Read(ReadOnlySpan<byte> element)
        {
            ulong value = 0;
            for (var i = 0; i < Bytes; i++) value |= (ulong)(element[i] & Mask) << (8 * i);
            return value;
        }

        public int Write(ulong value, Span<byte> words)
        {
            Span<byte> bytes = stackalloc byte[sizeof(ulong)];
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
            return WasWord.Write(bytes[..Bytes], words);
        }
    }
}
