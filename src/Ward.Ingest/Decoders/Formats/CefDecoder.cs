namespace Ward.Ingest.Decoders.Formats;

/// <summary>
/// ArcSight Common Event Format: "CEF:0|vendor|product|version|class|name|severity|extension". In the header a backslash keeps a bar, in the
/// extension an equals sign; a value goes on to the last space before the next key. What it says is its sender's word and proves no source.
/// </summary>
internal sealed class CefDecoder : IDecoder
{
    private readonly VendorSources sources = new();
    private readonly ExtensionWriter extension = new();
    private byte[] plain = new byte[256];

    public DecoderCard Card { get; } = new("cef", "ArcSight Common Event Format, of whatever product", "CEF 0 and 1 (implementation standard, rev. 26)", LineShape.Text,
        "<134>Mar  1 11:59:58 gate CEF:0|Example|Guard|1.0|100|Connection denied|5|src=203.0.113.7 spt=5022 dst=192.0.2.1 dpt=22 proto=TCP act=blocked msg=Two words cs1Label=rule cs1=deny all")
    {
        Programs = ["CEF"],
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        var text = message;
        if (!header.App.SequenceEqual("CEF"u8) && !Text.TryTake(ref text, "CEF:"u8)) return false;
        Span<Range> at = stackalloc Range[8];
        if (!TryHeader(text, at)) return false;

        if (header.Time is { } time) into.At(time);
        if (header.Host.Length > 0) into.Set(Fields.DeviceHost, header.Host);
        var (vendor, product) = (at[1], at[2]);
        into.Set(Fields.ProductVendor, Escapes.Without(text[vendor], ref plain));
        into.Set(Fields.Product, Escapes.Without(text[product], ref plain));
        Text.SetPresent(into, Fields.ProductVersion, text[at[3]]);
        Text.SetPresent(into, Fields.EventCode, Escapes.Without(text[at[4]], ref plain));
        Text.SetPresent(into, Fields.ActivityName, Escapes.Without(text[at[5]], ref plain));
        Text.SetPresent(into, Fields.Severity, text[at[6]]);
        SetSeverity(text[at[6]], into);
        into.SetUnmapped("name"u8, Escapes.Without(text[at[5]], ref plain));
        extension.Write(text[at[7]], ExtensionKeys.Cef, into);
        into.Is(ExtensionKeys.ClassOf(into, out var activity, out var status), activity, status, sources.Of(text[vendor], text[product])).Proven(false)
            .Set(Fields.LogProvider, "cef"u8).Set(Fields.Message, message);
        return true;
    }

    /// <summary>Seven bars that no backslash precedes; CEF has eight parts with the version.</summary>
    private static bool TryHeader(ReadOnlySpan<byte> text, Span<Range> at)
    {
        var (part, start) = (0, 0);
        for (var i = 0; i < text.Length && part < 7; i++)
        {
            if (text[i] == '\\') i++;
            else if (text[i] == '|')
            {
                at[part++] = start..i;
                start = i + 1;
            }
        }

        if (part < 7 || !Words.IsNumber(text[at[0]])) return false;
        at[7] = start..text.Length;
        return true;
    }

    /// <summary>0-3 low, 4-6 medium, 7-8 high, 9-10 very high (CEF's own bands), or these words.</summary>
    private static void SetSeverity(ReadOnlySpan<byte> severity, EventBuilder into)
    {
        var number = Words.Number(severity);
        ReadOnlySpan<byte> id = number switch
        {
            >= 0 and <= 3 => "2"u8,
            >= 4 and <= 6 => "3"u8,
            7 or 8 => "4"u8,
            9 or 10 => "5"u8,
            _ when severity.SequenceEqual("Low"u8) => "2"u8,
            _ when severity.SequenceEqual("Medium"u8) => "3"u8,
            _ when severity.SequenceEqual("High"u8) => "4"u8,
            _ when severity.SequenceEqual("Very-High"u8) => "5"u8,
            _ => "0"u8,
        };
        into.Set(Fields.SeverityId, id);
    }
}
