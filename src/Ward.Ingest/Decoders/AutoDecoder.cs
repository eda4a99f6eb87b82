namespace Ward.Ingest.Decoders;

/// <summary>Chooses by what the line itself is: JSON by its brace, the rest by program tag, then by form.</summary>
internal sealed class AutoDecoder : IDecoder
{
    private readonly SshdDecoder sshd = new();
    private readonly PamDecoder pam = new();
    private readonly NginxDecoder nginx = new();
    private readonly NftablesDecoder nftables = new();
    private readonly JsonDecoder json = new();

    public string Name => DecoderSet.Auto;

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        if (message.TrimStart(" \t"u8).StartsWith("{"u8)) return json.TryDecode(message, header, into);
        if (SshdDecoder.IsSshd(header.App)) return sshd.TryDecode(message, header, into);
        if (header.App.SequenceEqual("kernel"u8)) return nftables.TryDecode(message, header, into);
        if (message.StartsWith("pam_"u8) || header.App.EndsWith("(pam_unix)"u8)) return pam.TryDecode(message, header, into);
        return nginx.TryDecode(message, header, into) || nftables.TryDecode(message, header, into);
    }
}
