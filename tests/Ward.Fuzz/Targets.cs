using System.Text;
using Ward.Ingest;
using Ward.Ingest.Decoders;
using Ward.Ingest.Search.Language;

namespace Ward.Fuzz;

/// <summary>What can be fuzzed: each takes any bytes and must return without throwing.</summary>
internal static class Targets
{
    private static readonly DateTimeOffset Received = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static IReadOnlyDictionary<string, Action<byte[]>> All { get; } =
        new Dictionary<string, Action<byte[]>>(DecoderSet.Names.Select(n => KeyValuePair.Create(n, Decoding(n)))) { ["syslog"] = ReadHeader, ["query"] = ReadQuery };

    private static void ReadQuery(byte[] text)
    {
        // What is understood is understood in print too.
        if (QueryParser.Read(Encoding.UTF8.GetString(text)) is QueryReading.Read read && QueryParser.Read(read.Query.ToString()) is QueryReading.Refused refused
            && read.Query.ToString().Length <= QueryParser.LongestQuery)
            throw new InvalidOperationException($"{read.Query}: {refused.Error}");
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
