using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Ward.Agent.Sensing;

/// <summary>
/// Watches packets on every interface of this network namespace, below the packet filter on the way in and above it on
/// the way out: what comes in from a target and does not go out again was stopped, whoever claims to have stopped it.
/// It does not see what another's address translation renames, nor local delivery; a local service betrays itself by its answers.
/// </summary>
internal static partial class PacketSensor
{
    private const int EveryProtocol = 0x0003, IPv4 = 0x0800, IPv6 = 0x86DD;
    private const byte Outgoing = 4;
    private const int LoopbackHardware = 772;
    private const int PatienceMicroseconds = 50_000;
    private const int DoNotWait = 0x40, WholeLength = 0x20, AddressBytes = 20;

    public sealed record Sight(long Attempts, long Leaving);

    /// <summary>Null where the sensor may not be opened.</summary>
    /// <param name="is">Whether a packet from the first to the second address with this protocol and destination port is the target's.</param>
    public static Sight? Watch(Func<IPAddress, IPAddress, byte, int, bool> @is, bool alsoAnswers, TimeSpan window, TimeProvider time, CancellationToken stop)
    {
        try
        {
            var protocol = (ProtocolType)(ushort)IPAddress.HostToNetworkOrder(unchecked((short)EveryProtocol));
            using var socket = new Socket(AddressFamily.Packet, SocketType.Dgram, protocol) { ReceiveBufferSize = 4 << 20 };
            Span<byte> from = stackalloc byte[AddressBytes];
            var buffer = new byte[128];
            long attempts = 0, leaving = 0;
            var began = time.GetTimestamp();
            while (time.GetElapsedTime(began) < window && leaving == 0 && !stop.IsCancellationRequested)
            {
                if (!socket.Poll(PatienceMicroseconds, SelectMode.SelectRead))
                    continue;
                // The runtime knows no packet addresses, and the address tells which way the packet goes.
                var size = AddressBytes;
                var count = (int)Receive(socket.Handle, buffer, (nuint)buffer.Length, DoNotWait | WholeLength, from, ref size);
                if (count < 0)
                    continue;
                // sockaddr_ll: family 2, protocol 2, interface 4, hardware 2, packet type 1 (packet(7)).
                if (BinaryPrimitives.ReadUInt16LittleEndian(from[8..]) == LoopbackHardware)
                    continue;
                if (!TryRead(buffer.AsSpan(0, Math.Min(count, buffer.Length)), BinaryPrimitives.ReadUInt16BigEndian(from[2..]), out var packet))
                    continue;
                var goesOut = from[10] == Outgoing;
                if (@is(packet.From, packet.To, packet.Protocol, packet.Port))
                    _ = goesOut ? leaving++ : attempts++;
                else if (goesOut && alsoAnswers && @is(packet.To, packet.From, packet.Protocol, packet.FromPort))
                    leaving++;
            }
            return new(attempts, leaving);
        }
        catch (SocketException) { return null; }
        catch (PlatformNotSupportedException) { return null; }
    }

    internal readonly record struct Packet(IPAddress From, IPAddress To, byte Protocol, int FromPort, int Port);

    internal static bool TryRead(ReadOnlySpan<byte> bytes, int etherType, out Packet packet)
    {
        packet = default;
        if (etherType == IPv4 && bytes.Length >= 20 && bytes[0] >> 4 == 4)
        {
            var header = (bytes[0] & 15) * 4;
            var first = (BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]) & 0x1FFF) == 0;
            var (from, to) = first ? Ports(bytes, header, bytes[9]) : (0, 0);
            packet = new(new(bytes[12..16]), new(bytes[16..20]), bytes[9], from, to);
            return true;
        }
        if (etherType == IPv6 && bytes.Length >= 40 && bytes[0] >> 4 == 6)
        {
            var (from, to) = Ports(bytes, 40, bytes[6]);
            packet = new(new(bytes[8..24]), new(bytes[24..40]), bytes[6], from, to);
            return true;
        }
        return false;
    }

    private static (int, int) Ports(ReadOnlySpan<byte> bytes, int at, byte protocol) => protocol is 6 or 17 && bytes.Length >= at + 4
        ? (BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]))
        : (0, 0);

    [LibraryImport("libc", EntryPoint = "recvfrom")]
    private static partial nint Receive(nint socket, Span<byte> buffer, nuint length, int flags, Span<byte> address, ref int addressLength);
}
