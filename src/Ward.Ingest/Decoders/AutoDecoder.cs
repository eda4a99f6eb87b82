using System.Text;

namespace Ward.Ingest.Decoders;

/// <summary>
/// Chooses by what the line itself is: its shape, then the program that its header names, then the decoder that read the last line of the
/// shape, then the others in the order of <see cref="DecoderSet"/>. The event says who read it (<see cref="Event.Decoder"/>), so a wrong
/// guess shows.
/// </summary>
internal sealed class AutoDecoder(IDecoder[] all) : IDecoder
{
    private readonly Shape[] shapes = [.. Enum.GetValues<LineShape>().Select(s => new Shape([.. all.Where(d => d.Card.Shape == s)]))];

    public DecoderCard Card { get; } = new(DecoderSet.Auto, "Any line: looked at one by one", "", LineShape.Text, "");

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into) =>
        shapes[(int)ShapeOf(message)].TryDecode(message, header, into);

    /// <summary>The shape, by the first characters alone.</summary>
    internal static LineShape ShapeOf(ReadOnlySpan<byte> message)
    {
        var text = message.TrimStart(" \t\r\n"u8);
        if (text.StartsWith("{"u8)) return LineShape.Json;
        if (text.StartsWith("<"u8)) return LineShape.Xml;
        return text.StartsWith("WPDU"u8) ? LineShape.Packet : LineShape.Text;
    }

    private sealed class Shape
    {
        private readonly IDecoder[] decoders;
        private readonly (byte[] Name, bool Prefix, IDecoder Decoder)[] programs;
        private IDecoder? last;

        public Shape(IDecoder[] decoders)
        {
            this.decoders = decoders;
            programs =
            [
                .. from decoder in decoders
                   from program in decoder.Card.Programs
                   select (Encoding.UTF8.GetBytes(program.TrimEnd('*')), program.EndsWith('*'), decoder),
            ];
        }

        public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
        {
            // A line that names its program is never read by another program's decoder: its text may be a client's own.
            var claimed = false;
            if (header.App.Length > 0)
            {
                foreach (var (name, prefix, decoder) in programs)
                {
                    if (prefix ? !header.App.StartsWith(name) : !header.App.SequenceEqual(name)) continue;
                    claimed = true;
                    if (Ask(decoder, message, header, into)) return true;
                }
            }

            if (!claimed && last is not null && Ask(last, message, header, into)) return true;
            foreach (var decoder in decoders)
            {
                if ((claimed && decoder.Card.Programs.Count > 0) || (!claimed && decoder == last) || !Ask(decoder, message, header, into)) continue;
                if (!decoder.Card.General) last = decoder;
                return true;
            }

            return false;
        }

        private static bool Ask(IDecoder decoder, ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
        {
            if (decoder.TryDecode(message, header, into))
            {
                // A decoder that opens an envelope names the one that read the letter.
                if (into.Event.Decoder.Length == 0) into.ReadBy(decoder.Card.Name);
                return true;
            }

            into.Again();
            return false;
        }
    }
}
