using System.Buffers.Text;
using Ward.City;
using Ward.Ingest;
using Ward.Ingest.Journal;

namespace Ward.Benchmarks.Correlate;

/// <summary>Events in one pooled record: a rule's name, a group, a value, a number. Seeded.</summary>
internal sealed class MadeEvents(Load load, int spanSeconds)
{
    private static readonly LogSource Source = new("", "", "made");
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Line = "made event of a measurement, as long as a short line of a log"u8.ToArray();
    private readonly EventBuilder builder = new();
    private readonly Random chance = new(1);
    private readonly byte[] text = new byte[32];
    private readonly long step = Math.Max(1, spanSeconds * TimeSpan.TicksPerSecond / ((long)load.PerWindow * load.Groups));
    private long offset;

    internal Event Next()
    {
        var now = Start.AddTicks(++offset * step);
        var time = load.Disorder && offset % 2 == 0 ? now.AddTicks(-chance.NextInt64(5 * TimeSpan.TicksPerSecond)) : now;
        var e = builder.Begin(new Arrival(new CityId("c"), new FeedId("f"), offset, now, Assurance.Session, null, null, Line, false))
            .At(time).Is(EventClass.Base, 0, 0, Source).Proven(true).SetUnmapped("k"u8, "a"u8);
        return e.SetUnmapped("g"u8, Number(offset % load.Groups)).SetUnmapped("v"u8, Number(chance.Next(load.Distinct))).SetUnmapped("n"u8, Number(chance.Next(1_000_000))).Event;
    }

    private ReadOnlySpan<byte> Number(long number)
    {
        Utf8Formatter.TryFormat(number, text, out var length);
        return text.AsSpan(0, length);
    }
}
