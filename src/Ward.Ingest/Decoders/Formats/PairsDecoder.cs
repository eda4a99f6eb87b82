namespace Ward.Ingest.Decoders.Formats;

/// <summary>
/// Lines that are nothing but name=value pairs. Asked after all others; takes a line only where it has three pairs and hardly a word beside them.
/// A name that is one of the model's paths, or one of a few that mean the same everywhere, fills the model; all stay under their own name.
/// </summary>
internal sealed class PairsDecoder : IDecoder
{
    private byte[] plain = new byte[1024];

    public DecoderCard Card { get; } = new("key-value", "Any line of name=value pairs", "", LineShape.Text,
        "<134>Mar  1 11:59:58 gate meter: level=warn event=\"door opened\" src_ip=203.0.113.7 user=ann");

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        var pairs = new KeyValues(message);
        while (pairs.TryRead())
        {
            var value = pairs.Quoted ? Escapes.Without(pairs.Value, ref plain) : pairs.Value;
            into.SetUnmapped(pairs.Name, value);
            if (value.Length > 0 && FieldOf(pairs.Name, value) is { } id && !into.Event.TryGet(id, out _)) into.Set(id, value);
        }

        // One loose word may be the line's own beginning.
        if (pairs.Pairs < 3 || pairs.Loose > 1) return false;
        into.Is(EventClass.Base, 0, 0, LogSource.None).Proven(false);
        Text.SetHeader(into, header, message);
        return true;
    }

    private static FieldId? FieldOf(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => name switch
    {
        _ when name.SequenceEqual("src_ip"u8) || name.SequenceEqual("srcip"u8) || name.SequenceEqual("src"u8) => Text.IsAddress(value) ? Fields.SourceIp : null,
        _ when name.SequenceEqual("dst_ip"u8) || name.SequenceEqual("dstip"u8) || name.SequenceEqual("dst"u8) => Text.IsAddress(value) ? Fields.DestinationIp : null,
        _ when name.SequenceEqual("src_port"u8) || name.SequenceEqual("srcport"u8) || name.SequenceEqual("spt"u8) => Text.IsPort(value) ? Fields.SourcePort : null,
        _ when name.SequenceEqual("dst_port"u8) || name.SequenceEqual("dstport"u8) || name.SequenceEqual("dpt"u8) => Text.IsPort(value) ? Fields.DestinationPort : null,
        _ when name.SequenceEqual("user"u8) || name.SequenceEqual("username"u8) => Fields.UserName,
        _ when name.SequenceEqual("level"u8) => Fields.LogLevel,
        _ => Fields.TryFind(name, out var id) ? id : null,
    };
}
