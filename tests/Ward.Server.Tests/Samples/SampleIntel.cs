using Microsoft.Extensions.Logging.Abstractions;
using Ward.Detect.Indicators;
using Ward.Intelligence;
using Ward.Standards.Misp;

namespace Ward.Server.Tests.Samples;

/// <summary>Threat feeds in every state, from files, polled through the real machinery.</summary>
internal static class SampleIntel
{
    public static NeverBlockReading Never { get; } = new(
        new NeverBlock([new NeverBlockList(new Warninglist("public resolvers", 1, WarninglistKind.Cidr, ["9.9.9.9", "1.1.1.1", "8.8.8.8", "8.8.4.4"]), true)]), ["bad-list/list.json: it has no list of entries"]);

    public static Ward.Intelligence.Intelligence Make(string state, DateTimeOffset now)
    {
        var folder = Directory.CreateDirectory(Path.Combine(state, "feeds")).FullName;
        var time = new Clock { Now = now.AddDays(-6) };
        var hygiene = new Hygiene(new HygieneOptions(), Never.Lists, SampleCity.Make());
        var stale = Feed("harbour-list", "stale.txt", Reliability.C, 3);
        var shrinking = Feed("vendor-names", "shrinking.txt", Reliability.B, 2);
        var poisoned = Feed("open-collection", "poisoned.txt", Reliability.B, 2);
        var fresh = Feed("city-cert", "fresh.txt", Reliability.A, 2);
        var off = Feed("new-one", "off.txt", Reliability.B, 3) with { On = false };
        var broken = Feed("partner-misp", "absent.json", Reliability.B, 2) with { Kind = IntelFeedKind.Misp };
        var intelligence = new Ward.Intelligence.Intelligence(
            new IntelSettings([fresh, stale, shrinking, poisoned, off, broken], new HygieneOptions(), [], []), Path.Combine(state, "intel"), hygiene, FetchLimits.Default, time, NullLogger<Ward.Intelligence.Intelligence>.Instance);

        Bring(stale, "198.51.100.77\n198.51.100.78\n");
        time.Now = now.AddMinutes(-20);
        Bring(shrinking, Names(80));
        Bring(poisoned, Names(12));
        Bring(fresh, Names(40) + "203.0.113.9\n203.0.113.0/28\nhttp://login.evil.example/payroll\n9.9.9.9\n10.30.0.20\nnot a name \u001b[2J\n" + new string('a', 64) + "\nsender@evil.example\n");
        Bring(off, "203.0.113.7\n");
        time.Now = now.AddMinutes(-4);
        Bring(shrinking, Names(9));
        Bring(poisoned, Names(12) + "9.9.9.9\n1.1.1.1\n8.8.8.8\n");
        Poll(fresh);
        Poll(stale);
        Poll(broken);
        return intelligence;

        void Bring(IntelFeed feed, string text)
        {
            File.WriteAllText(feed.File!, text);
            File.SetLastWriteTimeUtc(feed.File!, time.GetUtcNow().UtcDateTime);
            Poll(feed);
        }

#pragma warning disable VSTHRD002 // From a file, while the house is put together.
        void Poll(IntelFeed feed) => Task.Run(() => intelligence.Poll(feed, CancellationToken.None)).GetAwaiter().GetResult();
#pragma warning restore VSTHRD002

        IntelFeed Feed(string id, string file, Reliability reliability, int credibility) => new(
            new IndicatorSource(id, reliability, credibility), IntelFeedKind.List, null, Path.Combine(folder, file), true, TimeSpan.FromHours(1), null, null, null, 85, null, null, TimeSpan.FromDays(3), 0.5, 0.01, false, FeedAccess.None);
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private static string Names(int count) => string.Concat(Enumerable.Range(0, count).Select(i => $"c2-{i}.evil.example\n"));
}
