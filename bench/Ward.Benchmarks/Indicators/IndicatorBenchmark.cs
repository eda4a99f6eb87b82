using System.Globalization;
using System.Text;
using Ward.Detect.Indicators;

namespace Ward.Benchmarks.Indicators;

/// <summary>
/// Look-ups in large sets of indicators: names with all their parents, and addresses. Made values, seed 1; one in a thousand of what is asked is listed.
/// CPU time of one thread, so that other work on the machine does not count.
/// </summary>
internal static class IndicatorBenchmark
{
    private const int Probes = 4_000_000;
    private const int Rounds = 5;

    public static IEnumerable<Row> Run(int[] counts) => counts.SelectMany(Measure);

    private static IEnumerable<Row> Measure(int count)
    {
        var chance = new Random(1);
        var source = new IndicatorSource("bench", Reliability.B, 2);
        var builder = new IndicatorSetBuilder();
        builder.Begin(source, "1");
        var (addresses, digests) = (count / 5, count / 5);
        for (var i = 0; i < digests; i++) builder.Add(new Indicator(IndicatorType.Hash, Digest(chance), 80, null, null, null, null, null, null), DateTimeOffset.UnixEpoch);
        for (var i = 0; i < count - addresses - digests; i++) builder.Add(new Indicator(IndicatorType.Domain, Name(i), 80, null, null, null, null, null, null), DateTimeOffset.UnixEpoch);
        for (var i = 0; i < addresses; i++) builder.Add(new Indicator(IndicatorType.Address, Address((uint)chance.NextInt64(0x01000000, 0xDF000000)), 80, null, null, null, null, null, null), DateTimeOffset.UnixEpoch);
        var began = Environment.CpuUsage.TotalTime;
        var set = builder.Build();
        var built = Environment.CpuUsage.TotalTime - began;

        var names = new byte[1 << 20][];
        for (var i = 0; i < names.Length; i++) names[i] = Encoding.UTF8.GetBytes(i % 1000 == 0 ? "www." + Name(chance.Next(count - addresses - digests)) : $"h{chance.Next()}.{chance.Next(1000)}.benign{chance.Next(100_000)}.example");
        var labels = names.Sum(n => 1 + n.Count(b => b == '.')) / (double)names.Length;
        var sums = new byte[1 << 20][];
        for (var i = 0; i < sums.Length; i++) sums[i] = Encoding.UTF8.GetBytes(Digest(chance));
        var asked = new byte[1 << 20][];
        for (var i = 0; i < asked.Length; i++) asked[i] = Encoding.UTF8.GetBytes(Address((uint)chance.NextInt64(0x01000000, 0xDF000000)));

        var head = string.Create(CultureInfo.InvariantCulture, $"{count} indicators (3 of 5 names, the rest digests and addresses), made, seed 1; {Probes} look-ups, 1 in 1000 names listed; one thread, CPU time, best of {Rounds}");
        yield return new Row("digests", "Ward", Rate(() => Digests(set, sums)), "M look-ups/s", head + "; SHA-256, none listed");
        var rate = Rate(() => Names(set, names));
        yield return new Row("names with parents", "Ward", rate, "M names/s", head);
        yield return new Row("names and parents, each", "Ward", rate * labels, "M look-ups/s", string.Create(CultureInfo.InvariantCulture, $"{head}; the same, each of {labels:0.0} labels a look-up"));
        yield return new Row("addresses", "Ward", Rate(() => Addresses(set, asked)), "M look-ups/s", head + "; from text, with the networks around");
        yield return new Row("filter and table", "Ward", set.IndexBytes / 1e6, "MB", head);
        yield return new Row("the whole set", "Ward", set.Bytes / 1e6, "MB", head + "; with texts and what the feed says of each");
        yield return new Row("built in", "Ward", built.TotalSeconds, "s", head + "; CPU time of the process");
        yield return new Row("let through by the filter", "Ward", 100.0 * names.Index().Where(n => n.Index % 1000 != 0).Count(n => set.Passes(IndicatorType.Domain, n.Item)) / (names.Length * 0.999), "%", head + "; names that are not listed");
    }

    private static double Rate(Func<long> run)
    {
        var best = 0.0;
        for (var round = 0; round < Rounds; round++)
        {
            var began = Environment.CpuUsage.TotalTime;
            if (run() < 0) throw new InvalidOperationException("Nothing was found.");
            best = Math.Max(best, Probes / (Environment.CpuUsage.TotalTime - began).TotalSeconds / 1e6);
        }

        return best;
    }

    private static long Names(IndicatorSet set, byte[][] names)
    {
        Span<int> found = stackalloc int[32];
        var hits = 0L;
        for (var i = 0; i < Probes; i++) hits += set.FindDomains(names[i & (names.Length - 1)], found);
        return hits > 0 ? hits : -1;
    }

    private static long Digests(IndicatorSet set, byte[][] sums)
    {
        var hits = 0L;
        for (var i = 0; i < Probes; i++) hits += set.Find(IndicatorType.Hash, sums[i & (sums.Length - 1)]) + 1;
        return hits;
    }

    private static long Addresses(IndicatorSet set, byte[][] asked)
    {
        Span<int> found = stackalloc int[32];
        var hits = 0L;
        for (var i = 0; i < Probes; i++) hits += set.FindAddress(asked[i & (asked.Length - 1)], found);
        return hits;
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"c2-{number * 2654435761L % 4294967291L}.evil{number % 997}.example");

    private static string Digest(Random chance) => string.Create(CultureInfo.InvariantCulture, $"{chance.NextInt64():x16}{chance.NextInt64():x16}{chance.NextInt64():x16}{chance.NextInt64():x16}");

    private static string Address(uint value) => string.Create(CultureInfo.InvariantCulture, $"{value >> 24}.{(value >> 16) & 255}.{(value >> 8) & 255}.{value & 255}");
}
