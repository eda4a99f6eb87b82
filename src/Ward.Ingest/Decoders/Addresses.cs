using System.Net;

namespace Ward.Ingest.Decoders;

/// <summary>Addresses from the bytes of a packet or a socket.</summary>
internal static class Addresses
{
    /// <summary>Writes four bytes as a dotted quad, sixteen as IPv6 (RFC 5952).</summary>
    public static bool TryFormat(ReadOnlySpan<byte> address, Span<byte> into, out int length)
    {
        length = 0;
        if (address.Length == 16) return new IPAddress(address).TryFormat(into, out length);
        if (address.Length != 4) return false;
        for (var i = 0; i < 4; i++)
        {
            if (i > 0) into[length++] = (byte)'.';
            if (!System.Buffers.Text.Utf8Formatter.TryFormat(address[i], into[length..], out var digits)) return false;
            length += digits;
        }

        return true;
    }
}
