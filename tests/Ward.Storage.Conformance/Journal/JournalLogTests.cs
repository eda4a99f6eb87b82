using System.Diagnostics;
using System.Globalization;
using Ward.Ingest.Journal;
using Ward.Storage.Embedded;

namespace Ward.Storage.Conformance.Journal;

public sealed class JournalLogTests : JournalConformance
{
    protected override IJournal Open() => new JournalLog(new JournalOptions { Folder = Folder, SegmentBytes = 1 << 20 });

    [Fact]
    public async Task ASecondProcessIsRefusedWithAClearMessage()
    {
        await using var journal = Open();
        var refused = Assert.Throws<IOException>(Open);
        Assert.Contains("open in another process", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMissingCommitFileBesideSegmentsIsNotTakenForAnEmptyJournal()
    {
        await using (var journal = Open()) await journal.Append([Line("a")], Stop);
        File.Delete(Path.Combine(Folder, "commits"));
        Assert.Throws<IOException>(Open);
    }

    [Fact]
    public async Task DamagedCommitPointsAreNotTakenForAnEmptyJournal()
    {
        await using (var journal = Open()) await journal.Append([Line("a")], Stop);
        await File.WriteAllBytesAsync(Path.Combine(Folder, "commits"), [.. Enumerable.Repeat((byte)7, 8192)], Stop);
        Assert.Throws<IOException>(Open);
    }

    [Fact]
    public async Task ATornLastCommitPointLeavesTheOneBefore()
    {
        await using (var journal = Open())
        {
            await journal.Append([Line("a")], Stop);
            await journal.Append([Line("b")], Stop);
        }

        var path = Path.Combine(Folder, "commits");
        var slots = await File.ReadAllBytesAsync(path, Stop);
        Assert.Equal(2, slots[8]);
        slots[100] ^= 1;
        await File.WriteAllBytesAsync(path, slots, Stop);
        await using var again = Open();
        Assert.Equal(["a"], await All(again));
    }

    [Fact]
    public async Task ForgottenArrivalsGiveTheirDiskBack()
    {
        await using var journal = Open();
        var batch = Enumerable.Range(0, 100).Select(_ => Line(new string('x', 50_000))).ToArray();
        await journal.Append(batch, Stop);
        var before = Directory.GetFiles(Folder, "journal.log.*").Length;
        journal.TruncateBefore(journal.End);
        await journal.Append([Line("after")], Stop);
        for (var i = 0; i < 200 && Directory.GetFiles(Folder, "journal.log.*").Length >= before; i++) await Task.Delay(10, Stop);
        Assert.True(Directory.GetFiles(Folder, "journal.log.*").Length < before);
        Assert.Equal("after", (await All(journal))[^1]);
    }

    [Fact]
    public async Task AnArrivalTooLongForThePageIsRefusedBeforeAnythingIsKept()
    {
        await using var journal = Open();
        await Assert.ThrowsAsync<ArgumentException>(async () => await journal.Append([Line("a"), Line(new string('x', JournalOptions.LargestArrival))], Stop));
        Assert.Empty(await All(journal));
    }

    /// <summary>As where the folder's rights were changed: what cannot be opened is refused as not permitted, and not as a fault of the disk.</summary>
    [Fact]
    public async Task WhereItMayNotBeReopenedEveryBatchIsRefusedUntilItMay()
    {
        await using var journal = Open();
        await journal.Append([Line("a")], Stop);
        var (commits, away, segment) = (Path.Combine(Folder, "commits"), Path.Combine(Folder, "away"), Path.Combine(Folder, "journal.log.1"));
        File.Move(commits, away);
        Directory.CreateDirectory(commits);
        Directory.CreateDirectory(segment);
        var batch = Enumerable.Range(0, 30).Select(_ => Line(new string('x', 50_000))).ToArray();
        for (var i = 0; i < 3; i++)
            await Assert.ThrowsAsync<IOException>(() => journal.Append(batch, Stop).AsTask().WaitAsync(TimeSpan.FromMinutes(1), Stop));
        Directory.Delete(commits);
        Directory.Delete(segment);
        File.Move(away, commits);
        await journal.Append([Line("b")], Stop);
        Assert.Equal(["a", "b"], await All(journal));
    }

    [Fact]
    public async Task LatencyAndRateArePrinted()
    {
        await using var journal = new JournalLog(new JournalOptions { Folder = Folder });
        var one = new[] { Line(new string('x', 150)) };
        var took = new List<double>();
        for (var i = 0; i < 300; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await journal.Append(one, Stop);
            took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        took.Sort();
        var batch = Enumerable.Repeat(one[0], 500).ToArray();
        var begin = Stopwatch.GetTimestamp();
        for (var i = 0; i < 400; i++) await journal.Append(batch, Stop);
        var rate = 200_000 / Stopwatch.GetElapsedTime(begin).TotalSeconds;
        begin = Stopwatch.GetTimestamp();
        var read = (await All(journal)).Count;
        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture,
            $"journal: one line durable p50 {took[150]:f2} ms p99 {took[297]:f2} ms; {rate:n0} lines/s in batches of 500; read {read / Stopwatch.GetElapsedTime(begin).TotalSeconds:n0} lines/s"));
        Assert.Equal(200_300, read);
    }
}
