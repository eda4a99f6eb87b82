using System.Text;
using Ward.Ingest.Decoders.Json;

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
        private readonly Asked[] decoders;
        private readonly (byte[] Name, bool Prefix, Asked Decoder)[] programs;
        private readonly JsonTable? table;
        private Asked? last;
        private bool isObject;

        public Shape(IDecoder[] all)
        {
            // Those that read JSON share a table (DecoderSet.MakeAll), which is then filled once and not compared with the line by each.
            var shared = all.OfType<JsonSource>().Select(s => s.Table).Distinct().ToArray();
            table = shared.Length == 1 ? shared[0] : null;
            decoders = [.. all.Select(d => new Asked(d, table is null ? null : d as JsonSource))];
            programs =
            [
                .. from decoder in decoders
                   from program in decoder.Reader.Card.Programs
                   select (Encoding.UTF8.GetBytes(program.TrimEnd('*')), program.EndsWith('*'), decoder),
            ];
        }

        public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
        {
            isObject = table is not null && table.TryFill(message);

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
                if ((claimed && decoder.NamesPrograms) || (!claimed && decoder == last) || !Ask(decoder, message, header, into)) continue;
                if (!decoder.IsGeneral) last = decoder;
                return true;
            }

            return false;
        }

        private bool Ask(Asked asked, ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
        {
            if (asked.Json is { } json)
            {
                // What does not know the object as its own has written nothing yet.
                if (!isObject || !json.KnowsTable) return false;
                if (json.TryDecodeTable(header, into)) return Name(asked, into);
            }
            else if (asked.Reader.TryDecode(message, header, into))
            {
                return Name(asked, into);
            }

            into.Again();
            return false;
        }

        /// <summary>A decoder that opens an envelope has named the one that read the letter.</summary>
        private static bool Name(Asked asked, EventBuilder into)
        {
            if (into.Event.Decoder.Length == 0) into.ReadBy(asked.Name);
            return true;
        }

        /// <param name="reader">A decoder of the shape.</param>
        /// <param name="json">The same, where the shape's table was filled for it.</param>
        private sealed class Asked(IDecoder reader, JsonSource? json)
        {
            public IDecoder Reader { get; } = reader;

            public JsonSource? Json { get; } = json;

            public string Name { get; } = reader.Card.Name;

            public bool NamesPrograms { get; } = reader.Card.Programs.Count > 0;

            public bool IsGeneral { get; } = reader.Card.General;
        }
    }
}
