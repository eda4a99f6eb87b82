using System.Buffers.Binary;
using System.Text;

namespace Ward.Ingest.Decoders.Windows;

/// <summary>
/// Renders one event of a chunk as XML text. Elements, attributes and text come as tokens; a record names a template of the chunk and
/// gives the values that the template leaves open. Depth, output and the number of tokens are bounded, so that a chunk whose parts point
/// at one another ends. One object for one record.
/// </summary>
internal sealed class BinXml(byte[] chunk)
{
    private const int Deepest = 32, MostTokens = 65_536, MostText = 1 << 20, MostValues = 1024;
    private const byte HasMore = 0x40;

    private readonly StringBuilder text = new();
    private int tokens;

    /// <summary>One value that a record gives to its template.</summary>
    private readonly record struct Value(int At, int Size, byte Type);

    public bool TryRender(int start, int end, out byte[] line)
    {
        line = [];
        var at = start;
        if (!TryFragment(ref at, end, [], 0)) return false;
        line = Encoding.UTF8.GetBytes(text.ToString());
        return line.Length > 0;
    }

    /// <summary>Tokens up to the end of the fragment: the markup between is balanced, or the fragment is refused.</summary>
    private bool TryFragment(ref int at, int end, Value[] values, int depth)
    {
        if (depth > Deepest) return false;
        while (at < end)
        {
            if (++tokens > MostTokens || text.Length > MostText) return false;
            switch (chunk[at] & ~HasMore)
            {
                case 0x00:
                    at++;
                    return true;
                case 0x0F:
                    at += 4;
                    break;
                case 0x0C:
                    if (!TryTemplate(ref at, end, depth)) return false;
                    break;
                case 0x01:
                    if (!TryElement(ref at, end, values, depth)) return false;
                    break;
                default:
                    if (!TryContent(ref at, end, values, depth, inAttribute: false)) return false;
                    break;
            }
        }

        return at == end;
    }

    /// <summary>0x0C: unknown byte, template id, where its definition stands (right here at its first use), then the values.</summary>
    private bool TryTemplate(ref int at, int end, int depth)
    {
        if (at + 10 > end) return false;
        var definition = ReadInt(at + 6);
        at += 10;
        if (definition < 0 || definition > chunk.Length - 24) return false;
        var size = ReadInt(definition + 20);
        if (size < 0 || size > chunk.Length - definition - 24) return false;
        if (definition == at) at += 24 + size;
        if (at + 4 > end) return false;
        var count = ReadInt(at);
        at += 4;
        if (count is < 0 or > MostValues || count * 4 > end - at) return false;
        var values = new Value[count];
        var data = at + (count * 4);
        for (var i = 0; i < count; i++, at += 4)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(chunk.AsSpan(at));
            if (length > end - data) return false;
            values[i] = new Value(data, length, chunk[at + 2]);
            data += length;
        }

        at = data;
        var inner = definition + 24;
        return TryFragment(ref inner, definition + 24 + size, values, depth + 1);
    }

    /// <summary>0x01: dependency id, size, name, attributes where flagged, then content up to the end of the element.</summary>
    private bool TryElement(ref int at, int end, Value[] values, int depth)
    {
        if (depth > Deepest || at + 11 > end) return false;
        var hasAttributes = (chunk[at] & HasMore) != 0;
        at += 7;
        if (!TryName(ref at, end, out var name)) return false;
        text.Append('<').Append(name);
        if (hasAttributes)
        {
            if (at + 4 > end) return false;
            at += 4;
            while (at < end && (chunk[at] & ~HasMore) == 0x06)
                if (!TryAttribute(ref at, end, values, depth)) return false;
        }

        if (at >= end) return false;
        switch (chunk[at++])
        {
            case 0x03:
                text.Append("/>");
                return true;
            case 0x02:
                text.Append('>');
                break;
            default:
                return false;
        }

        while (at < end)
        {
            if (++tokens > MostTokens || text.Length > MostText) return false;
            if (chunk[at] == 0x04)
            {
                at++;
                text.Append("</").Append(name).Append('>');
                return true;
            }

            var fine = (chunk[at] & ~HasMore) == 0x01 ? TryElement(ref at, end, values, depth + 1) : TryContent(ref at, end, values, depth, inAttribute: false);
            if (!fine) return false;
        }

        return false;
    }

    private bool TryAttribute(ref int at, int end, Value[] values, int depth)
    {
        at++;
        if (!TryName(ref at, end, out var name)) return false;
        var before = text.Length;
        text.Append(' ').Append(name).Append("=\"");
        var filled = text.Length;
        while (at < end && (chunk[at] & ~HasMore) is 0x05 or 0x08 or 0x09 or 0x0D or 0x0E)
        {
            if (++tokens > MostTokens || !TryContent(ref at, end, values, depth, inAttribute: true)) return false;
        }

        // Windows leaves an attribute out where its optional value is not there.
        if (text.Length == filled) text.Length = before;
        else text.Append('"');
        return true;
    }

    private bool TryContent(ref int at, int end, Value[] values, int depth, bool inAttribute)
    {
        switch (chunk[at] & ~HasMore)
        {
            case 0x05 when at + 4 <= end && chunk[at + 1] == 0x01:
                at += 2;
                return TryText(ref at, end);
            case 0x07 when at + 3 <= end:
                at++;
                return TryText(ref at, end);
            case 0x08 when at + 3 <= end:
                BinXmlValue.Escape(((char)BinaryPrimitives.ReadUInt16LittleEndian(chunk.AsSpan(at + 1))).ToString(), text);
                at += 3;
                return true;
            case 0x09:
                at++;
                if (!TryName(ref at, end, out var entity) || entity is not ("amp" or "lt" or "gt" or "quot" or "apos")) return false;
                text.Append('&').Append(entity).Append(';');
                return true;
            case 0x0D or 0x0E when at + 4 <= end:
                var number = BinaryPrimitives.ReadUInt16LittleEndian(chunk.AsSpan(at + 1));
                at += 4;
                return number < values.Length && TryValue(values[number], depth, inAttribute);
            default:
                return false;
        }
    }

    private bool TryValue(Value value, int depth, bool inAttribute)
    {
        if (value.Type != 0x21) return BinXmlValue.TryAppend(chunk.AsSpan(value.At, value.Size), value.Type, text);
        var at = value.At;
        return !inAttribute && (value.Size == 0 || TryFragment(ref at, value.At + value.Size, [], depth + 1));
    }

    private bool TryText(ref int at, int end)
    {
        var length = BinaryPrimitives.ReadUInt16LittleEndian(chunk.AsSpan(at)) * 2;
        at += 2;
        if (length > end - at) return false;
        BinXmlValue.Escape(Encoding.Unicode.GetString(chunk, at, length), text);
        at += length;
        return true;
    }

    /// <summary>Where the name stands in the chunk; at its first use that is right here: next name, hash, length, UTF-16, a closing zero.</summary>
    private bool TryName(ref int at, int end, out string name)
    {
        name = "";
        if (at + 4 > end) return false;
        var there = ReadInt(at);
        at += 4;
        if (there < 0 || there > chunk.Length - 8) return false;
        var length = BinaryPrimitives.ReadUInt16LittleEndian(chunk.AsSpan(there + 6)) * 2;
        if (length is 0 or > 512 || there + 8 + length + 2 > chunk.Length) return false;
        if (there == at) at += 8 + length + 2;
        name = Encoding.Unicode.GetString(chunk, there + 8, length);
        // A name that is none would be markup of its own.
        return at <= end && System.Xml.XmlReader.IsName(name);
    }

    private int ReadInt(int at) => BinaryPrimitives.ReadInt32LittleEndian(chunk.AsSpan(at));
}
