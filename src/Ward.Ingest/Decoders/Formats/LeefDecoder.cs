namespace Ward.Ingest.Decoders.Formats;

/// <summary>
/// IBM's Log Event Extended Format: "LEEF:1.0|vendor|product|version|event|" and pairs parted by tabs, "LEEF:2.0|..|event|delimiter|" with a delimiter of
/// the line's own (a character, or xHH). What it says is its sender's word and proves no source.
/// </summary>
internal sealed class LeefDecoder : IDecoder
{
    private readonly VendorSources sources = new();

    public DecoderCard Card { get; } = new("leef", "IBM Log Event Extended Format, of whatever product", "LEEF 1.0 and 2.0 by IBM's description", LineShape.Text,
        "<134>Mar  1 11:59:58 gate LEEF:2.0|Example|Guard|1.0|login-failed|^|src=203.0.113.7^dst=192.0.2.1^usrName=ann lee^sev=5")
    {
        Programs = ["LEEF"],
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        var text = message;
        if (!header.App.SequenceEqual("LEEF"u8) && !Text.TryTake(ref text, "LEEF:"u8)) return false;
        if (!Words.TryTakeTo(ref text, "|"u8, out var version) || !(version.SequenceEqual("1.0"u8) || version.SequenceEqual("2.0"u8))) return false;
        if (!Words.TryTakeTo(ref text, "|"u8, out var vendor) || !Words.TryTakeTo(ref text, "|"u8, out var product) || !Words.TryTakeTo(ref text, "|"u8, out var release)
            || !Words.TryTakeTo(ref text, "|"u8, out var code)) return false;
        var delimiter = (byte)'\t';
        if (version[0] == '2' && text.IndexOf((byte)'|') is >= 0 and <= 5 and var bar)
        {
            if (!TryDelimiter(text[..bar], ref delimiter)) return false;
            text = text[(bar + 1)..];
        }

        if (header.Time is { } time) into.At(time);
        if (header.Host.Length > 0) into.Set(Fields.DeviceHost, header.Host);
        into.Set(Fields.ProductVendor, vendor).Set(Fields.Product, product).Set(Fields.EventCode, code);
        Text.SetPresent(into, Fields.ProductVersion, release);
        if (!TryPairs(text, delimiter, into)) return false;
        into.Is(ExtensionKeys.ClassOf(into, out var activity, out var status), activity, status, sources.Of(vendor, product)).Proven(false)
            .Set(Fields.LogProvider, "leef"u8).Set(Fields.Message, message);
        return true;
    }

    private static bool TryDelimiter(ReadOnlySpan<byte> given, ref byte delimiter)
    {
        if (given.Length == 0) return true;
        if (given.Length == 1)
        {
            delimiter = given[0];
            return true;
        }

        // x5E or 0x5E
        if (given[0] == '0') given = given[1..];
        if (given.Length is < 2 or > 3 || given[0] is not ((byte)'x' or (byte)'X')) return false;
        return System.Buffers.Text.Utf8Parser.TryParse(given[1..], out delimiter, out var length, 'x') && length == given.Length - 1;
    }

    private static bool TryPairs(ReadOnlySpan<byte> text, byte delimiter, EventBuilder into)
    {
        var any = text.Trim((byte)' ').Length == 0;
        while (text.Length > 0)
        {
            var end = text.IndexOf(delimiter);
            var pair = end < 0 ? text : text[..end];
            text = end < 0 ? default : text[(end + 1)..];
            if (pair.IndexOf((byte)'=') is not (> 0 and var equals)) continue;
            var name = pair[..equals];
            var value = pair[(equals + 1)..];
            any = true;
            into.SetUnmapped(name, value);
            if (value.Length > 0 && ExtensionKeys.Leef.FieldOf(name, value) is { } id && !into.Event.TryGet(id, out _)) into.Set(id, value);
        }

        return any;
    }
}
