using System.Buffers.Text;

namespace Ward.Ingest.Decoders.Packets;

/// <summary>What every decoder of packets writes alike.</summary>
internal static class PacketEvents
{
    public const int Unknown = 0, Success = 1, Failure = 2;
    private const int Traffic = 6;

    /// <summary>
    /// Class 4001, activity Traffic; time, ends and link layer. The source is the client and the destination the server, whoever sent the
    /// unit (OCSF: the initiator and the responder); ot.direction says who sent it. Where the client is not known, the source is the sender.
    /// The source is proven where the capture holds the whole handshake.
    /// </summary>
    public static void Begin(EventBuilder into, in PacketLine line, LogSource source, ReadOnlySpan<byte> protocol, int status)
    {
        into.Is(EventClass.NetworkActivity, Traffic, status, source).At(line.Time);
        into.Proven(line.Transport.SequenceEqual("tcp"u8) && line.Side != '-' && line.TryLink("hs"u8, out _));
        var swap = line.FromServer;
        into.Set(Fields.SourceIp, swap ? line.ToIp : line.FromIp).Set(Fields.SourcePort, swap ? line.ToPort : line.FromPort);
        into.Set(Fields.DestinationIp, swap ? line.FromIp : line.ToIp).Set(Fields.DestinationPort, swap ? line.FromPort : line.ToPort);
        into.Set(Fields.Protocol, line.Transport);
        if (line.TryLink("mac="u8, out var macs) && macs.Length == 25)
        {
            SetMac(Fields.SourceMac, swap ? macs[13..] : macs[..12], into);
            SetMac(Fields.DestinationMac, swap ? macs[..12] : macs[13..], into);
        }

        if (line.TryLink("vlan="u8, out var vlan)) into.SetUnmapped("vlan"u8, vlan);
        if (line.TryLink("gap"u8, out _)) into.SetUnmapped("gap"u8, "true"u8);
        if (protocol.Length > 0) into.Set(Fields.OtProtocol, protocol);
        if (line.IsPartial) into.Set(Fields.OtStatus, "incomplete"u8).Number("unit_length"u8, line.WholeLength);
    }

    public static EventBuilder Number(this EventBuilder into, FieldId id, long number)
    {
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(number, digits, out var length);
        return into.Set(id, digits[..length]);
    }

    public static EventBuilder Number(this EventBuilder into, ReadOnlySpan<byte> name, long number)
    {
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(number, digits, out var length);
        return into.SetUnmapped(name, digits[..length]);
    }

    public static EventBuilder Flag(this EventBuilder into, ReadOnlySpan<byte> name, bool on) => into.SetUnmapped(name, on ? "true"u8 : "false"u8);

    /// <summary>Twelve digits of base sixteen, written in pairs with colons as the model has them.</summary>
    private static void SetMac(FieldId id, ReadOnlySpan<byte> digits, EventBuilder into)
    {
        Span<byte> text = stackalloc byte[17];
        text.Fill((byte)':');
        for (var i = 0; i < digits.Length; i++) text[i + (i / 2)] = digits[i];
        into.Set(id, text);
    }

    /// <summary>The unit's own fields do not agree with its length; what could be read stands.</summary>
    public static void Malformed(EventBuilder into) => into.Set(Fields.OtStatus, "malformed"u8);
}
