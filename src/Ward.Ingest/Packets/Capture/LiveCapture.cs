using System.Buffers.Binary;
using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Ward.Ingest.Packets.Capture;

/// <summary>
/// Packets of one interface by a packet socket (packet(7)), the interface set to take what is not addressed to it. Linux, and the right to
/// make raw sockets (CAP_NET_RAW). The kernel takes the outer VLAN tag off before the socket sees a frame.
/// </summary>
internal sealed partial class LiveCapture : IDisposable
{
    private const int EveryProtocol = 0x0003, PacketLevel = 263, AddMembership = 1, Statistics = 6, Promiscuous = 1;
    private const int Interrupted = 4, TryAgain = 11, LinkDown = 100;
    private const int ReceiveBuffer = 16 << 20, LongestFrame = 256 << 10, DoNotWait = 0x40, WholeLength = 0x20, PacketFamily = 17, AddressBytes = 20;
    private readonly Socket socket;
    private readonly byte[] buffer = new byte[LongestFrame];
    private readonly string name;

    private LiveCapture(string name, Socket socket, bool hasLinkLayer) => (this.name, this.socket, Link) = (name, socket, hasLinkLayer ? LinkType.Ethernet : LinkType.Raw);

    public LinkType Link { get; }

    /// <exception cref="IOException">Not Linux, not permitted, or no such interface; the message says which.</exception>
    public static LiveCapture Open(string name)
    {
        if (!OperatingSystem.IsLinux()) throw new IOException("A live interface is read on Linux alone.");
        Socket? socket = null;
        try
        {
            var index = InterfaceIndex(name);
            if (index == 0) throw new IOException($"There is no interface '{name}'.");
            socket = new Socket(AddressFamily.Packet, SocketType.Raw, 0) { ReceiveBufferSize = ReceiveBuffer };
            // struct sockaddr_ll: family, protocol in network order, interface; the rest is not asked for.
            Span<byte> address = stackalloc byte[AddressBytes];
            BinaryPrimitives.WriteUInt16LittleEndian(address, PacketFamily);
            BinaryPrimitives.WriteUInt16BigEndian(address[2..], EveryProtocol);
            BinaryPrimitives.WriteInt32LittleEndian(address[4..], (int)index);
            if (Bind(socket.Handle, address, AddressBytes) != 0) throw new IOException($"{name}: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
            // struct packet_mreq: interface, kind, length of an address, address.
            Span<byte> membership = stackalloc byte[16];
            membership.Clear();
            BinaryPrimitives.WriteInt32LittleEndian(membership, (int)index);
            BinaryPrimitives.WriteUInt16LittleEndian(membership[4..], Promiscuous);
            socket.SetRawSocketOption(PacketLevel, AddMembership, membership);
            return new LiveCapture(name, socket, HasEthernet(socket));
        }
        catch (SocketException e)
        {
            socket?.Dispose();
            throw new IOException($"{name}: {e.Message}", e);
        }
        catch
        {
            socket?.Dispose();
            throw;
        }
    }

    /// <summary>Waits for a packet, or for a fault, which the next read finds; no longer than the time.</summary>
    public void Wait(TimeSpan within) => socket.Poll(within, SelectMode.SelectRead);

    /// <summary>
    /// What is wrong with the interface, in words; null where nothing is. It is down or gone: one that is made anew under its name is another, which this
    /// capture would never hear. What had come before can still be read.
    /// </summary>
    public string? Fault { get; private set; }

    /// <summary>A packet that is there already; valid until the next call.</summary>
    public bool TryRead(out ReadOnlySpan<byte> packet, out int originalLength)
    {
        while ((originalLength = (int)Receive(socket.Handle, buffer, (nuint)buffer.Length, DoNotWait | WholeLength, 0, 0)) < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error == Interrupted) continue;
            if (error == TryAgain || Fault is not null) break;
            Fault = $"{name}: {(error == LinkDown ? "the interface is down or gone" : new Win32Exception(error).Message)}";
        }

        packet = originalLength > 0 ? buffer.AsSpan(0, Math.Min(originalLength, buffer.Length)) : default;
        return originalLength > 0;
    }

    /// <summary>Packets that the kernel dropped since the last call: Ward was too slow.</summary>
    public long TakeDropped()
    {
        // struct tpacket_stats: packets, drops; reading sets both to zero.
        Span<byte> counts = stackalloc byte[8];
        return socket.GetRawSocketOption(PacketLevel, Statistics, counts) == 8 ? BinaryPrimitives.ReadUInt32LittleEndian(counts[4..]) : 0;
    }

    public void Dispose() => socket.Dispose();

    /// <summary>Whether frames begin with an Ethernet header, as they do on Ethernet and on the loopback; on a tunnel they begin with IP.</summary>
    private static bool HasEthernet(Socket socket)
    {
        Span<byte> address = stackalloc byte[AddressBytes];
        var length = AddressBytes;
        return LocalAddress(socket.Handle, address, ref length) != 0 || BinaryPrimitives.ReadUInt16LittleEndian(address[8..]) is 1 or 772;
    }

    [LibraryImport("libc", EntryPoint = "if_nametoindex", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint InterfaceIndex(string name);

    [LibraryImport("libc", EntryPoint = "bind", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Bind(nint socket, ReadOnlySpan<byte> address, int length);

    [LibraryImport("libc", EntryPoint = "getsockname", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int LocalAddress(nint socket, Span<byte> address, ref int length);

    [LibraryImport("libc", EntryPoint = "recvfrom", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Receive(nint socket, Span<byte> into, nuint length, int flags, nint address, nint addressLength);
}
