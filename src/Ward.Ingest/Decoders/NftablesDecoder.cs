namespace Ward.Ingest.Decoders;

/// <summary>
/// Packets logged by the kernel for nftables or iptables: "[uptime] PREFIX IN=.. OUT=.. SRC=.. DST=.. PROTO=.. SPT=.. DPT=..".
/// A packet's source address is whatever its sender wrote, so it proves nothing.
/// </summary>
internal sealed class NftablesDecoder : IDecoder
{
    private const int Open = 1, Refuse = 5, Traffic = 6;
    private static readonly System.Buffers.SearchValues<byte> UptimeCharacters = System.Buffers.SearchValues.Create(" .0123456789"u8);
    private static readonly LogSource Source = new("firewall", "linux", "nftables");

    public DecoderCard Card { get; } = new("nftables", "Packets logged by the Linux kernel for nftables or iptables", "kernel 6.x seen", LineShape.Text,
        "Mar  1 11:59:58 fw kernel: [ 1.5] drop IN=eth0 OUT= SRC=203.0.113.7 DST=192.0.2.1 PROTO=TCP SPT=1 DPT=22 SYN")
    {
        Programs = ["kernel", "ulogd"],
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        if (header.App.Length > 0 && !header.App.SequenceEqual("kernel"u8) && !header.App.SequenceEqual("ulogd"u8)) return false;
        var text = message;
        if (text.StartsWith("["u8) && text.IndexOf((byte)']') is var close and > 0 && IsUptime(text[1..close])) text = text[(close + 1)..].TrimStart((byte)' ');
        var start = text.StartsWith("IN="u8) ? 0 : text.IndexOf(" IN="u8) + 1;
        if (start == 0 && !text.StartsWith("IN="u8)) return false;
        var prefix = text[..start].Trim((byte)' ');
        var fields = text[start..];
        if (fields.IndexOf(" SRC="u8) < 0 || fields.IndexOf(" PROTO="u8) < 0) return false;

        SetPackets(fields, into);
        SetVerdict(prefix, into);
        into.Proven(false).Set(Fields.LogProvider, "kernel"u8);
        if (prefix.Length > 0) into.Set(Fields.RuleName, prefix.TrimEnd((byte)':'));
        Text.SetHeader(into, header, message);
        return true;
    }

    private static void SetPackets(ReadOnlySpan<byte> fields, EventBuilder into)
    {
        // An ICMP error quotes the packet that caused it in brackets; only the packet itself is read.
        if (fields.IndexOf((byte)'[') is var quoted and >= 0) fields = fields[..quoted];
        while (fields.Length > 0)
        {
            var end = fields.IndexOf((byte)' ');
            var word = end < 0 ? fields : fields[..end];
            fields = end < 0 ? default : fields[(end + 1)..];
            var equals = word.IndexOf((byte)'=');
            if (equals < 0)
            {
                if (word.Length > 0) into.SetUnmapped(word, "1"u8);
                continue;
            }

            var name = word[..equals];
            var value = word[(equals + 1)..];
            if (value.Length == 0) continue;
            if (FieldOf(name, value) is { } id && !into.Event.TryGet(id, out _)) into.Set(id, value);
            else into.SetUnmapped(name, value);
        }
    }

    private static FieldId? FieldOf(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => name switch
    {
        _ when name.SequenceEqual("SRC"u8) => Text.IsAddress(value) ? Fields.SourceIp : null,
        _ when name.SequenceEqual("DST"u8) => Text.IsAddress(value) ? Fields.DestinationIp : null,
        _ when name.SequenceEqual("SPT"u8) => Text.IsPort(value) ? Fields.SourcePort : null,
        _ when name.SequenceEqual("DPT"u8) => Text.IsPort(value) ? Fields.DestinationPort : null,
        _ when name.SequenceEqual("PROTO"u8) => Fields.Protocol,
        _ when name.SequenceEqual("IN"u8) => Fields.InterfaceIn,
        _ when name.SequenceEqual("OUT"u8) => Fields.InterfaceOut,
        _ => null,
    };

    /// <summary>The prefix is the firewall's own text; its words tell what became of the packet (OCSF disposition captions).</summary>
    private static void SetVerdict(ReadOnlySpan<byte> prefix, EventBuilder into)
    {
        var (disposition, activity, status) = prefix switch
        {
            _ when Text.Says(prefix, "drop"u8) => ("Dropped", Refuse, 2),
            _ when Text.Says(prefix, "reject"u8) => ("Rejected", Refuse, 2),
            _ when Text.Says(prefix, "deny"u8) || Text.Says(prefix, "denied"u8) || Text.Says(prefix, "block"u8) => ("Blocked", Refuse, 2),
            _ when Text.Says(prefix, "accept"u8) || Text.Says(prefix, "allow"u8) => ("Allowed", Open, 1),
            _ => ("Logged", Traffic, 0),
        };
        into.Is(EventClass.NetworkActivity, activity, status, Source);
        Span<byte> utf8 = stackalloc byte[16];
        into.Set(Fields.Disposition, utf8[..System.Text.Encoding.ASCII.GetBytes(disposition, utf8)]);
    }

    private static bool IsUptime(ReadOnlySpan<byte> text) => text.Length > 0 && !text.ContainsAnyExcept(UptimeCharacters);
}
