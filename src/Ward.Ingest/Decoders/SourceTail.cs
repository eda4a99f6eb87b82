namespace Ward.Ingest.Decoders;

/// <summary>
/// The end of an sshd line, "... from ADDRESS port PORT", read from the right: what stands left of it is a user name and may hold
/// anything, a forged address included; sshd itself writes what stands right of it.
/// </summary>
internal readonly ref struct SourceTail
{
    public ReadOnlySpan<byte> Before { get; private init; }

    public ReadOnlySpan<byte> Address { get; private init; }

    public ReadOnlySpan<byte> Port { get; private init; }

    /// <summary>Reads "BEFORE{link}ADDRESS port PORT"; the link carries its spaces.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, ReadOnlySpan<byte> link, out SourceTail tail)
    {
        tail = default;
        var word = text.LastIndexOf((byte)' ');
        if (word < 0) return false;
        var port = text[(word + 1)..];
        var rest = text[..word];
        if (!Text.IsPort(port) || !Text.TryTakeEnd(ref rest, " port"u8)) return false;
        return TryReadAddress(rest, link, port, out tail);
    }

    /// <summary>The same without a port, as sshd wrote before 7.5.</summary>
    public static bool TryReadPortless(ReadOnlySpan<byte> text, ReadOnlySpan<byte> link, out SourceTail tail) => TryReadAddress(text, link, default, out tail);

    /// <summary>
    /// The tail before a mark behind which sshd goes on with text that may be the client's own, such as a key's id. Where more than one tail fits
    /// and the user name is not one that exists here, none of them is believed.
    /// </summary>
    public static bool TryReadBefore(ReadOnlySpan<byte> mark, ReadOnlySpan<byte> text, ReadOnlySpan<byte> link, bool nameIsForeign, out SourceTail tail)
    {
        tail = default;
        var found = 0;
        for (var from = 0; text[from..].IndexOf(mark) is var at and >= 0; from += at + 1)
        {
            if (!TryRead(text[..(from + at)], link, out var candidate)) continue;
            if (found++ == 0) tail = candidate;
        }

        return found == 1 || (found > 1 && !nameIsForeign);
    }

    private static bool TryReadAddress(ReadOnlySpan<byte> text, ReadOnlySpan<byte> link, ReadOnlySpan<byte> port, out SourceTail tail)
    {
        tail = default;
        var word = text.LastIndexOf((byte)' ');
        if (word < 0 || word == text.Length - 1) return false;
        var before = text[..(word + 1)];
        // An empty name leaves the link at the very start, without its leading space.
        if (before.SequenceEqual(link.TrimStart((byte)' '))) before = default;
        else if (!Text.TryTakeEnd(ref before, link)) return false;
        tail = new SourceTail { Before = before, Address = text[(word + 1)..], Port = port };
        return true;
    }
}
