using System.Buffers.Binary;
using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace Ward.Detect.Matching;

/// <summary>An address within a network; IPv4 in dotted decimal alone, and without allocation.</summary>
internal sealed class CidrTest(IPNetwork network) : ValueTest
{
    private readonly bool isV4 = network.BaseAddress.AddressFamily == AddressFamily.InterNetwork;
    private readonly uint mask = network.PrefixLength == 0 ? 0 : uint.MaxValue << (32 - Math.Min(network.PrefixLength, 32));
    private readonly uint start = network.BaseAddress.AddressFamily == AddressFamily.InterNetwork
        ? BinaryPrimitives.ReadUInt32BigEndian(network.BaseAddress.GetAddressBytes())
        : 0;

    internal override bool Holds(ReadOnlySpan<byte> value, EventReader reader)
    {
        if (value.IndexOf((byte)':') < 0) return isV4 && TryReadV4(value, out var address) && (address & mask) == start;
        if (value.Length > 64 || !IPAddress.TryParse(value, out var parsed)) return false;
        return network.Contains(isV4 && parsed.IsIPv4MappedToIPv6 ? parsed.MapToIPv4() : parsed);
    }

    internal static bool TryReadV4(ReadOnlySpan<byte> text, out uint address)
    {
        address = 0;
        for (var part = 0; part < 4; part++)
        {
            if (text.IsEmpty || text[0] is < (byte)'0' or > (byte)'9' || !Utf8Parser.TryParse(text, out byte number, out var used) || used > 3) return false;
            address = (address << 8) | number;
            text = text[used..];
            if (part == 3) break;
            if (text.IsEmpty || text[0] != '.') return false;
            text = text[1..];
        }

        return text.IsEmpty;
    }
}
