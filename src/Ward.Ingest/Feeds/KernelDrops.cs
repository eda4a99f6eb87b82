using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Ward.Ingest.Feeds;

/// <summary>
/// Datagrams that the kernel dropped since the socket's buffer was full, before anyone could read them; on Linux alone (getsockopt SO_MEMINFO,
/// linux/sock_diag.h), elsewhere none. Not thread-safe.
/// </summary>
internal sealed class KernelDrops(Socket socket)
{
    private const int SolSocket = 1, SoMemInfo = 55, DropsAt = 8 * sizeof(uint), InfoBytes = 9 * sizeof(uint);
    private uint seen;

    /// <summary>Those since the last time.</summary>
    public uint Take()
    {
        if (!OperatingSystem.IsLinux()) return 0;
        Span<byte> info = stackalloc byte[InfoBytes];
        try
        {
            if (socket.GetRawSocketOption(SolSocket, SoMemInfo, info) < InfoBytes) return 0;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return 0; // an older kernel does not tell
        }

        // The kernel's counter goes round; in the machine's own byte order.
        var now = MemoryMarshal.Read<uint>(info[DropsAt..]);
        var more = unchecked(now - seen);
        seen = now;
        return more;
    }
}
