using System.Buffers.Binary;
using System.Buffers.Text;
using Ward.Ingest.Packets.Flows;

namespace Ward.Ingest.Packets.Framing;

/// <summary>
/// Modbus/TCP ADUs (Modbus Messaging on TCP/IP 1.0b, section 3.1.3): transaction, protocol 0, length of the rest. A response does not say
/// what was asked, and a write not what was there before; both are told with the unit as <c>req=</c> (the request's first five PDU bytes)
/// and <c>was=</c> (values, '/' between, '-' where unknown).
/// </summary>
internal sealed class ModbusFramer(FlowKey key, PointMemory points) : Framer
{
    private const int Header = 7, Longest = 254, MostPending = 32, RequestLength = 5, MostBefore = 16, LongestNumber = 20;
    private readonly List<(ushort Transaction, byte Unit, ulong Request)> pending = [];

    public override PacketProtocol Protocol => PacketProtocol.Modbus;

    public override int Measure(Side side, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= 4 && (bytes[2] | bytes[3]) != 0) return -bytes.Length;
        if (bytes.Length < Header + 1) return 0;
        var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]);
        // A length that no ADU can have is a lie or an attack: the unit is what came with it, and its function code is still told.
        return length is >= 2 and <= Longest ? length + 6 : bytes.Length;
    }

    public override void Tell(Side side, ReadOnlySpan<byte> unit, int length, UnitSink into)
    {
        // Each value with its sign between, however long; an answer's words are shorter.
        Span<byte> words = stackalloc byte[4 + (MostBefore * (LongestNumber + 1))];
        var used = unit.Length <= Header ? 0 : side switch
        {
            Side.Client => Ask(unit, into, words),
            Side.Server => Answer(unit, into, words),
            _ => 0,
        };
        into.Add(Protocol, unit, words[..used], length);
    }

    public override void Lost(Side side) => pending.Clear();

    private int Ask(ReadOnlySpan<byte> unit, UnitSink into, Span<byte> words)
    {
        var pdu = unit[Header..];
        if (pending.Count == MostPending) pending.RemoveAt(0);
        ulong request = 0;
        for (var i = 0; i < RequestLength; i++) request = (request << 8) | (i < pdu.Length ? pdu[i] : 0u);
        pending.Add((BinaryPrimitives.ReadUInt16BigEndian(unit), unit[6], request));
        if (pdu.Length < 5 || pdu[0] is not (5 or 6 or 15 or 16)) return 0;
        var count = pdu[0] is 5 or 6 ? 1 : Math.Min((int)BinaryPrimitives.ReadUInt16BigEndian(pdu[3..]), MostBefore);
        var known = false;
        "was="u8.CopyTo(words);
        var at = 4;
        for (var i = 0; i < count; i++)
        {
            if (i > 0) words[at++] = (byte)'/';
            if (points.TryGet(PointOf(into, unit[6], (byte)(pdu[0] is 5 or 15 ? 0 : 4), BinaryPrimitives.ReadUInt16BigEndian(pdu[1..]) + i), out var value))
            {
                known = true;
                Utf8Formatter.TryFormat(value, words[at..], out var digits);
                at += digits;
            }
            else
            {
                words[at++] = (byte)'-';
            }
        }

        return known ? at : 0;
    }

    private int Answer(ReadOnlySpan<byte> unit, UnitSink into, Span<byte> words)
    {
        var (transaction, number) = (BinaryPrimitives.ReadUInt16BigEndian(unit), unit[6]);
        var found = pending.FindIndex(p => p.Transaction == transaction && p.Unit == number);
        if (found < 0) return 0;
        var request = pending[found].Request;
        pending.RemoveAt(found);
        var pdu = unit[Header..];
        // An answer to another function than was asked belongs to no request.
        if ((pdu[0] & 0x7F) != (byte)(request >> 32)) return 0;
        Learn((byte)(request >> 32), (ushort)(request >> 16), (ushort)request, pdu, number, into);
        "req="u8.CopyTo(words);
        for (var i = 0; i < RequestLength; i++)
            Utf8Formatter.TryFormat((byte)(request >> (8 * (RequestLength - 1 - i))), words[(4 + (2 * i))..], out _, new System.Buffers.StandardFormat('X', 2));
        return 4 + (2 * RequestLength);
    }

    private void Learn(byte function, ushort address, ushort count, ReadOnlySpan<byte> pdu, byte unit, UnitSink into)
    {
        switch (pdu[0])
        {
            case 1 or 2 when pdu.Length >= 2:
                for (var i = 0; i < Math.Min((int)count, (pdu.Length - 2) * 8); i++)
                    points.Set(PointOf(into, unit, (byte)(function - 1), address + i), (ushort)((pdu[2 + (i / 8)] >> (i % 8)) & 1));
                break;
            case 3 or 4 when pdu.Length >= 2:
                for (var i = 0; i < Math.Min((int)count, (pdu.Length - 2) / 2); i++)
                    points.Set(PointOf(into, unit, (byte)(function == 3 ? 4 : 3), address + i), BinaryPrimitives.ReadUInt16BigEndian(pdu[(2 + (2 * i))..]));
                break;
            case 5 or 6 when pdu.Length >= 5:
                points.Set(PointOf(into, unit, (byte)(function == 5 ? 0 : 4), address), function == 5 ? (ushort)(count == 0xFF00 ? 1 : 0) : count);
                break;
            case 15 or 16:
                for (var i = 0; i < Math.Min((int)count, 2000); i++) points.Forget(PointOf(into, unit, (byte)(function == 15 ? 0 : 4), address + i));
                break;
            case 22 or 23:
                // What was written is not in the request's beginning: only the first point is sure to have changed.
                points.Forget(PointOf(into, unit, 4, address));
                break;
            default:
                break;
        }
    }

    /// <param name="table">0 coils, 1 discrete inputs, 3 input registers, 4 holding registers.</param>
    private PointMemory.Point PointOf(UnitSink into, byte unit, byte table, int address) =>
        key.PointOf(Protocol, into.ClientIsLow, ((ulong)unit << 24) | ((ulong)table << 16) | (ushort)address);
}
