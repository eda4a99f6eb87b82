using Ward.City;
using Ward.Ingest;
using Ward.Ingest.Decoders;
using Ward.Ingest.Documents;
using Ward.Ingest.Journal;
using Ward.Standards.Ocsf;

namespace Ward.Fuzz;

/// <summary>What can be fuzzed: each takes any bytes and must return without throwing.</summary>
internal static class Targets
{
    private static readonly DateTimeOffset Received = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly OcsfValidator Validator = new(EventSchema.Current);

    private static readonly IDecoder Auto = DecoderSet.TryMake("auto", out var auto) ? auto : throw new InvalidOperationException("There is no automatic decoder.");

    public static IReadOnlyDictionary<string, Action<byte[]>> All { get; } =
        new Dictionary<string, Action<byte[]>>(DecoderSet.Names.Select(n => KeyValuePair.Create(n, Decoding(n)))) { ["syslog"] = ReadHeader, ["ocsf"] = Validate, ["print"] = Print };

    private static void Validate(byte[] document) => Validator.Validate(document);

    /// <summary>Whatever a line is read as, its document is valid OCSF.</summary>
    private static void Print(byte[] line)
    {
        var builder = new EventBuilder().Begin(new Arrival(new CityId("c"), new FeedId("f"), 1, Received, Assurance.Session, null, null, line, false));
        var header = SyslogHeader.Read(line, Received, TimeZoneInfo.Utc);
        if (!Auto.TryDecode(header.Message, header, builder)) builder.Again();
        if (Validator.Validate(EventJson.ToUtf8(builder.Event)).FirstOrDefault(p => p.IsError) is { } problem) throw new InvalidOperationException(problem.ToString());
    }

    private static void ReadHeader(byte[] line) => SyslogHeader.Read(line, Received, TimeZoneInfo.Utc);

    private static Action<byte[]> Decoding(string name)
    {
        if (!DecoderSet.TryMake(name, out var decoder)) throw new InvalidOperationException($"There is no decoder '{name}'.");
        return line =>
        {
            var header = SyslogHeader.Read(line, Received, TimeZoneInfo.Utc);
            decoder.TryDecode(header.Message, header, new EventBuilder());
        };
    }
}
