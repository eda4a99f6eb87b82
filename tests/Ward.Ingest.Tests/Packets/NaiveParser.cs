using System.Buffers.Binary;

namespace Ward.Ingest.Tests.Packets;

/// <summary>
/// An independent reading of captures, as simple as can be: whole files in memory, Ethernet and IPv4 alone, each TCP segment by itself,
/// function codes at fixed places. It shares no code with the product.
/// </summary>
internal static class NaiveParser
{
    /// <summary>How often each protocol and function code is seen.</summary>
    public static Dictionary<string, int> Functions(byte[] file)
    {
        var found = new Dictionary<string, int>();
        var isNext = BitConverter.ToUInt32(file) == 0x0A0D0D0A;
        var ends = new Dictionary<(uint, uint, ushort, ushort), uint>();
        foreach (var frame in Frames(file))
        {
            // Ethernet, or a BSD loopback.
            var skip = !isNext && file[20] == 0 ? 4 : 14;
            if (frame.Length < skip + 40 || frame[skip] >> 4 != 4 || frame[skip + 9] != 6 || (skip == 14 && (frame[12] != 8 || frame[13] != 0))) continue;
            var ip = frame[skip..];
            var head = (ip[0] & 15) * 4;
            var total = Math.Min(BinaryPrimitives.ReadUInt16BigEndian(ip.AsSpan(2)), ip.Length);
            if (total < head + 20) continue;
            var tcp = ip[head..total];
            var payload = tcp[Math.Min(tcp.Length, (tcp[12] >> 4) * 4)..];
            var (source, destination) = (BinaryPrimitives.ReadUInt16BigEndian(tcp), BinaryPrimitives.ReadUInt16BigEndian(tcp.AsSpan(2)));
            // The same bytes sent again, in whatever pieces, are not a second request; a SYN begins anew.
            var way = (BinaryPrimitives.ReadUInt32BigEndian(ip.AsSpan(12)), BinaryPrimitives.ReadUInt32BigEndian(ip.AsSpan(16)), source, destination);
            var sequence = BinaryPrimitives.ReadUInt32BigEndian(tcp.AsSpan(4));
            if ((tcp[13] & 2) != 0) ends.Remove(way);
            if (payload.Length == 0) continue;
            var again = ends.TryGetValue(way, out var end) ? (int)(end - sequence) : 0;
            if (again >= payload.Length) continue;
            if (again > 0) payload = payload[again..];
            ends[way] = sequence + (uint)(payload.Length + Math.Max(again, 0));
            foreach (var function in Read(payload, source, destination)) found[function] = found.GetValueOrDefault(function) + 1;
        }

        return found;
    }

    private static IEnumerable<string> Read(byte[] data, ushort source, ushort destination)
    {
        bool On(params ushort[] ports) => ports.Contains(source) || ports.Contains(destination);
        var at = 0;
        while (at < data.Length)
        {
            var left = data.Length - at;
            if (On(502))
            {
                if (left < 8 || data[at + 2] != 0 || data[at + 3] != 0) yield break;
                yield return $"modbus {data[at + 7] & 0x7F}";
                at += 6 + ((data[at + 4] << 8) | data[at + 5]);
            }
            else if (left > 1 && data[at] == 5 && data[at + 1] == 0x64)
            {
                if (left < 10) yield break;
                var user = data[at + 2] - 5;
                if (user > 2 && left > 12 && (data[at + 10] & 0x40) != 0) yield return $"dnp3 {data[at + 12]}";
                at += 10 + user + (((user + 15) / 16) * 2);
            }
            else if (On(2404))
            {
                if (left < 6 || data[at] != 0x68) yield break;
                if ((data[at + 2] & 1) == 0 && left > 6) yield return $"iec104 {data[at + 6]}";
                at += 2 + data[at + 1];
            }
            else if (On(102))
            {
                if (left < 7 || data[at] != 3) yield break;
                if (left > 17 && data[at + 5] == 0xF0 && data[at + 7] == 0x32 && data[at + 8] is 1 or 2 or 3)
                {
                    var parameters = at + 7 + (data[at + 8] == 1 ? 10 : 12);
                    if (((data[at + 13] << 8) | data[at + 14]) > 0 && parameters < data.Length) yield return $"s7comm {data[parameters]}";
                }

                at += (data[at + 2] << 8) | data[at + 3];
            }
            else
            {
                yield break;
            }
        }
    }

    private static IEnumerable<byte[]> Frames(byte[] file)
    {
        var next = BitConverter.ToUInt32(file) == 0x0A0D0D0A;
        for (var at = next ? 0 : 24; at + 16 <= file.Length;)
        {
            if (next)
            {
                var size = BitConverter.ToInt32(file, at + 4);
                if (BitConverter.ToUInt32(file, at) == 6) yield return file[(at + 28)..(at + 28 + BitConverter.ToInt32(file, at + 20))];
                at += size;
            }
            else
            {
                var kept = BitConverter.ToInt32(file, at + 8);
                if (at + 16 + kept > file.Length) yield break;
                yield return file[(at + 16)..(at + 16 + kept)];
                at += 16 + kept;
            }
        }
    }
}
