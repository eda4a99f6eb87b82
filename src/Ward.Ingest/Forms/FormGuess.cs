using System.Buffers;
using Ward.Ingest.Decoders.Windows;

namespace Ward.Ingest.Forms;

/// <summary>Tells the form of a source by its first bytes, never by its name.</summary>
public static class FormGuess
{
    /// <summary>So many first bytes tell all that can be told.</summary>
    public const int Enough = 64 << 10;

    private static readonly SearchValues<byte> NameEnds = SearchValues.Create(" \t\r\n/>"u8);

    /// <summary>The form, or null where more must come to tell.</summary>
    /// <param name="start">The first bytes; <see cref="Enough"/> of them, or as many as there are.</param>
    /// <param name="whole">True where no more will come.</param>
    public static SourceForm? Of(ReadOnlySpan<byte> start, bool whole)
    {
        if (EvtxReader.IsEvtx(start)) return SourceForm.EventLog;
        var text = start;
        if (text.StartsWith("\uFEFF"u8)) text = text[3..];
        text = text.TrimStart(" \t\r\n"u8);
        whole |= start.Length >= Enough;
        SourceForm? told = text.Length == 0 ? null : text[0] switch
        {
            (byte)'{' => Object(text, whole),
            (byte)'[' => Array(text[1..]),
            (byte)'<' => Markup(text, whole),
            _ => SourceForm.Lines,
        };
        return told ?? (whole ? SourceForm.Lines : null);
    }

    /// <summary>An array of objects: lines may begin with a bracket too.</summary>
    private static SourceForm? Array(ReadOnlySpan<byte> text)
    {
        text = text.TrimStart(" \t\r\n"u8);
        return text.Length == 0 ? null : text[0] is (byte)'{' or (byte)']' ? SourceForm.Json : SourceForm.Lines;
    }

    /// <summary>Lines where the first line is an object of its own; a document where the object goes on beyond it, or carries records.</summary>
    private static SourceForm? Object(ReadOnlySpan<byte> text, bool whole)
    {
        var end = text.IndexOf((byte)'\n');
        using var line = new MemoryStream((end < 0 ? text : text[..end]).ToArray());
        var records = new JsonRecords(line, Enough);
        var found = records.TryNext(out _);
        if (records.HasOpened || (end >= 0 && !records.IsWhole && !found)) return SourceForm.Json;
        return found && (end >= 0 || whole) ? SourceForm.Lines : null;
    }

    private static SourceForm? Markup(ReadOnlySpan<byte> text, bool whole)
    {
        if (text.StartsWith("<?xml"u8)) return SourceForm.Xml;
        var end = text.IndexOfAny(NameEnds);
        if (end < 0) return null;
        var name = text[1..end];
        name = name[(name.LastIndexOf((byte)':') + 1)..];
        if (name.SequenceEqual("alert"u8) || name.SequenceEqual("feed"u8) || name.SequenceEqual("Events"u8) || name.SequenceEqual("EDXLDistribution"u8)) return SourceForm.Xml;
        if (!name.SequenceEqual("Event"u8)) return SourceForm.Lines;
        // Windows events are written one a line, or each over many.
        var line = text.IndexOf((byte)'\n');
        if (line < 0 && !whole) return null;
        return (line < 0 ? text : text[..line]).IndexOf("</Event>"u8) >= 0 ? SourceForm.Lines : SourceForm.Xml;
    }
}
