using System.Diagnostics;
using System.Globalization;
using System.Text;
using Ward.City;
using Ward.Ingest;
using Ward.Ingest.Decoders;
using Ward.Ingest.Journal;

namespace Ward.Benchmarks.Ingest;

/// <summary>
/// How many lines a second one core decodes and normalises, for every decoder there is, by itself and through the automatic choice,
/// and what it allocates. The lines are the card's sample with other digits where it is still understood so: synthetic.
/// </summary>
internal static class DecodeBenchmark
{
    private const int Variants = 256;
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(400);
    private static readonly DateTimeOffset Received = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static IEnumerable<Row> Run(string? only)
    {
        foreach (var card in DecoderSet.Cards)
        {
            if (only is not null && !card.Name.Contains(only, StringComparison.Ordinal)) continue;
            var lines = Lines(card);
            var bytes = lines.Average(l => l.Line.Length);
            foreach (var name in (string[])[card.Name, DecoderSet.Auto])
            {
                DecoderSet.TryMake(name, out var decoder);
                Measure(decoder, lines, TimeSpan.FromMilliseconds(150));
                var (rate, allocated) = Measure(decoder, lines, Least);
                var conditions = string.Create(CultureInfo.InvariantCulture, $"{card.Shape} lines of {bytes:0} bytes, {lines.Length} variants; one thread, CPU time; {allocated:0.#} bytes allocated an event");
                yield return new Row(name == DecoderSet.Auto ? $"decode {card.Name} by auto" : $"decode {card.Name}", "Ward", rate, "events/s/core", conditions);
            }
        }
    }

    private static (double PerSecond, double Allocated) Measure(IDecoder decoder, Arrival[] lines, TimeSpan least)
    {
        var builder = new EventBuilder();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var (start, clock, count) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew(), 0L);
        do
        {
            foreach (var line in lines) Decode(decoder, line, builder);
            count += lines.Length;
        }
        while (clock.Elapsed < least);
        var used = Environment.CpuUsage.TotalTime - start;
        return (count / used.TotalSeconds, (GC.GetAllocatedBytesForCurrentThread() - before) / (double)count);
    }

    private static bool Decode(IDecoder decoder, Arrival line, EventBuilder builder)
    {
        builder.Begin(line);
        var header = SyslogHeader.Read(line.Line.Span, line.Received, TimeZoneInfo.Utc);
        return decoder.TryDecode(header.Message, header, builder);
    }

    private static Arrival[] Lines(DecoderCard card)
    {
        var chance = new Random(1);
        DecoderSet.TryMake(card.Name, out var decoder);
        var sample = Encoding.UTF8.GetBytes(card.Sample);
        var lines = new Arrival[Variants];
        for (var i = 0; i < Variants; i++)
        {
            var line = (byte[])sample.Clone();
            for (var at = 0; at < line.Length; at++)
                if (line[at] is >= (byte)'1' and <= (byte)'8' && chance.Next(4) == 0) line[at] = (byte)('1' + chance.Next(8));
            lines[i] = Arrive(line);
            if (!Decode(decoder, lines[i], new EventBuilder())) lines[i] = Arrive(sample);
        }

        return lines;
    }

    private static Arrival Arrive(byte[] line) => new(new CityId("bench"), new FeedId("bench"), 1, Received, Assurance.Authenticated, null, null, line, false);
}
