using System.Globalization;
using System.Text;
using Ward.City;
using Ward.Ingest;
using Ward.Ingest.Journal;
using Ward.Ingest.Search;
using Ward.Ingest.Search.Language;

namespace Ward.Storage.Conformance.Events;

/// <summary>What every event store must do, whoever provides it. <see cref="EventMatch"/> is the oracle of what fits.</summary>
public abstract class EventStoreConformance : IDisposable
{
    protected static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    protected static readonly CityId Town = new("town");
    private static readonly string[] Users = ["root", "Adm", "adm.in", "ÉVA", "x y"];
    private static readonly string[] Hosts = ["gate", "10.1.2.3", "wall%_", "C:\\Q\"'", "K"];

    protected string Folder { get; } = Directory.CreateTempSubdirectory("ward-events-").FullName;

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Opens the store that keeps its state under <see cref="Folder"/>.</summary>
    protected abstract IEventStore Open();

    /// <summary>Makes everything durable, as far as it goes.</summary>
    protected abstract Task Settle(IEventStore store);

    /// <summary>Closes it as a kill would: what is not durable is gone.</summary>
    protected abstract Task Kill(IEventStore store);

    [Fact]
    public async Task WhatWasAddedIsFoundWholeAfterTheFlush()
    {
        await using var store = Open();
        var line = Encoding.UTF8.GetBytes("user Eva from 203.0.113.7 did x=1");
        store.Add(Make(5, Noon.AddTicks(17), line, e => e.Is(EventClass.Authentication, 1, 2, LogSource.None).Of(new AssetId("gate")).Proven(true).ReadBy("sshd")
            .Set(Fields.UserName, "Eva").Set(Fields.SourceIp, "203.0.113.7").Set(Fields.UserUid, "1000").SetUnmapped("x"u8, "1"u8)));
        Assert.Empty(await Rows(store, "*"));
        await store.Flush(Stop);

        var found = Assert.Single(await Rows(store, "*"));

        Assert.Equal((5L, Noon.AddTicks(10), EventClass.Authentication, 1, 2, "sshd", true), (found.Offset, found.Time, found.Class, found.Activity, found.StatusId, found.Decoder, found.SourceProven));
        Assert.Equal((new FeedId("feed"), new AssetId("gate"), Assurance.Session), (found.Feed, found.Asset, found.Assurance));
        Assert.Equal(["src_endpoint.ip=203.0.113.7", "user.name=Eva", "user.uid=1000", "x=1"], found.Fields.Select(f => $"{f.Key}={f.Value}").Order(StringComparer.Ordinal));
        Assert.Equal(line, found.Raw.ToArray());
        Assert.Equal(6, store.Next);
    }

    [Fact]
    public async Task TheLineComesBackByteForByteWhateverIsInIt()
    {
        await using var store = Open();
        byte[][] lines = [[0, 1, 255, 254], Encoding.UTF8.GetBytes("\ue000 a \ue001\u0001\u0002"), [], Encoding.UTF8.GetBytes("root root root ro"), Encoding.UTF8.GetBytes("é\u0301 \U0001F600")];
        for (var i = 0; i < lines.Length; i++)
            store.Add(Make(i, Noon, lines[i], e => e.Set(Fields.UserName, "root").Set(Fields.Message, lines[0]).SetUnmapped("m"u8, "ro"u8)));
        await store.Flush(Stop);
        Assert.Equal(lines, (await Rows(store, "| sort offset asc")).Select(r => r.Raw.ToArray()));
        await Settle(store);

        Assert.Equal(lines, (await Rows(store, "| sort offset asc")).Select(r => r.Raw.ToArray()));
    }

    [Fact]
    public async Task AfterAKillTheJournalFillsTheGapAndNothingIsLostOrDoubled()
    {
        long next;
        await using (var store = Open())
        {
            for (var i = 0; i < 100; i++) store.Add(Numbered(i));
            await store.Flush(Stop);
            await Settle(store);
            for (var i = 100; i < 150; i++) store.Add(Numbered(i));
            await store.Flush(Stop);
            next = store.Next;
            await Kill(store);
        }

        await using var again = Open();
        Assert.InRange(again.Next, 100, next);
        Assert.Equal(again.Next, again.Durable);
        for (var i = 0; i < 200; i++) again.Add(Numbered(i));
        await again.Flush(Stop);

        Assert.Equal(Enumerable.Range(0, 200).Select(i => (long)i), (await Rows(again, "| sort offset asc")).Select(r => r.Offset));
        Assert.Equal(200, again.Status.Events);
    }

    [Fact]
    public async Task AnEventOfAnotherCityIsRefused()
    {
        await using var store = Open();

        Assert.Throws<ArgumentException>(() => store.Add(new EventBuilder().Begin(new Arrival(new CityId("other"), new FeedId("f"), 1, Noon, Assurance.None, null, null, default, false)).Event));
    }

    [Fact]
    public async Task WhatIsFoundIsWhatTheLanguageMeans()
    {
        await using var store = Open();
        var events = new List<Event>();
        var chance = new Random(7);
        for (var i = 0; i < 400; i++)
        {
            var made = Random(i, chance);
            events.Add(made);
            store.Add(made);
            if (i % 150 == 149) await Settle(store);
        }

        await store.Flush(Stop);
        string[] plain = ["user:ROOT", "user:a*", "user:*", "NOT user:*", "bytes_in>100", "bytes_in<=99.5", "src_ip:cidr(10.0.0.0/8)", "cidr(10.0.0.0/8)", "class:authentication", "class:3002", "class>4000",
            "status:fail*", "status!=2", "extra:1*", "extra:(\"1\", 2)", "\"root\"", "oo", "*oo*", "gate*", "\"from 10.\"*", "host:\"C:\\Q\\\"'\"", "host:wall%*", "host:k", "message:*", "decoder:\"\"", "raw:*gate*", "\"'; DROP TABLE hot_1; --\"",
            "offset>=300", "feed:feed", "asset:*", "user.uid:7", "made_up:x", "\"ÉVA\"", "éva", "*", "NOT (user:root OR user:adm) bytes_in>5"];
        foreach (var text in plain) await Agree(store, events, text);
        foreach (var condition in Conditions().Take(150)) await Agree(store, events, condition.ToString());
    }

    [Fact]
    public async Task FiguresAreThoseOfTheEventsThatFit()
    {
        await using var store = Open();
        var events = new List<Event>();
        var chance = new Random(8);
        for (var i = 0; i < 300; i++)
        {
            events.Add(Random(i, chance));
            store.Add(events[^1]);
            if (i == 199) await Settle(store);
        }

        await store.Flush(Stop);
        var found = await Groups(store, "user:* | count, sum(bytes_in), min(bytes_in), max(bytes_in), avg(bytes_in) by user");
        var expected = events.Select(e => (User: EventMatch.ValueOf(SearchNames.Find("user"), e), Bytes: EventMatch.ValueOf(SearchNames.Find("bytes_in"), e)))
            .Where(e => e.User is not null).GroupBy(e => e.User!).Select(g =>
            {
                var numbers = g.Where(e => Numbers.TryRead(e.Bytes, out _)).Select(e => decimal.Parse(e.Bytes!, CultureInfo.InvariantCulture)).ToList();
                return (g.Key, Count: g.LongCount(), Sum: numbers.Sum(), Min: numbers.Min(), Max: numbers.Max(), Mean: numbers.Average());
            }).OrderByDescending(g => g.Count).ThenBy(g => g.Key, StringComparer.Ordinal).ToList();

        Assert.Equal(expected.Select(g => (g.Key, g.Count, g.Sum, g.Min, g.Max)), found.Select(r => ((string)r[0]!, (long)r[1]!, (decimal)r[2]!, (decimal)r[3]!, (decimal)r[4]!)));
        Assert.All(expected.Zip(found), p => Assert.Equal((double)p.First.Mean, (double)(decimal)p.Second[5]!, 1e-6));
        Assert.Equal(events.Count, (long)(await Groups(store, "| count by time(1h), class")).Sum(r => (long)r[2]!));
        Assert.Equal(0L, Assert.Single(await Groups(store, "user:nobody | count"))[0]);
        Assert.Empty(await Groups(store, "user:nobody | count by user"));
        Assert.Equal(2, (await Groups(store, "| count by class | top 2")).Count);
    }

    [Fact]
    public async Task RowsComeNewestFirstAndNoMoreThanAskedFor()
    {
        await using var store = Open();
        for (var i = 0; i < 100; i++)
        {
            store.Add(Make(i, Noon.AddMinutes(i * 37 % 100), "x"u8.ToArray(), e => e.Set(Fields.BytesIn, (i % 10).ToString(CultureInfo.InvariantCulture))));
            if (i is 40 or 70) await Settle(store);
        }

        await store.Flush(Stop);

        Assert.Equal(Enumerable.Range(0, 100).Select(i => Noon.AddMinutes(i)).Reverse().Take(30), (await Rows(store, "| limit 30")).Select(r => r.Time));
        Assert.Equal(Enumerable.Range(0, 5).Select(i => Noon.AddMinutes(i)), (await Rows(store, "| sort time asc | limit 5")).Select(r => r.Time));
        Assert.Equal(Enumerable.Repeat("9", 10), (await Rows(store, "| sort bytes_in desc | limit 10")).Select(r => r["traffic.bytes_in"]));
        Assert.Equal(10, (await Rows(store, "from 2026-03-01T12:20:00Z to 2026-03-01T12:30:00Z")).Count);
        Assert.Equal(11, (await Rows(store, "last 10m", Noon.AddMinutes(99))).Count);
    }

    [Fact]
    public async Task ASearchThatIsNoLongerReadEnds()
    {
        await using var store = Open();
        for (var i = 0; i < 5000; i++) store.Add(Numbered(i));
        await store.Flush(Stop);
        await foreach (var part in store.Search(Ask("*"), Noon, Stop)) if (part is SearchPart.Row) break;
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => { await foreach (var _ in store.Search(Ask("*"), Noon, cancelled.Token)) { } });
        Assert.Single(await Rows(store, "offset=7"));
    }

    [Fact]
    public async Task AReaderThatStopsMidWayHasLetGoWhenItReturns()
    {
        await using var store = Open();
        for (var i = 0; i < 5000; i++) store.Add(Numbered(i));
        await store.Flush(Stop);
        await foreach (var part in store.Search(Ask("* | limit 5000"), Noon, Stop))
        {
            Assert.Equal(1, store.Status.Reading);
            if (part is SearchPart.Row) break;
        }

        Assert.Equal(0, store.Status.Reading);
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in store.Replay(new TimeRange.Always(), new Condition.Any(), 0, Noon, stop.Token)) await stop.CancelAsync();
        });
        Assert.Equal(0, store.Status.Reading);
    }

    [Fact]
    public async Task AStoreThatClosesStopsItsReadersAndWaitsForThem()
    {
        var store = Open();
        for (var i = 0; i < 5000; i++) store.Add(Numbered(i));
        await store.Flush(Stop);
        var search = store.Search(Ask("* | limit 5000"), Noon, Stop).GetAsyncEnumerator(Stop);
        var replay = store.Replay(new TimeRange.Always(), new Condition.Any(), 0, Noon, Stop).GetAsyncEnumerator(Stop);
        Assert.True(await search.MoveNextAsync());
        Assert.True(await replay.MoveNextAsync());

        var closing = store.DisposeAsync().AsTask();
        await Assert.ThrowsAsync<SearchException>(async () => { while (await search.MoveNextAsync()) { } });
        Assert.False(closing.IsCompleted, "one still reads");
        await Assert.ThrowsAsync<SearchException>(async () => { while (await replay.MoveNextAsync()) { } });
        await closing;
        await Assert.ThrowsAsync<SearchException>(async () => { await foreach (var _ in store.Search(Ask("*"), Noon, Stop)) { } });
        await search.DisposeAsync();
        await replay.DisposeAsync();
    }

    [Fact]
    public async Task EveryAnswerEndsWithWhatItLookedAt()
    {
        await using var store = Open();
        for (var i = 0; i < 10; i++) store.Add(Numbered(i));
        await store.Flush(Stop);

        var done = Assert.IsType<SearchPart.Done>((await Parts(store, "| limit 3"))[^1]);

        Assert.Equal((3L, true), (done.Total.Found, done.Cut));
        Assert.Equal(done.Total.SegmentsTotal, done.Total.SegmentsDone);
    }

    [Fact]
    public async Task WhatIsTooOldOrTooMuchIsDeletedAndStaysSo()
    {
        await using (var store = Open())
        {
            for (var i = 0; i < 90; i++) store.Add(Make(i, Noon.AddDays(i / 10), "x"u8.ToArray(), _ => { }));
            await store.Flush(Stop);
            await Settle(store);

            Assert.Equal(50, await store.Retain(new Retention(TimeSpan.FromDays(3.5), null), Noon.AddDays(8), Stop));
            Assert.Equal(40, store.Status.Events);
            Assert.Equal(40, (await Rows(store, "*")).Count);
            Assert.Equal(40, await store.Retain(new Retention(null, 0), Noon.AddDays(8), Stop));
        }

        await using var again = Open();
        Assert.Equal((0L, 90L), (again.Status.Events, again.Next));
    }

    [Fact]
    public async Task ReplayGoesInTheJournalsOrderFromAnyOffset()
    {
        await using var store = Open();
        for (var i = 0; i < 300; i++)
        {
            store.Add(Make(i, Noon.AddDays(i % 3), "x"u8.ToArray(), e => e.Is(i % 2 == 0 ? EventClass.Authentication : EventClass.HttpActivity, 1, 1, LogSource.None)));
            if (i is 100 or 200) await Settle(store);
        }

        await store.Flush(Stop);
        var offsets = new List<long>();
        await foreach (var found in store.Replay(new TimeRange.Always(), new Condition.Any(), 50, Noon, Stop)) offsets.Add(found.Offset);

        Assert.Equal(Enumerable.Range(50, 250).Select(i => (long)i), offsets);
    }

    [Fact]
    public async Task ReplayLeavesOutWhatDoesNotFit()
    {
        await using var store = Open();
        for (var i = 0; i < 60; i++)
        {
            store.Add(Make(i, Noon.AddSeconds(i), Encoding.UTF8.GetBytes(i % 4 == 0 ? "a needle" : "hay"), e => e.Is(i % 2 == 0 ? EventClass.Authentication : EventClass.HttpActivity, 1, 1, LogSource.None)));
            if (i == 30) await Settle(store);
        }

        await store.Flush(Stop);
        var offsets = new List<long>();
        var time = new TimeRange.Between(Noon, Noon.AddSeconds(50));
        await foreach (var found in store.Replay(time, Ask("needle class:authentication").Where, 10, Noon, Stop)) offsets.Add(found.Offset);

        Assert.Equal([12L, 16, 20, 24, 28, 32, 36, 40, 44, 48], offsets);
    }

    [Fact]
    public async Task AStoredEventReadAgainIsTheEventThatItWas()
    {
        await using var store = Open();
        var chance = new Random(11);
        var events = Enumerable.Range(0, 300).Select(i => Whole(i, chance)).ToList();
        for (var i = 0; i < events.Count; i++)
        {
            store.Add(events[i]);
            if (i is 100 or 200) await Settle(store);
        }

        await store.Flush(Stop);
        var again = new FoundEventBuilder();
        var at = 0;
        await foreach (var found in store.Replay(new TimeRange.Always(), new Condition.Any(), 0, Noon, Stop)) Assert.Equal(Told(events[at++]), Told(again.Read(found)));

        Assert.Equal(events.Count, at);
    }

    [Fact]
    public async Task AnExportHoldsTheEventsThatFit()
    {
        await using var store = Open();
        for (var i = 0; i < 50; i++) store.Add(Numbered(i));
        await store.Flush(Stop);
        await Settle(store);
        var file = Path.Combine(Folder, "out.parquet");

        Assert.Equal(20, await store.Export(Ask("offset>=30"), Noon, file, Stop));
        Assert.Equal("PAR1"u8.ToArray(), (await File.ReadAllBytesAsync(file, Stop))[..4]);
    }

    protected static Event Make(long offset, DateTimeOffset time, byte[] line, Action<EventBuilder> write)
    {
        var builder = new EventBuilder().Begin(new Arrival(Town, new FeedId("feed"), offset, Noon, Assurance.Session, null, null, line, false)).At(time);
        write(builder);
        return builder.Event;
    }

    protected static Event Numbered(int offset) => Make(offset, Noon.AddSeconds(offset), Encoding.UTF8.GetBytes($"line {offset}"), _ => { });

    protected static Query Ask(string text) => QueryParser.Read(text) switch
    {
        QueryReading.Read read => read.Query,
        QueryReading.Refused refused => throw new ArgumentException($"{text}: {refused.Error}"),
        _ => throw new InvalidOperationException(),
    };

    protected static async Task<List<SearchPart>> Parts(IEventStore store, string text, DateTimeOffset? now = null)
    {
        var parts = new List<SearchPart>();
        await foreach (var part in store.Search(Ask(text), now ?? Noon, Stop)) parts.Add(part);
        return parts;
    }

    protected static async Task<List<FoundEvent>> Rows(IEventStore store, string text, DateTimeOffset? now = null) =>
        [.. (await Parts(store, text, now)).OfType<SearchPart.Row>().Select(r => r.Event)];

    private static async Task<List<IReadOnlyList<object?>>> Groups(IEventStore store, string text) =>
        [.. (await Parts(store, text)).OfType<SearchPart.Group>().Select(g => g.Values)];

    private static async Task Agree(IEventStore store, List<Event> events, string text)
    {
        var where = Ask(text).Where;
        var expected = events.Where(e => EventMatch.Holds(where, e)).Select(e => e.Offset).Order().ToList();
        var found = (await Rows(store, text)).Select(r => r.Offset).Order().ToList();
        Assert.True(expected.SequenceEqual(found), $"{text}: expected {string.Join(",", expected.Except(found).Take(5))} more, {string.Join(",", found.Except(expected).Take(5))} fewer");
    }

    private static Event Whole(int offset, Random chance) => Make(offset, Noon.AddMicroseconds(1_000 + chance.Next(1_000_000)), Encoding.UTF8.GetBytes($"line {chance.Next(9)} of {offset}"), e =>
    {
        e.Is(EventClass.Authentication, chance.Next(3), chance.Next(3), chance.Next(4) == 0 ? LogSource.None : new LogSource($"c{chance.Next(3)}", chance.Next(2) == 0 ? "" : "linux", $"s{chance.Next(3)}"));
        if (chance.Next(2) == 0) e.Of(new AssetId("gate")).Proven(true).ReadBy("sshd");
        for (var i = chance.Next(12); i > 0; i--)
        {
            // A class's own path of the schema, or a name of the source's.
            var value = Encoding.UTF8.GetBytes($"é {chance.Next(100)}");
            if (chance.Next(2) == 0) e.Set(new FieldId((ushort)chance.Next(Fields.Count)), value);
            else e.SetUnmapped(Encoding.UTF8.GetBytes(((string[])["x", "unmapped.x", "unmapped.unmapped.x", "user name", "ward"])[chance.Next(5)]), value);
        }
    });

    /// <summary>All that a reader of events can tell; of unmapped fields with one name the first.</summary>
    private static string Told(Event e) => string.Join('|',
    [
        e.City.Value, e.Feed.Value, $"{e.Offset}", $"{e.Time:O}", $"{e.Received:O}", $"{e.Class}", $"{e.Activity}", $"{e.StatusId}", e.Decoder, $"{e.Assurance}", $"{e.SourceProven}",
        $"{e.LogSource}", $"{e.Asset}", Convert.ToHexString(e.Raw.Span),
        .. Enumerable.Range(0, e.FieldCount).Select(i => (Known: e.FieldAt(i) != FieldId.Unmapped, Name: Encoding.UTF8.GetString(e.NameAt(i)), Value: Encoding.UTF8.GetString(e.ValueAt(i))))
            .DistinctBy(f => (f.Known, f.Name)).Select(f => $"{f.Known}:{f.Name}={f.Value}").Order(StringComparer.Ordinal),
    ]);

    private static Event Random(int offset, Random chance)
    {
        string? user = chance.Next(5) == 0 ? null : Users[chance.Next(Users.Length)];
        var (host, address) = (Hosts[chance.Next(Hosts.Length)], $"10.{chance.Next(3) * 100}.0.{chance.Next(4)}");
        var line = $"{host}: {user} from {(chance.Next(4) == 0 ? "192.0.2.1" : address)} size {chance.Next(200)}{(chance.Next(9) == 0 ? " root" : "")}";
        return Make(offset, Noon.AddSeconds(chance.Next(100_000)), Encoding.UTF8.GetBytes(line), e =>
        {
            e.Is((EventClass[])[EventClass.Authentication, EventClass.HttpActivity, EventClass.Base] is var classes ? classes[chance.Next(3)] : default, chance.Next(3), chance.Next(3), LogSource.None);
            if (user is not null) e.Set(Fields.UserName, user);
            if (chance.Next(2) == 0) e.Set(Fields.SourceIp, line.Contains("192.0.2.1", StringComparison.Ordinal) ? "192.0.2.1" : address);
            e.Set(Fields.DeviceHost, host).Set(Fields.BytesIn, (string[])["5", "100.25", "99", "many", "-3"] is var sizes ? sizes[chance.Next(5)] : "");
            if (chance.Next(3) == 0) e.SetUnmapped("extra"u8, Encoding.UTF8.GetBytes(chance.Next(12).ToString(CultureInfo.InvariantCulture)));
            if (chance.Next(4) == 0) e.Set(Fields.UserUid, "7");
            if (chance.Next(6) == 0) e.Of(new AssetId("A1"));
            if (chance.Next(3) == 0) e.Set(Fields.Message, line);
            if (chance.Next(3) == 0) e.ReadBy("json");
        });
    }

    /// <summary>Seeded: brackets, NOT and OR over tests that touch what <see cref="Random(int, System.Random)"/> makes.</summary>
    private static IEnumerable<Condition> Conditions()
    {
        string[] leaves = ["user:root", "user:*d*", "extra:1", "bytes_in>50", "class:http_activity", "status:success", "\"root\"", "*10.1*", "src_ip:cidr(10.100.0.0/16)", "host:gate", "uid:7", "user.uid:*", "from10", "asset:a1"];
        var chance = new Random(9);
        while (true) yield return Ask(Made(3)).Where;

        string Made(int depth) => depth == 0 || chance.Next(3) == 0 ? leaves[chance.Next(leaves.Length)] : chance.Next(3) switch
        {
            0 => $"NOT ({Made(depth - 1)})",
            1 => $"({Made(depth - 1)} {Made(depth - 1)})",
            _ => $"({Made(depth - 1)} OR {Made(depth - 1)})",
        };
    }

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
