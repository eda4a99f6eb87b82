using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Ward.City;
using Ward.Ingest.Feeds;
using Ward.Ingest.Tests.Journal;
using Ward.Storage.Embedded;

namespace Ward.Ingest.Tests;

public sealed class IngestionTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ward-ingest-").FullName;

    private string Log => Path.Combine(folder, "auth.log");

    [Fact]
    public async Task EveryLineIsInExactlyOneCount()
    {
        var journal = new MemoryJournal();
        var made = Made(journal);
        await using var body = new MemoryStream(Encoding.UTF8.GetBytes("{\"a\":1}\n{\"b\":2}"));
        await made.Accept(new FeedId("api"), PostedFormat.Ndjson, body, Assurance.Authenticated, null, TestContext.Current.CancellationToken);
        await using var events = made.Listen(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        for (var i = 0; i < 2; i++) Assert.True(await events.MoveNextAsync());
        var status = made.Feeds.Single(f => f.Feed.Id == new FeedId("api"));
        Assert.Equal((2, 2, 0), (status.Received, status.Understood, status.NotUnderstood));
        Assert.NotNull(status.LastSeen);
    }

    [Fact]
    public async Task ListeningBeginsAtItsOffset()
    {
        var journal = new MemoryJournal();
        await journal.Append([Line("one"), Line("two")], TestContext.Current.CancellationToken);
        await using var events = Made(journal, 2).Listen(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await events.MoveNextAsync());
        Assert.Equal("two", Encoding.UTF8.GetString(events.Current.Raw.Span));
    }

    [Fact]
    public void AFeedWithAnUnknownDecoderIsRefusedByName()
    {
        var bad = new FeedOptions(new FeedId("x"), FeedKind.Http, null, null, "sshdd", null, []);
        var refused = Assert.Throws<ArgumentException>(() => new Ingestion(new CityId("c"), [bad], new MemoryJournal(), 0, _ => null, new IngestOptions(), TimeProvider.System, NullLogger.Instance));
        Assert.Contains("sshdd", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FeedsGoOnAfterARestartWithoutLossOrDoubling()
    {
        var seen = new List<string>();
        for (var run = 0; run < 3; run++)
        {
            await File.AppendAllTextAsync(Log, $"{run} a\n{run} b\n", TestContext.Current.CancellationToken);
            await using var journal = new JournalLog(new JournalOptions { Folder = Path.Combine(folder, "journal") });
            using var stop = new CancellationTokenSource();
            var made = Made(journal);
            var feeds = made.RunFeeds(stop.Token);
            seen.Clear();
            await foreach (var e in made.Listen(TestContext.Current.CancellationToken))
            {
                seen.Add(Encoding.UTF8.GetString(e.Raw.Span));
                if (seen.Count == (run + 1) * 2) break;
            }

            await stop.CancelAsync();
            await feeds;
        }

        Assert.Equal(["0 a", "0 b", "1 a", "1 b", "2 a", "2 b"], seen);
    }

    [Fact]
    public async Task TheWayFromAFilesLineToItsEventIsTimed()
    {
        const int lines = 500;
        await File.WriteAllTextAsync(Log, "", TestContext.Current.CancellationToken);
        await using var journal = new JournalLog(new JournalOptions { Folder = Path.Combine(folder, "journal") });
        using var stop = new CancellationTokenSource();
        var made = Made(journal);
        var feeds = made.RunFeeds(stop.Token);
        var took = new List<double>();
        await using var events = made.Listen(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await Task.Delay(300, TestContext.Current.CancellationToken);
        await using var log = new FileStream(Log, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, 0);
        for (var i = 0; i < lines; i++)
        {
            await Task.Delay(1 + (i % 5), TestContext.Current.CancellationToken);
            var line = Encoding.UTF8.GetBytes($"Mar  1 11:59:58 gate sshd[{i}]: Failed password for root from 203.0.113.7 port 5022 ssh2\n");
            var start = Stopwatch.GetTimestamp();
            log.Write(line);
            Assert.True(await events.MoveNextAsync());
            took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        await stop.CancelAsync();
        await feeds;
        took.Sort();
        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"file write to event: p50 {took[lines / 2]:f2} ms, p99 {took[lines * 99 / 100]:f2} ms"));
        Assert.Equal(lines, took.Count);
    }

    private Ingestion Made(Ward.Ingest.Journal.IJournal journal, long start = 0) =>
        new(
            new CityId("c"),
            [
                new FeedOptions(new FeedId("auth"), FeedKind.File, Log, null, "sshd", null, []) { FromStart = true },
                new FeedOptions(new FeedId("api"), FeedKind.Http, null, null, "json", null, []),
            ],
            journal, start, _ => null, new IngestOptions { CursorFile = Path.Combine(folder, "cursors") }, TimeProvider.System, NullLogger.Instance);

    private static Ward.Ingest.Journal.Arrival Line(string text) =>
        new(new CityId("c"), new FeedId("api"), 0, DateTimeOffset.UnixEpoch, Assurance.Authenticated, null, null, Encoding.UTF8.GetBytes(text), false);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
