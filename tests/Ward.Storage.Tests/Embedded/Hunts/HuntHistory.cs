using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Ward.City;
using Ward.Detect.Findings;
using Ward.Detect.Hunts;
using Ward.Detect.Rules;
using Ward.Ingest;
using Ward.Ingest.Journal;
using Ward.Ingest.Search.Language;
using Ward.Storage.Embedded.Events;
using Ward.Storage.Embedded.Hunts;

namespace Ward.Storage.Tests.Embedded.Hunts;

/// <summary>A made history of sign-ins in a store of several pieces, and what there is to hunt for in it.</summary>
internal sealed class HuntHistory : IAsyncDisposable
{
    public const int Events = 3_000;
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly CityId Town = new("town");

    private const string Rules = """
        title: Failed sign-in
        name: failed
        logsource: {product: linux, service: sshd}
        detection: {refused: {status_id: 2}, condition: refused}
        tags: [attack.t1110]
        ---
        title: Guessing
        id: guessing
        correlation:
          type: event_count
          rules: [failed]
          group-by: [src_endpoint.ip]
          timespan: 5m
          condition: {gte: 8}
        level: high
        ---
        title: Eva got in
        id: eva
        logsource: {service: sshd}
        detection: {s: {user.name: Eva, status_id: 1}, condition: s}
        level: low
        """;

    private HuntHistory(string folder, DuckDbEventStore store, List<Finding> live) => (Folder, Store, Live) = (folder, store, live);

    public string Folder { get; }

    public DuckDbEventStore Store { get; }

    /// <summary>What the live engine says of the same events.</summary>
    public IReadOnlyList<Finding> Live { get; }

    public static async Task<HuntHistory> Make(int seed, CancellationToken stop, bool joined = true)
    {
        var folder = Directory.CreateTempSubdirectory("ward-hunts-").FullName;
        var store = DuckDbEventStore.Open(Town, new EventStoreOptions { Folder = Path.Combine(folder, "events") }, TimeProvider.System, NullLogger.Instance);
        var (chance, builder, live) = (new Random(seed), new EventBuilder(), new List<Finding>());
        var watch = Analytics();
        for (var i = 0; i < Events; i++)
        {
            var e = SignIn(builder, i, chance);
            store.Add(e);
            foreach (var analytic in watch) analytic.Observe(e, live);
            if (i % 900 == 899) await (joined ? store.Settle(stop) : store.Spill(stop));
        }

        await store.Flush(stop);
        return new HuntHistory(folder, store, live);
    }

    /// <summary>As they are when nothing was seen yet.</summary>
    public static IReadOnlyList<IHuntAnalytic> Analytics()
    {
        var rules = RuleSet.Compile([("rules.yml", Rules)]);
        Assert.Empty(rules.Errors);
        return [new RuleAnalytic(rules), new QueryAnalytic(((QueryReading.Read)QueryParser.Read("user:root status:success")).Query.Where)];
    }

    public Hunt Hunt(IHuntNotes notes, HuntOptions options, TimeRange? range = null) => new(Analytics(), range ?? new TimeRange.Between(null, null), Store, notes, TimeProvider.System, options);

    public HuntFolder Hunts(string name)
    {
        var hunts = new HuntFolder(Path.Combine(Folder, name));
        hunts.Create(new HuntRecord(new HuntId("h"), "t", "kim", Noon, null, null, null, null, 2, [], HuntStage.Waiting, null, null, null), RuleTexts.None, [], []);
        return hunts;
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private static Event SignIn(EventBuilder builder, int i, Random chance)
    {
        var (user, source, failed) = (((string[])["root", "Eva", "kim"])[chance.Next(3)], $"203.0.113.{chance.Next(12)}", chance.Next(4) > 0);
        var received = Noon.AddSeconds(10 * i);
        var line = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(failed ? "Failed" : "Accepted")} password for {user} from {source} number {i}"));
        return builder.Begin(new Arrival(Town, new FeedId("gate"), i * 7L, received, Assurance.Session, null, null, line, false))
            .Is(EventClass.Authentication, 1, failed ? 2 : 1, chance.Next(10) == 0 ? new LogSource("", "linux", "other") : new LogSource("", "linux", "sshd"))
            .At(received.AddSeconds(-chance.Next(90))).Proven(chance.Next(2) == 0).Of(new AssetId("gate")).ReadBy("sshd")
            .Set(Fields.UserName, user).Set(Fields.SourceIp, source).Event;
    }
}
