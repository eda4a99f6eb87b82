using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Ward.Agent.Collecting.Sources;

/// <summary>
/// The kernel's notices of processes (the proc connector, connector(7) in the kernel's documentation): told of every exec. It needs
/// CONFIG_PROC_EVENTS, CAP_NET_ADMIN and the first pid namespace; where one is missing the kernel does not answer, and that is the probe.
/// </summary>
internal sealed partial class ProcessNotices : IDisposable
{
    private const int Netlink = 16, Datagram = 2, CloseOnExec = 0x80000, Connector = 11, ProcessGroup = 1, ReceiveTimeout = 20, ReceiveBuffer = 8, SocketLevel = 1;
    private const int MessageHeader = 16, ConnectorHeader = 20, Listen = 1, Ignore = 2, EventAt = MessageHeader + ConnectorHeader;
    private const uint None = 0, Exec = 2;
    private const int NoBufferSpace = 105, TryAgain = 11, Interrupted = 4;

    private readonly SafeSocketHandle socket;

    private ProcessNotices(SafeSocketHandle socket) => this.socket = socket;

    /// <summary>Notices that the kernel could not hand over, since the last time this was read and set to 0.</summary>
    public int Overruns { get; set; }

    /// <summary>False where the kernel does not offer them to this process; waits up to a second for its word.</summary>
    public static bool TryOpen([NotNullWhen(true)] out ProcessNotices? notices)
    {
        notices = null;
        var number = Open(Netlink, Datagram | CloseOnExec, Connector);
        if (number < 0)
            return false;
        var opened = new ProcessNotices(new SafeSocketHandle(number, ownsHandle: true));
        // sockaddr_nl: family 2, padding 2, port 4 (the kernel chooses), groups 4.
        Span<byte> address = stackalloc byte[12];
        BinaryPrimitives.WriteUInt16LittleEndian(address, Netlink);
        BinaryPrimitives.WriteUInt32LittleEndian(address[8..], ProcessGroup);
        Span<long> second = [1, 0];
        Span<byte> room = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(room, 1 << 20);
        if (Bind(number, address, address.Length) == 0
            && SetOption(number, SocketLevel, ReceiveTimeout, MemoryMarshal.AsBytes(second), 16) == 0
            && SetOption(number, SocketLevel, ReceiveBuffer, room, 4) == 0
            && opened.Ask(Listen) && opened.IsAnswered())
        {
            notices = opened;
            return true;
        }
        opened.Dispose();
        return false;
    }

    /// <summary>Number of a process that has begun a program; 0 where none did within a second.</summary>
    public int Next()
    {
        Span<byte> bytes = stackalloc byte[512];
        var count = (int)Receive((int)socket.DangerousGetHandle(), bytes, (nuint)bytes.Length, 0);
        if (count < 0)
        {
            switch (Marshal.GetLastPInvokeError())
            {
                case NoBufferSpace: Overruns++; return 0;
                case TryAgain or Interrupted: return 0;
                case var wrong: throw new IOException($"the kernel's notices of processes ended with error {wrong}");
            }
        }
        // proc_event: what 4, processor 4, nanoseconds 8, then for exec the thread's and the process's number.
        return count >= EventAt + 24 && BinaryPrimitives.ReadUInt32LittleEndian(bytes[EventAt..]) == Exec
            ? BinaryPrimitives.ReadInt32LittleEndian(bytes[(EventAt + 20)..]) : 0;
    }

    public void Dispose()
    {
        if (!socket.IsClosed)
            Ask(Ignore);
        socket.Dispose();
    }

    private bool IsAnswered()
    {
        Span<byte> bytes = stackalloc byte[512];
        // Other processes' notices may come first; a kernel that says nothing for a second will not.
        for (var i = 0; i < 1000; i++)
        {
            var count = (int)Receive((int)socket.DangerousGetHandle(), bytes, (nuint)bytes.Length, 0);
            if (count < EventAt + 20)
                return false;
            if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[EventAt..]) == None)
                return BinaryPrimitives.ReadUInt32LittleEndian(bytes[(EventAt + 16)..]) == 0;
        }
        return true;
    }

    private bool Ask(int operation)
    {
        // nlmsghdr: length 4, type 2 (NLMSG_DONE), flags 2, sequence 4, port 4. cn_msg: idx 4, val 4, seq 4, ack 4, length 2, flags 2.
        Span<byte> bytes = stackalloc byte[EventAt + 4];
        bytes.Clear();
        BinaryPrimitives.WriteInt32LittleEndian(bytes, bytes.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[4..], 3);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[MessageHeader..], ProcessGroup);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[(MessageHeader + 4)..], 1);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[(MessageHeader + 16)..], 4);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[EventAt..], operation);
        return Send((int)socket.DangerousGetHandle(), bytes, (nuint)bytes.Length, 0) == bytes.Length;
    }

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int Open(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "bind", SetLastError = true)]
    private static partial int Bind(int socket, Span<byte> address, int length);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    private static partial int SetOption(int socket, int level, int name, Span<byte> value, int length);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    private static partial nint Send(int socket, Span<byte> bytes, nuint length, int flags);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    private static partial nint Receive(int socket, Span<byte> bytes, nuint length, int flags);
}
