using System.Buffers.Binary;
using Ward.Ingest.Packets.Flows;

namespace Ward.Ingest.Packets.Framing;

/// <summary>
/// BACnet virtual link control (ASHRAE 135, annex J.2): type 81H, function, length of the whole. With a WriteProperty to a property that was read or
/// written before, its value then is told: <c>was=</c> and the tagged value in hex. Devices behind a router, elements of arrays, values of more
/// than four bytes and NULL are not remembered, nor what was written with a priority: of such writes the device takes the one that ranks highest.
/// </summary>
internal sealed class BacnetFramer(FlowKey key, PointMemory points) : Framer
{
    private const int MostPending = 32, LongestValue = 1 + 4;
    private const byte ReadProperty = 12, WriteProperty = 15;
    private readonly List<Asked> pending = [];

    public override PacketProtocol Protocol => PacketProtocol.Bacnet;

    public override int Measure(Side side, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 0 && bytes[0] != 0x81) return -bytes.Length;
        if (bytes.Length < 4) return 0;
        var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        return length >= 4 ? length : bytes.Length;
    }

    public override void Tell(Side side, ReadOnlySpan<byte> unit, int length, UnitSink into)
    {
        Span<byte> words = stackalloc byte[24];
        // To one device, in a network header without addresses, and whole.
        var used = unit.Length == length && length >= 9 && unit[1] == 0x0A && unit[4] == 1 && (unit[5] & 0xA8) == 0 ? Follow(unit[6..], into, words) : 0;
        into.Add(Protocol, unit, words[..used], length);
    }

    private int Follow(ReadOnlySpan<byte> apdu, UnitSink into, Span<byte> words)
    {
        switch (apdu[0] >> 4)
        {
            case 0 when (apdu[0] & 8) == 0 && apdu.Length > 4 && apdu[3] == WriteProperty && TryRead(apdu[4..], out var where, out var written):
                if (pending.Count == MostPending) pending.RemoveAt(0);
                // Whoever asks is the client: the port is the same on both sides.
                var point = key.PointOf(Protocol, into.IsFromLow, where);
                pending.Add(new Asked(into.IsFromLow, apdu[2], point, written));
                var isKnown = points.TryGet(point, out var before);
                points.Forget(point);
                return isKnown ? Write(before, words) : 0;
            case 2 when apdu.Length >= 3 && apdu[2] == WriteProperty && TryTake(apdu[1], into) is { Value: > 0 } done:
                points.Set(done.Point, done.Value);
                return 0;
            case 3 when (apdu[0] & 8) == 0 && apdu.Length > 3 && apdu[2] == ReadProperty && TryRead(apdu[3..], out var of, out var read) && read > 0:
                points.Set(key.PointOf(Protocol, !into.IsFromLow, of), read);
                return 0;
            case 5 or 6 or 7:
                TryTake(apdu[1], into);
                return 0;
            default:
                return 0;
        }
    }

    private Asked? TryTake(byte invoke, UnitSink into)
    {
        var found = pending.FindIndex(p => p.Invoke == invoke && p.ByLow != into.IsFromLow);
        if (found < 0) return null;
        var asked = pending[found];
        pending.RemoveAt(found);
        return asked;
    }

    /// <summary>Object [0], property [1], value [3]; the value packed with its length on top, or 0 where it is none of one plain tag, NULL, or not all there is.</summary>
    private static bool TryRead(ReadOnlySpan<byte> body, out ulong where, out ulong value)
    {
        (where, value) = (0, 0);
        if (body.Length < 8 || body[0] != 0x0C || (body[5] & 0xF8) != 0x18 || (body[5] & 7) is not (1 or 2 or 3) || body.Length < 6 + (body[5] & 7)) return false;
        var property = 0u;
        foreach (var b in body.Slice(6, body[5] & 7)) property = (property << 8) | b;
        where = ((ulong)BinaryPrimitives.ReadUInt32BigEndian(body[1..]) << 32) | property;
        body = body[(6 + (body[5] & 7))..];
        if (body.Length < 3 || body[0] != 0x3E) return false;
        // A boolean has its value in the tag's length (20.2.3).
        var length = (body[1] & 8) != 0 ? 0 : 1 + (body[1] >> 4 == 1 ? 0 : body[1] & 7);
        if (length is 0 or > LongestValue || body.Length != length + 2 || body[length + 1] != 0x3F || body[1] == 0) return true;
        value = (ulong)length << 56;
        for (var i = 0; i < length; i++) value |= (ulong)body[1 + i] << (8 * i);
        return true;
    }

    private static int Write(ulong packed, Span<byte> words)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, packed);
        return WasWord.Write(bytes[..bytes[7]], words);
    }

    /// <summary>A write that was asked for and not yet answered.</summary>
    private sealed record Asked(bool ByLow, byte Invoke, PointMemory.Point Point, ulong Value);
}
