using Ward.City;
using Ward.Ingest.Journal;

namespace Ward.Ingest.Decoders;

/// <summary>
/// Counts what a decoder understands of lines, by who read them and by which source they came from, and keeps samples of what it did not.
/// Not thread-safe. Memory is bounded: beyond <see cref="MostKinds"/> kinds of line, further kinds are counted together.
/// </summary>
public sealed class Coverage
{
    /// <summary>How many kinds of line not understood are told apart.</summary>
    public const int MostKinds = 4096;

    private const int LongestSample = 400;
    private readonly Dictionary<string, int> byDecoder = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Count, string Sample)> missed = new(StringComparer.Ordinal);
    private readonly EventBuilder builder = new();
    private readonly IDecoder decoder;

    private Coverage(IDecoder decoder) => this.decoder = decoder;

    public long Lines { get; private set; }

    public long Understood { get; private set; }

    /// <summary>Lines read by each decoder, most first.</summary>
    public IReadOnlyList<(string Decoder, int Lines)> ByDecoder => [.. byDecoder.OrderByDescending(d => d.Value).ThenBy(d => d.Key, StringComparer.Ordinal).Select(d => (d.Key, d.Value))];

    /// <summary>Kinds of line that no decoder read (the program and the first words, numbers taken out), most first, each with one line as it came.</summary>
    public IReadOnlyList<(string Kind, int Lines, string Sample)> Missed => [.. missed.OrderByDescending(m => m.Value.Count).ThenBy(m => m.Key, StringComparer.Ordinal).Select(m => (m.Key, m.Value.Count, m.Value.Sample))];

    /// <summary>A count with the decoder of that name; false where there is none.</summary>
    public static bool TryMake(string decoder, out Coverage coverage)
    {
        coverage = DecoderSet.TryMake(decoder, out var made) ? new Coverage(made) : null!;
        return coverage is not null;
    }

    /// <summary>One line without its end. The moment lends the year to times that have none.</summary>
    public bool Add(ReadOnlyMemory<byte> line, DateTimeOffset received)
    {
        builder.Begin(new Arrival(new CityId("coverage"), new FeedId("coverage"), Lines, received, Assurance.None, null, null, line, false));
        var header = SyslogHeader.Read(line.Span, received, TimeZoneInfo.Utc);
        Lines++;
        if (decoder.TryDecode(header.Message, header, builder))
        {
            Understood++;
            var name = builder.Event.Decoder.Length > 0 ? builder.Event.Decoder : decoder.Card.Name;
            byDecoder[name] = byDecoder.GetValueOrDefault(name) + 1;
            return true;
        }

        var kind = KindOf(header);
        if (missed.TryGetValue(kind, out var known)) missed[kind] = (known.Count + 1, known.Sample);
        else if (missed.Count < MostKinds) missed[kind] = (1, Printed(line.Span, LongestSample));
        else missed["(further kinds)"] = (missed.GetValueOrDefault("(further kinds)").Count + 1, Printed(line.Span, LongestSample));
        return false;
    }

    private static string KindOf(in SyslogHeader header)
    {
        var words = Printed(header.Message, 48).ToCharArray();
        for (var i = 0; i < words.Length; i++)
            if (char.IsAsciiDigit(words[i])) words[i] = '#';
        return header.App.Length > 0 ? $"{Printed(header.App, 32)}: {new string(words)}" : new string(words);
    }

    private static string Printed(ReadOnlySpan<byte> text, int most) => System.Text.Encoding.UTF8.GetString(text.Length > most ? text[..most] : text);
}
