using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Ward.City;
using Ward.Detect.Indicators;
using Ward.Intelligence;

namespace Ward.Benchmarks.Indicators;

/// <summary>
/// A STIX 2.1 bundle taken in as a feed takes it: read, brought into form, checked against never-block lists, kept on disk, made into the set that is in force;
/// then once more with a tenth of it changed, and opened again as after a restart. Made indicators, one a pattern, seed 1.
/// </summary>
internal static class StixBenchmark
{
    public static IEnumerable<Row> Run(int count)
    {
        var folder = Directory.CreateTempSubdirectory("ward-stix-");
        try
        {
            foreach (var row in Measure(count, folder.FullName)) yield return row;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<Row> Measure(int count, string folder)
    {
        var bundle = Path.Combine(folder, "bundle.json");
        Write(bundle, count, changed: 0);
        var size = new FileInfo(bundle).Length / 1e6;
        var feed = new IntelFeed(new IndicatorSource("bench", Reliability.B, 2), IntelFeedKind.Stix, null, bundle, true, TimeSpan.FromHours(1), null, null, null, 80, null, null, TimeSpan.FromDays(3), 0.5, 0.01, false, FeedAccess.None);
        var head = string.Create(CultureInfo.InvariantCulture, $"bundle of {count} indicators, {size:0} MB, made, seed 1; from file to the set in force, kept on disk; CPU time of the process");
        var intelligence = Open(feed, folder);
        var (cpu, wall) = Timed(() => Poll(intelligence, feed));
        if (intelligence.Newest.Count != count) throw new InvalidOperationException($"{intelligence.Newest.Count} of {count} are in force: {intelligence.Feeds[0].Memory.Trouble ?? intelligence.Feeds[0].Memory.Held}");
        yield return new Row("bundle taken in", "Ward", cpu.TotalSeconds, "s", string.Create(CultureInfo.InvariantCulture, $"{head}; by the clock {wall.TotalSeconds:0.0} s"));
        yield return new Row("memory an indicator", "Ward", (double)intelligence.Newest.Bytes / count, "bytes", head + "; the set alone, with texts and what the feed says of each");
        Write(bundle, count, changed: count / 10);
        (cpu, wall) = Timed(() => Poll(intelligence, feed));
        yield return new Row("bundle taken in again", "Ward", cpu.TotalSeconds, "s", string.Create(CultureInfo.InvariantCulture, $"{head}; a tenth of it new; by the clock {wall.TotalSeconds:0.0} s"));
        var version = intelligence.Newest.Version;
        (cpu, wall) = Timed(() => intelligence = Open(feed, folder));
        if (intelligence.Newest.Version != version) throw new InvalidOperationException("The set is another after a restart.");
        yield return new Row("opened again", "Ward", cpu.TotalSeconds, "s", string.Create(CultureInfo.InvariantCulture, $"{head}; from what is kept; by the clock {wall.TotalSeconds:0.0} s"));
        yield return new Row("peak of the process", "Ward", Process.GetCurrentProcess().PeakWorkingSet64 / 1e6, "MB", head);
    }

    private static Ward.Intelligence.Intelligence Open(IntelFeed feed, string folder)
    {
        var city = new CityModel(new CityId("bench"), "Bench", "made", [], [], [], [], [], [], [], Protection.None);
        return new Ward.Intelligence.Intelligence(new IntelSettings([feed], new HygieneOptions(), [], []), Path.Combine(folder, "intel"), new Hygiene(new HygieneOptions(), NeverBlock.None, city), FetchLimits.Default, TimeProvider.System,
            NullLogger<Ward.Intelligence.Intelligence>.Instance);
    }

    private static void Poll(Ward.Intelligence.Intelligence intelligence, IntelFeed feed)
    {
        if (!intelligence.Poll(feed, CancellationToken.None).GetAwaiter().GetResult()) throw new InvalidOperationException(intelligence.Feeds[0].Memory.Trouble ?? intelligence.Feeds[0].Memory.Held ?? "Nothing has changed.");
    }

    private static (TimeSpan Cpu, TimeSpan Wall) Timed(Action run)
    {
        var (cpu, wall) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        run();
        return (Environment.CpuUsage.TotalTime - cpu, Stopwatch.GetElapsedTime(wall));
    }

    /// <summary>Names, addresses, digests and URLs by turns, as platforms export them.</summary>
    /// <param name="changed">How many, from the first on, have other values than with 0.</param>
    private static void Write(string file, int count, int changed)
    {
        using var to = new StreamWriter(file);
        to.Write("{\"type\":\"bundle\",\"id\":\"bundle--00000000-0000-4000-8000-000000000000\",\"objects\":[");
        for (var i = 0; i < count; i++)
        {
            var number = i < changed ? i + count : i;
            var pattern = (number & 3) switch
            {
                0 => $"[domain-name:value = 'c2-{number}.evil{number % 997}.example']",
                1 => $"[ipv4-addr:value = '{16 + (number / 4 >> 16)}.{number / 4 >> 8 & 255}.{number / 4 & 255}.{number % 199}']",
                2 => $"[file:hashes.'SHA-256' = '{number * 2654435761L:x16}{number:x16}{number * 40503L:x16}{number:x16}']",
                _ => $"[url:value = 'http://host{number % 9973}.example/path/{number}/payload.bin']",
            };
            if (i > 0) to.Write(',');
            to.Write(string.Create(CultureInfo.InvariantCulture, $$"""{"type":"indicator","spec_version":"2.1","id":"indicator--{{number:x8}}-0000-4000-8000-000000000000","created_by_ref":"identity--00000000-0000-4000-8000-000000000001","created":"2026-01-01T00:00:00.000Z","modified":"2026-02-01T00:00:00.000Z","name":"Infrastructure of campaign {{number % 1000}}","indicator_types":["malicious-activity"],"pattern":"{{pattern}}","pattern_type":"stix","pattern_version":"2.1","valid_from":"2026-01-01T00:00:00Z","confidence":80}"""));
        }

        to.Write("]}");
    }
}
