using Ward.City;
using Ward.Ingest;

namespace Ward.Detect.Testing;

/// <summary>Reads the lines of a test by the decoders that the watch uses.</summary>
public static class SampleReader
{
    /// <summary>An event for each line, in their order.</summary>
    public static IReadOnlyList<Sample> Read(RuleTest test)
    {
        if (!LineReader.TryMake(test.Decoder, test.Host is { } host ? new AssetId(host) : null, out var reader))
            throw new ArgumentException($"There is no decoder {test.Decoder}.", nameof(test));
        var samples = new List<Sample>(test.Lines.Count);
        foreach (var (index, line) in test.Lines.Index())
        {
            // What names no time is told apart by 'apart' alone, and only from a moment that is given or stood for.
            var received = test.At ?? (test.Apart > TimeSpan.Zero ? LineReader.Unstated : null as DateTimeOffset?);
            var e = reader.Read(line, received is { } first ? first + (test.Apart * index) : null);
            samples.Add(new Sample(index + 1, new EventBuilder().Copy(e).Event, e.Decoder.Length > 0));
        }

        return samples;
    }
}
