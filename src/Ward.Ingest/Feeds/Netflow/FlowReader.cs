using System.Net;
using static System.Buffers.Binary.BinaryPrimitives;

namespace Ward.Ingest.Feeds.Netflow;

/// <summary>Reads export datagrams and hands out a line for each record. Never throws, whatever the bytes. Not thread-safe.</summary>
internal sealed class FlowReader(FlowTemplates templates, FlowSequences sequences, Action<IPAddress, byte[]> take) : IDisposable
{
    private const int Header5 = 24, Record5 = 48, Header9 = 20, Header10 = 16, SetHeader = 4, FirstData = 256;
    private const ushort EnterpriseBit = 0x8000;
    private readonly FlowWriter writer = new();
    private uint records;
    private bool waits;

    /// <summary>False where the datagram is not well formed; records before the fault are handed out.</summary>
    public bool TryRead(IPAddress sender, ReadOnlySpan<byte> datagram)
    {
        if (datagram.Length < 4) return false;
        switch (ReadUInt16BigEndian(datagram))
        {
            case 5:
                return TryRead5(sender, datagram);
            case 9 when datagram.Length >= Header9:
                var from = new Exporter(sender, 9, ReadUInt32BigEndian(datagram[16..]));
                sequences.Came(from, ReadUInt32BigEndian(datagram[12..]), 1);
                return TrySets(from, new FlowHeader(ReadUInt32BigEndian(datagram[8..]), ReadUInt32BigEndian(datagram[4..])), datagram[Header9..]);
            case 10 when datagram.Length >= Header10 && ReadUInt16BigEndian(datagram[2..]) is var length && length >= Header10 && length <= datagram.Length:
                return TryMessage(new Exporter(sender, 10, ReadUInt32BigEndian(datagram[12..])), datagram[..length]);
            default:
                return false;
        }
    }

    public void Dispose() => writer.Dispose();

    /// <summary>IPFIX counts the records of data before the message; those of a set that waits for its template nobody can count.</summary>
    private bool TryMessage(Exporter from, ReadOnlySpan<byte> message)
    {
        (records, waits) = (0, false);
        var whole = TrySets(from, new FlowHeader(ReadUInt32BigEndian(message[4..]), null), message[Header10..]);
        sequences.Came(from, ReadUInt32BigEndian(message[8..]), whole && !waits ? records : null);
        return whole;
    }

    private bool TryRead5(IPAddress sender, ReadOnlySpan<byte> datagram)
    {
        var count = ReadUInt16BigEndian(datagram[2..]);
        if (datagram.Length < Header5 + (count * Record5)) return false;
        var header = new FlowHeader(ReadUInt32BigEndian(datagram[8..]), ReadUInt32BigEndian(datagram[4..]));
        sequences.Came(new Exporter(sender, 5, ReadUInt16BigEndian(datagram[20..])), ReadUInt32BigEndian(datagram[16..]), count);
        for (var i = 0; i < count; i++) take(sender, writer.Write5(sender, header, datagram.Slice(Header5 + (i * Record5), Record5), datagram[20], datagram[21]));
        return true;
    }

    private bool TrySets(Exporter from, FlowHeader header, ReadOnlySpan<byte> rest)
    {
        while (rest.Length >= SetHeader)
        {
            var (id, length) = (ReadUInt16BigEndian(rest), ReadUInt16BigEndian(rest[2..]));
            if (length < SetHeader || length > rest.Length) return false;
            var set = rest[SetHeader..length];
            rest = rest[length..];
            if (id >= FirstData) TakeData(from, id, header, set);
            else if (id == (from.Version == 9 ? 0 : 2))
            {
                if (!TryTemplates(from, set)) return false;
            }
            else if (id == (from.Version == 9 ? 1 : 3))
            {
                if (!TryOptions(from, set)) return false;
            }
        }

        // NetFlow 9 may be padded at the end.
        return rest.Length < SetHeader;
    }

    private void TakeData(Exporter from, ushort id, FlowHeader header, ReadOnlySpan<byte> set)
    {
        if (templates.TryFind(from, id, out var template))
        {
            records += Records(from, header, template, set);
            return;
        }

        waits = true;
        templates.Wait(from, id, header, set);
    }

    /// <summary>How many there were.</summary>
    private uint Records(Exporter from, FlowHeader header, FlowTemplate template, ReadOnlySpan<byte> set)
    {
        // What is left and shorter than a record is padding.
        var count = 0u;
        for (; set.Length >= template.Shortest && writer.TryWrite(from, header, template, ref set, out var line); count++) take(from.Address, line);
        return count;
    }

    private bool TryTemplates(Exporter from, ReadOnlySpan<byte> set)
    {
        while (set.Length >= 4)
        {
            var (id, count) = (ReadUInt16BigEndian(set), ReadUInt16BigEndian(set[2..]));
            // Padding is zeros; a template's number is 256 or more.
            if (id < FirstData) return id == 0;
            set = set[4..];
            if (count == 0) templates.Withdraw(from, id);
            else if (TryFields(from, count, ref set, out var fields)) Tell(from, id, FlowTemplate.Of(fields, 0));
            else return false;
        }

        return true;
    }

    private bool TryOptions(Exporter from, ReadOnlySpan<byte> set)
    {
        while (set.Length >= 6)
        {
            var (id, first, second) = (ReadUInt16BigEndian(set), ReadUInt16BigEndian(set[2..]), ReadUInt16BigEndian(set[4..]));
            if (id < FirstData) return id == 0;
            // NetFlow 9 counts bytes of scope and options; IPFIX counts fields, of which the first are scope. A withdrawal has no scope count.
            var (count, scope) = from.Version == 9 ? ((first + second) / 4, first / 4) : (first, second);
            if (from.Version != 9 && count == 0)
            {
                templates.Withdraw(from, id);
                set = set[4..];
                continue;
            }

            set = set[6..];
            if (count == 0 || scope > count || !TryFields(from, count, ref set, out var fields)) return false;
            Tell(from, id, FlowTemplate.Of(fields, Math.Max(1, scope)));
        }

        return true;
    }

    private static bool TryFields(Exporter from, int count, ref ReadOnlySpan<byte> set, out List<FlowField> fields)
    {
        fields = [];
        if (count * 4 > set.Length) return false;
        for (var i = 0; i < count; i++)
        {
            if (set.Length < 4) return false;
            var (element, length, enterprise) = (ReadUInt16BigEndian(set), ReadUInt16BigEndian(set[2..]), 0u);
            set = set[4..];
            if (from.Version != 9 && (element & EnterpriseBit) != 0)
            {
                if (set.Length < 4) return false;
                (element, enterprise) = ((ushort)(element & ~EnterpriseBit), ReadUInt32BigEndian(set));
                set = set[4..];
            }

            fields.Add(new FlowField(element, enterprise, length));
        }

        return true;
    }

    private void Tell(Exporter from, ushort id, FlowTemplate template)
    {
        // A record without a byte would repeat for ever.
        if (template.Shortest == 0) return;
        templates.Tell(from, id, template);
        foreach (var (header, set) in templates.TakeWaiting(from, id)) Records(from, header, template, set);
    }
}
