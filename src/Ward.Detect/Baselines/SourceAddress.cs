using System.Buffers.Binary;
using System.Net;

namespace Ward.Detect.Baselines;

/// <summary>
/// An address as 16 bytes, IPv4 mapped (RFC 4291, 2.5.5.2), read strictly and without allocation.
/// Strict means: four decimal parts without leading zeros, or RFC 4291 text without a zone; '1', '0x7f.1' and '010.0.0.1' are no addresses.
/// </summary>
internal static class SourceAddress
{
    private static readonly UInt128 MappedPrefix = (UInt128)0xFFFF << 32;

    public static bool TryRead(ReadOnlySpan<byte> text, out UInt128 address)
    {
        address = default;
        if (text.Length is < 2 or > 45) return false;
        if (text.IndexOf((byte)':') >= 0) return TryReadV6(text, out address);
        if (!TryReadV4(text, out var v4)) return false;
        address = MappedPrefix | v4;
        return true;
    }

    public static IPAddress ToAddress(UInt128 address)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, address);
        return IsV4(address) ? new IPAddress(bytes[12..]) : new IPAddress(bytes);
    }

    /// <summary>Where a person's machine lives: the address itself for IPv4, the /64 for IPv6, whose lower half changes daily (RFC 8981).</summary>
    public static UInt128 Place(UInt128 address) => IsV4(address) ? address : address >> 64 << 64;

    /// <summary>True for an address of IPv4, which stands mapped.</summary>
    public static bool IsV4(UInt128 address) => address >> 32 == MappedPrefix >> 32;

    private static bool TryReadV4(ReadOnlySpan<byte> text, out uint address)
    {
        address = 0;
        for (var part = 0; part < 4; part++)
        {
            var end = text.IndexOf((byte)'.');
            if (end < 0 != (part == 3)) return false;
            var digits = part == 3 ? text : text[..end];
            if (digits.Length is 0 or > 3 || (digits.Length > 1 && digits[0] == '0')) return false;
            var value = 0;
            foreach (var digit in digits)
            {
                if (digit is < (byte)'0' or > (byte)'9') return false;
                value = (value * 10) + digit - '0';
            }

            if (value > 255) return false;
            address = (address << 8) | (uint)value;
            if (part < 3) text = text[(end + 1)..];
        }

        return true;
    }

    private static bool TryReadV6(ReadOnlySpan<byte> text, out UInt128 address)
    {
        address = default;
        Span<ushort> groups = stackalloc ushort[8];
        int count = 0, gap = -1, at = 0;
        if (text.StartsWith("::"u8)) (gap, at) = (0, 2);
        while (at < text.Length)
        {
            var rest = text[at..];
            var end = rest.IndexOf((byte)':');
            if (end < 0 && rest.IndexOf((byte)'.') > 0)
            {
                if (count > 6 || !TryReadV4(rest, out var tail)) return false;
                (groups[count], groups[count + 1]) = ((ushort)(tail >> 16), (ushort)tail);
                count += 2;
                at = text.Length;
                break;
            }

            if (count == 8 || !TryReadGroup(end < 0 ? rest : rest[..end], out groups[count])) return false;
            count++;
            if (end < 0)
            {
                at = text.Length;
                break;
            }

            at += end + 1;
            if (at == text.Length) return false;
            if (text[at] != ':') continue;
            if (gap >= 0) return false;
            (gap, at) = (count, at + 1);
        }

        if (gap < 0 ? count != 8 : count > 7) return false;
        var missing = 8 - count;
        for (var i = 0; i < 8; i++)
        {
            var group = gap < 0 || i < gap ? groups[i] : i < gap + missing ? (ushort)0 : groups[i - missing];
            address = (address << 16) | group;
        }

        return true;
    }

    private static bool TryReadGroup(ReadOnlySpan<byte> hex, out ushort value)
    {
        value = 0;
        if (hex.Length is 0 or > 4) return false;
        foreach (var c in hex)
        {
            var digit = c switch
            {
                >= (byte)'0' and <= (byte)'9' => c - '0',
                >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
                >= (byte)'A' and <= (byte)'F' => c - 'A' + 10,
                _ => -1,
            };
            if (digit < 0) return false;
            value = (ushort)((value << 4) | digit);
        }

        return true;
    }
}
