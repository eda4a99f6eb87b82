using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Net;

namespace Ward.Agent.Collecting.Sources;

/// <summary>The kernel's tables of sockets: /proc/net/{tcp,tcp6,udp,udp6} (proc_pid_net(5)).</summary>
internal static class SocketTable
{
    private const int Established = 0x01, Unconnected = 0x07, Listening = 0x0A;

    public enum State { Other, Listens, Flows }

    public readonly record struct Row(string Protocol, IPEndPoint Local, IPEndPoint Remote, State State, uint User, ulong Inode);

    /// <summary>Calls for each socket that listens or carries an established flow. A table that is not there is passed over.</summary>
    public static void Read(string folder, Action<Row> each)
    {
        foreach (var table in (string[])["tcp", "tcp6", "udp", "udp6"])
        {
            var path = Path.Combine(folder, table);
            if (!File.Exists(path))
                continue;
            using var handle = File.OpenHandle(path);
            var lines = new LineBuffer(1024);
            for (long offset = 0; RandomAccess.Read(handle, lines.Room().Span, offset) is var read and > 0; offset += read)
            {
                lines.Filled(read);
                while (lines.TryTake(out var line, out _))
                    if (TryRead(line, table, out var row) && row.State != State.Other)
                        each(row);
            }
        }
    }

    internal static bool TryRead(ReadOnlySpan<byte> line, string table, out Row row)
    {
        row = default;
        Span<Range> words = stackalloc Range[12];
        var count = 0;
        for (var at = 0; at < line.Length && count < words.Length;)
        {
            if (line[at] == ' ')
            {
                at++;
                continue;
            }
            var end = line[at..].IndexOf((byte)' ');
            end = end < 0 ? line.Length : at + end;
            words[count++] = at..end;
            at = end;
        }
        if (count < 10 || !TryEndPoint(line[words[1]], out var local) || !TryEndPoint(line[words[2]], out var remote)
            || !TryHex(line[words[3]], out var state) || !Utf8Parser.TryParse(line[words[7]], out uint user, out _) || !Utf8Parser.TryParse(line[words[9]], out ulong inode, out _))
            return false;
        var tcp = table[0] == 't';
        var means = state switch
        {
            Listening when tcp => State.Listens,
            Unconnected when !tcp => State.Listens,
            Established => State.Flows,
            _ => State.Other,
        };
        row = new(tcp ? "tcp" : "udp", local, remote, means, user, inode);
        return true;
    }

    /// <summary>Hexadecimal words of the machine's own order, colon, hexadecimal port.</summary>
    private static bool TryEndPoint(ReadOnlySpan<byte> text, out IPEndPoint point)
    {
        point = null!;
        var colon = text.IndexOf((byte)':');
        if (colon is not (8 or 32) || !TryHex(text[(colon + 1)..], out var port) || port > ushort.MaxValue)
            return false;
        Span<byte> bytes = stackalloc byte[16];
        for (var word = 0; word < colon / 8; word++)
        {
            if (!TryHex(text.Slice(word * 8, 8), out var value))
                return false;
            BinaryPrimitives.WriteUInt32LittleEndian(bytes[(word * 4)..], value);
        }
        var address = new IPAddress(bytes[..(colon / 2)]);
        point = new(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, (int)port);
        return true;
    }

    private static bool TryHex(ReadOnlySpan<byte> text, out uint value) => uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
}
