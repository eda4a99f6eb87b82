using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Ward.Ingest.Decoders.Json;

namespace Ward.Ingest.Decoders.Windows;

/// <summary>
/// The XML of an event as Windows renders it, in one pass and without making strings. It says yes only to what is surely well-formed, and then has
/// filled the table exactly as <see cref="WindowsXml"/> does by the platform's reader; whatever is rare in events (comments, CDATA, prefixes,
/// declarations, deep nesting) or wrong is not its to judge.
/// </summary>
internal ref struct EventXmlScan
{
    private const int Deepest = 8, MostAttributes = 16;

    private static readonly SearchValues<byte> Control = SearchValues.Create([.. Enumerable.Range(0, 32).Where(c => c is not (9 or 10 or 13)).Select(c => (byte)c)]);

    private readonly ReadOnlySpan<byte> xml;
    private readonly MemberTable table;
    private readonly Span<(int At, int Length)> path;
    private readonly byte[] scratch;
    private int at;

    /// <param name="xml">The whole text.</param>
    /// <param name="table">Empty.</param>
    /// <param name="path">Room for the names of open elements, <see cref="PathRoom"/>.</param>
    /// <param name="scratch">Room for names and values that are put together; at least as long as the text and 256 more.</param>
    public EventXmlScan(ReadOnlySpan<byte> xml, MemberTable table, Span<(int At, int Length)> path, byte[] scratch)
    {
        this.xml = xml;
        this.table = table;
        this.path = path;
        this.scratch = scratch;
        at = 0;
    }

    public static int PathRoom => Deepest + 1;

    /// <summary>True where the whole text was read; false where somebody else has to look, and the table holds rubbish.</summary>
    public bool TryRead(out bool isEvent)
    {
        isEvent = false;
        // Characters that XML does not have: controls, U+FFFE and U+FFFF (its neighbours are left to the reader too).
        if (!Utf8.IsValid(xml) || xml.ContainsAny(Control) || xml.IndexOf("\uFFFF"u8[..2]) >= 0) return false;
        ReadOnlySpan<byte> dataName = default, value = default;
        var (depth, entity, hasName) = (0, false, false);
        while (true)
        {
            if (!TryText(depth, out var text, out var refers)) return false;
            if (text.Length > 0)
            {
                value = text;
                entity = refers;
            }

            if (at == xml.Length) return depth == 0 && path[0].Length > 0;
            at++;
            if (at < xml.Length && xml[at] == '/')
            {
                at++;
                if (depth == 0 || !TryClosing(depth)) return false;
                depth--;
                if (value.Length > 0 || hasName)
                {
                    if (!TryAdd(hasName ? dataName : NameOf(depth, default), value, entity)) return false;
                }

                dataName = value = default;
                hasName = entity = false;
                continue;
            }

            if (depth == 0 && path[0].Length > 0) return false; // a second document
            if (depth == Deepest || !TryName(out path[depth])) return false;
            if (depth == 0 && !Name(0).SequenceEqual("Event"u8)) return false;
            isEvent |= depth == 2 && Name(2).SequenceEqual("EventID"u8);
            dataName = value = default;
            hasName = entity = false;
            if (!TryAttributes(depth, ref dataName, ref hasName, out var empty)) return false;
            if (!empty)
            {
                depth++;
                continue;
            }

            if (hasName && !TryAdd(dataName, default, false)) return false;
            dataName = default;
            hasName = false;
            if (depth == 0) return false; // an event without anything
        }
    }

    private readonly ReadOnlySpan<byte> Name(int depth) => xml.Slice(path[depth].At, path[depth].Length);

    /// <summary>What stands before the next markup; nothing where it is only space.</summary>
    private bool TryText(int depth, out ReadOnlySpan<byte> text, out bool entity)
    {
        var length = xml[at..].IndexOf((byte)'<');
        if (length < 0) length = xml.Length - at;
        text = xml.Slice(at, length);
        at += length;
        entity = text.Contains((byte)'&');
        if (!text.ContainsAnyExcept(" \t\n"u8))
        {
            text = default;
            return true;
        }

        // A reference must be good even in a text that is passed over.
        if (entity && (scratch.Length < text.Length || !TryExpand(text, scratch, out _))) return false;
        // The reader joins line ends, and forbids the mark that ends CDATA.
        return depth > 0 && !text.Contains((byte)'\r') && text.IndexOf("]]>"u8) < 0 && !(entity && IsSpaceByReference(text));
    }

    /// <summary>Spaces that are written as references count as text or not by finer rules than these.</summary>
    private static bool IsSpaceByReference(ReadOnlySpan<byte> text) => text.TrimStart(" \t\n"u8) is [(byte)'&', (byte)'#', ..];

    private bool TryClosing(int depth)
    {
        if (!xml[at..].StartsWith(Name(depth - 1))) return false;
        at += path[depth - 1].Length;
        SkipSpace();
        return Take((byte)'>');
    }

    private bool TryName(out (int At, int Length) name)
    {
        var start = at;
        while (at < xml.Length && (char.IsAsciiLetterOrDigit((char)xml[at]) || xml[at] is (byte)'_' or (byte)'-' or (byte)'.')) at++;
        name = (start, at - start);
        return name.Length > 0 && (char.IsAsciiLetter((char)xml[start]) || xml[start] == '_');
    }

    private bool TryAttributes(int depth, ref ReadOnlySpan<byte> dataName, ref bool hasName, out bool empty)
    {
        empty = false;
        Span<(int At, int Length)> seen = stackalloc (int, int)[MostAttributes];
        var count = 0;
        while (true)
        {
            var before = at;
            SkipSpace();
            if (at >= xml.Length) return false;
            if (Take((byte)'>')) return true;
            if (Take((byte)'/'))
            {
                empty = true;
                return Take((byte)'>');
            }

            if (at == before || count == MostAttributes || !TryName(out seen[count])) return false;
            var name = xml.Slice(seen[count].At, seen[count].Length);
            for (var i = 0; i < count; i++)
                if (xml.Slice(seen[i].At, seen[i].Length).SequenceEqual(name)) return false;
            count++;
            SkipSpace();
            if (!Take((byte)'=')) return false;
            SkipSpace();
            if (at >= xml.Length || xml[at] is not ((byte)'"' or (byte)'\'')) return false;
            var quote = xml[at++];
            var length = xml[at..].IndexOf(quote);
            if (length < 0) return false;
            var value = xml.Slice(at, length);
            at += length + 1;
            // Line ends and tabs become spaces in attributes; references to them do not.
            if (value.ContainsAny("<\t\n\r"u8)) return false;
            if (!TryAttribute(depth, name, value, ref dataName, ref hasName)) return false;
        }
    }

    private bool TryAttribute(int depth, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, ref ReadOnlySpan<byte> dataName, ref bool hasName)
    {
        var entity = value.Contains((byte)'&');
        if (name.SequenceEqual("xmlns"u8)) return !entity && value.Length > 0;
        if (depth == 2 && Name(1).SequenceEqual("EventData"u8) && name.SequenceEqual("Name"u8))
        {
            dataName = value;
            hasName = true;
            return !entity;
        }

        return TryAdd(depth == 2 && Name(1).SequenceEqual("System"u8) ? SystemName(name) : NameOf(depth, name), value, entity);
    }

    private readonly ReadOnlySpan<byte> SystemName(ReadOnlySpan<byte> attribute)
    {
        var element = Name(2);
        if (element.SequenceEqual("TimeCreated"u8) && attribute.SequenceEqual("SystemTime"u8)) return "SystemTime"u8;
        if (element.SequenceEqual("Correlation"u8) && attribute.SequenceEqual("ActivityID"u8)) return "ActivityID"u8;
        return Joined(2, 2, attribute);
    }

    /// <summary>The element's own name in System, EventData and RenderingInfo; within UserData what stands below the provider's element.</summary>
    private readonly ReadOnlySpan<byte> NameOf(int depth, ReadOnlySpan<byte> attribute) =>
        Joined(depth <= 2 ? depth : Name(1).SequenceEqual("UserData"u8) ? 3 : 2, depth, attribute);

    private readonly ReadOnlySpan<byte> Joined(int first, int last, ReadOnlySpan<byte> attribute)
    {
        if (first == last && attribute.Length == 0) return Name(first);
        var length = 0;
        for (var i = first; i <= last; i++)
        {
            if (i > first) scratch[length++] = (byte)'.';
            Name(i).CopyTo(scratch.AsSpan(length));
            length += path[i].Length;
        }

        if (attribute.Length > 0)
        {
            scratch[length++] = (byte)'_';
            attribute.CopyTo(scratch.AsSpan(length));
            length += attribute.Length;
        }

        return scratch.AsSpan(0, length);
    }

    private readonly bool TryAdd(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, bool entity)
    {
        if (!entity)
        {
            table.Add(name, value);
            return true;
        }

        // Behind the name, which may stand in the same room.
        var room = scratch.AsSpan(name.Length);
        if (room.Length < value.Length || !TryExpand(value, room, out var length)) return false;
        table.Add(name, room[..length]);
        return true;
    }

    /// <summary>XML's own five entities and numbers; an expansion is never longer than what it stands for.</summary>
    private static bool TryExpand(ReadOnlySpan<byte> text, Span<byte> into, out int length)
    {
        length = 0;
        while (text.IndexOf((byte)'&') is >= 0 and var mark)
        {
            text[..mark].CopyTo(into[length..]);
            length += mark;
            text = text[mark..];
            if (text.IndexOf((byte)';') is not (> 1 and < 12 and var end)) return false;
            var name = text[1..end];
            text = text[(end + 1)..];
            var plain = name switch
            {
                _ when name.SequenceEqual("lt"u8) => (byte)'<',
                _ when name.SequenceEqual("gt"u8) => (byte)'>',
                _ when name.SequenceEqual("amp"u8) => (byte)'&',
                _ when name.SequenceEqual("quot"u8) => (byte)'"',
                _ when name.SequenceEqual("apos"u8) => (byte)'\'',
                _ => (byte)0,
            };
            if (plain != 0) into[length++] = plain;
            else if (!TryNumber(name, out var rune)) return false;
            else length += rune.EncodeToUtf8(into[length..]);
        }

        text.CopyTo(into[length..]);
        length += text.Length;
        return true;
    }

    /// <summary>"#60" or "#x3c"; control characters are left to the reader.</summary>
    private static bool TryNumber(ReadOnlySpan<byte> name, out Rune rune)
    {
        rune = default;
        var hex = name.StartsWith("#x"u8);
        if (!hex && !name.StartsWith("#"u8)) return false;
        var digits = name[(hex ? 2 : 1)..];
        return System.Buffers.Text.Utf8Parser.TryParse(digits, out int value, out var read, hex ? 'x' : 'D') && read == digits.Length && digits[0] is not ((byte)'+' or (byte)'-')
            && value is >= 32 or 9 or 10 && value is not (0xFFFE or 0xFFFF) && Rune.TryCreate(value, out rune);
    }

    private void SkipSpace()
    {
        while (at < xml.Length && xml[at] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r') at++;
    }

    private bool Take(byte expected)
    {
        if (at >= xml.Length || xml[at] != expected) return false;
        at++;
        return true;
    }
}
