using System.IO.Compression;
using Ward.Ingest.Feeds;
using Ward.Ingest.Tests.Decoders.Windows;

namespace Ward.Ingest.Tests.Feeds;

public sealed class FolderFollowTests : IAsyncDisposable
{
    private static readonly IngestOptions Quick = new() { Poll = TimeSpan.FromMilliseconds(20), RotatedGrace = TimeSpan.FromMilliseconds(300) };
    private readonly RunningFeed feed = new();

    private string Logs => Directory.CreateDirectory(Path.Combine(feed.Folder, "logs")).FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryFileThatFitsIsReadFromItsStartAndThenFollowed()
    {
        await Write("a.log", "a1\na2\n");
        await Write("b.txt", "no\n");
        Start();
        await feed.Journal.Holds(2);
        await Write("c.log", "c1\n");
        await feed.Journal.Holds(3);
        await Write("a.log", "a3\n");
        await feed.Journal.Holds(4);
        Assert.Equal(["a1", "a2", "c1", "a3"], feed.Journal.Lines);
    }

    [Fact]
    public async Task ARestartGoesOnWhereEachFileStood()
    {
        await Write("a.log", "a1\n");
        await Write("b.log", "b1\n");
        Start();
        await feed.Journal.Holds(2);
        await feed.Stop();
        await Write("a.log", "a2\n");
        Start();
        await feed.Journal.Holds(3);
        await Write("b.log", "b2\n");
        await feed.Journal.Holds(4);
        Assert.Equal(["a1", "b1", "a2", "b2"], feed.Journal.Lines);
    }

    /// <summary>Under an inode that is used again, with the header that each file of its kind begins with.</summary>
    [Fact]
    public async Task AnotherFileWithTheSameHeaderIsReadFromItsStart()
    {
        var header = new string('#', 100);
        await Write("a.log", $"{header}\na1\n");
        Start();
        await feed.Journal.Holds(2);
        await feed.Stop();
        await File.WriteAllTextAsync(Path.Combine(Logs, "a.log"), $"{header}\nb1\nb2\n", Stop);
        Start();
        await feed.Journal.Holds(5);
        Assert.Equal([header, "a1", header, "b1", "b2"], feed.Journal.Lines);
    }

    [Fact]
    public async Task ARenamedFileIsNotReadAgain()
    {
        await Write("a.log", "a1\n");
        Start();
        await feed.Journal.Holds(1);
        File.Move(Path.Combine(Logs, "a.log"), Path.Combine(Logs, "a-1.log"));
        await Write("a.log", "new\n");
        await feed.Journal.Holds(2);
        await Write("a-1.log", "late\n");
        await feed.Journal.Holds(3);
        Assert.Equal(["a1", "new", "late"], feed.Journal.Lines);
    }

    /// <summary>As log rotation does it: the new file takes the name before the old one is met under its next.</summary>
    [Fact]
    public async Task FilesThatMoveUpByNumberAreNotReadAgain()
    {
        await Write("a.log", "a1\n");
        Start();
        await feed.Journal.Holds(1);
        File.Move(Path.Combine(Logs, "a.log"), Path.Combine(Logs, "b.log"));
        await Write("a.log", "new\n");
        await feed.Journal.Holds(2);
        File.Move(Path.Combine(Logs, "b.log"), Path.Combine(Logs, "c.log"));
        File.Move(Path.Combine(Logs, "a.log"), Path.Combine(Logs, "b.log"));
        await Write("a.log", "newer\n");
        await feed.Journal.Holds(3);
        await Write("c.log", "late\n");
        await feed.Journal.Holds(4);
        Assert.Equal(["a1", "new", "newer", "late"], feed.Journal.Lines);
    }

    [Fact]
    public async Task AFileThatOnlyALinkNamesIsFollowedAsItGrows()
    {
        var target = Path.Combine(feed.Folder, "elsewhere");
        await File.WriteAllTextAsync(target, "a1\n", Stop);
        File.CreateSymbolicLink(Path.Combine(Logs, "a.log"), target);
        Start();
        await feed.Journal.Holds(1);
        await File.AppendAllTextAsync(target, "a2\n", Stop);
        await feed.Journal.Holds(2);
        Assert.Equal(["a1", "a2"], feed.Journal.Lines);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AFileBesideALinkToItIsReadOnce(bool hard)
    {
        await Write("b.log", "b1\n");
        if (hard) await feed.Do(RunningFeed.Program("ln"), Path.Combine(Logs, "b.log"), Path.Combine(Logs, "a.log"));
        else File.CreateSymbolicLink(Path.Combine(Logs, "a.log"), "b.log");
        Start();
        await feed.Journal.Holds(1);
        await Write("b.log", "b2\n");
        await feed.Journal.Holds(2);
        await Write("c.log", "c1\n");
        await feed.Journal.Holds(3);
        await Write("c.log", "c2\n");
        await feed.Journal.Holds(4);
        Assert.Equal(["b1", "b2", "c1", "c2"], feed.Journal.Lines);
    }

    [Fact]
    public async Task ALinkThatLeadsToTheNewFileAfterARotationBringsNoLineTwice()
    {
        await Write("z-1.log", "one\n");
        File.CreateSymbolicLink(Path.Combine(Logs, "a.log"), "z-1.log");
        Start();
        await feed.Journal.Holds(1);
        await Write("z-2.log", "two\n");
        File.Delete(Path.Combine(Logs, "a.log"));
        File.CreateSymbolicLink(Path.Combine(Logs, "a.log"), "z-2.log");
        await feed.Journal.Holds(2);
        await Write("z-1.log", "late\n");
        await feed.Journal.Holds(3);
        Assert.Equal(["one", "two", "late"], feed.Journal.Lines);
    }

    [Fact]
    public async Task ALastLineWithoutItsEndIsTakenOnceItNoLongerGrows()
    {
        await Write("a.log", "whole\nhalf");
        Start();
        await feed.Journal.Holds(2);
        await Write("a.log", " and\nmore\n");
        await feed.Journal.Holds(4);
        Assert.Equal(["whole", "half", " and", "more"], feed.Journal.Lines);
    }

    [Fact]
    public async Task PackedFilesAreReadOnceOverRestarts()
    {
        await Pack("old.log.gz", "p1\np2\nlast");
        Start("*.gz");
        await feed.Journal.Holds(3);
        await feed.Stop();
        await Pack("new.log.gz", "q1\n");
        Start("*.gz");
        await feed.Journal.Holds(4);
        Assert.Equal(["p1", "p2", "last", "q1"], feed.Journal.Lines);
    }

    [Fact]
    public async Task APackedFileThatWasRenamedIsNotReadAgain()
    {
        await Pack("app.log.2.gz", "old\n");
        await Pack("other.gz", "[{\"n\":1},\n{\"n\":2}]");
        Start("*.gz");
        await feed.Journal.Holds(3);
        File.Move(Path.Combine(Logs, "app.log.2.gz"), Path.Combine(Logs, "app.log.3.gz"));
        File.Move(Path.Combine(Logs, "other.gz"), Path.Combine(Logs, "other.1.gz"));
        await Pack("app.log.2.gz", "new\n");
        await feed.Journal.Holds(4);
        await Pack("z.gz", "last\n");
        await feed.Journal.Holds(5);
        Assert.Equal(["old", "{\"n\":1}", "{\"n\":2}", "new", "last"], feed.Journal.Lines);
    }

    /// <summary>As several that were written one behind the other; a part of the last one alone breaks off within a line.</summary>
    [Theory]
    [InlineData(0, new[] { "a1", "a2", "b1", "b2" })]
    [InlineData(6, new[] { "a1", "a2", "b1" })]
    public async Task APackedFileOfSeveralPartsIsReadToTheEndOfItsLast(int less, string[] expected)
    {
        await Pack("a", "a1\na2\n", feed.Folder);
        await Pack("b", "b1\nb2", feed.Folder);
        byte[] both = [.. await File.ReadAllBytesAsync(Path.Combine(feed.Folder, "a"), Stop), .. await File.ReadAllBytesAsync(Path.Combine(feed.Folder, "b"), Stop)];
        await File.WriteAllBytesAsync(Path.Combine(feed.Folder, "both.part"), both[..^less], Stop);
        File.Move(Path.Combine(feed.Folder, "both.part"), Path.Combine(Logs, "both.gz"));
        Start("*.gz");
        await feed.Journal.Holds(expected.Length);
        await RunningFeed.Until(() => feed.Status.Trouble is not null == less > 0);
        Assert.Equal(expected, feed.Journal.Lines);
    }

    [Fact]
    public async Task APackedFileThatIsStillBeingWrittenIsReadOnceAndNoLineOfItIsCut()
    {
        var beside = Path.Combine(feed.Folder, "whole.gz");
        var lines = Enumerable.Range(0, 2000).Select(i => $"line {i} {i * 7919L % 10007}").ToList();
        await Pack("whole.gz", string.Join('\n', lines), feed.Folder);
        var whole = await File.ReadAllBytesAsync(beside, Stop);
        Start("*.gz");
        await using (var file = File.Create(Path.Combine(Logs, "a.gz")))
        {
            await file.WriteAsync(whole.AsMemory(0, whole.Length / 3), Stop);
            await file.FlushAsync(Stop);
            // At rest for longer than the grace: what is there is read, and what comes is read on.
            await RunningFeed.Until(() => feed.Status.Trouble is not null, () => "no trouble");
            await file.WriteAsync(whole.AsMemory(whole.Length / 3), Stop);
        }

        await feed.Journal.Holds(lines.Count);
        await RunningFeed.Until(() => feed.Status.Trouble is null);
        Assert.Equal(lines, feed.Journal.Lines);
    }

    [Fact]
    public async Task AFileThatIsNotWhatItsNameSaysIsTroubleAndKeepsNoOtherFromBeingRead()
    {
        await Write("bad.gz", "not packed\n");
        await Pack("good.gz", "g\n");
        Start("*.gz");
        await feed.Journal.Holds(1);
        await RunningFeed.Until(() => feed.Status.Trouble?.StartsWith("bad.gz", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task DocumentsAndEventFilesAreReadByTheirRecordsAndNotAgainAfterARestart()
    {
        await Write("trail.json", """{"Records":[{"eventName":"a"},{"eventName":"b"}]}""");
        await Pack("trail.json.gz", "{\n\"Records\":[{\"eventName\":\"c\"}]}");
        // At rest for an hour: it is read at the first look.
        File.SetLastWriteTimeUtc(Path.Combine(Logs, "trail.json.gz"), TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-1));
        await Write("warning.xml", "<?xml version=\"1.0\"?>\n<alert>\n  <identifier>7</identifier>\n</alert>\n");
        await File.WriteAllBytesAsync(Path.Combine(Logs, "security.bin"), Events("ann", "bo"), Stop);
        Start("*");
        await feed.Journal.Holds(6);
        await feed.Stop();
        await Write("z.json", "[{\"n\":1}]");
        Start("*");
        await feed.Journal.Holds(7);
        Assert.Equal(["{\"eventName\":\"a\"}", "{\"eventName\":\"b\"}", "{\"eventName\":\"c\"}", "<?xml version=\"1.0\"?>\n<alert>\n  <identifier>7</identifier>\n</alert>", "{\"n\":1}"], feed.Journal.Lines.Where(l => !l.StartsWith("<Event>", StringComparison.Ordinal)));
        Assert.Equal(["ann", "bo"], feed.Journal.Kept.Where(a => a.Line.Span.StartsWith("<Event>"u8)).Select(a => Decoded.Line("auto", a.Line.ToArray())["TargetUserName"]));
    }

    [Fact]
    public async Task ADocumentThatIsWrittenInPartsIsReadOnceItIsWhole()
    {
        await Write("a.json", "[{\"n\":1},{\"n\":");
        Start("*");
        await feed.Journal.Holds(1);
        await Write("a.json", "2}]");
        await feed.Journal.Holds(2);
        Assert.Equal(["{\"n\":1}", "{\"n\":2}"], feed.Journal.Lines);
        Assert.Equal(0, feed.Status.Dropped);
    }

    [Fact]
    public async Task ADocumentWrittenAnewInPlaceIsReadAnew()
    {
        await Write("a.xml", "<?xml version=\"1.0\"?>\n<alert><identifier>1</identifier></alert>");
        Start("*");
        await feed.Journal.Holds(1);
        await File.WriteAllTextAsync(Path.Combine(Logs, "a.xml"), "<?xml version=\"1.0\"?>\n<alert><identifier>22</identifier></alert>", Stop);
        await feed.Journal.Holds(2);
        Assert.EndsWith("<identifier>22</identifier></alert>", feed.Journal.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADocumentOfTheSameLengthAndOtherContentIsReadAnew()
    {
        await Write("a.xml", "<?xml version=\"1.0\"?>\n<alert><identifier>11</identifier></alert>");
        Start("*");
        await feed.Journal.Holds(1);
        await File.WriteAllTextAsync(Path.Combine(Logs, "a.xml"), "<?xml version=\"1.0\"?>\n<alert><identifier>22</identifier></alert>", Stop);
        await feed.Journal.Holds(2);
        Assert.EndsWith("<identifier>22</identifier></alert>", feed.Journal.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task ABrokenChunkAndALongRecordAreCountedAndToldAndTheRestIsRead()
    {
        var (first, second) = (Events("ann"), Events("bo"));
        "rubbish!"u8.CopyTo(first.AsSpan(4096));
        await File.WriteAllBytesAsync(Path.Combine(Logs, "a.evtx"), [.. first, .. second[4096..]], Stop);
        await Write("b.json", $$"""[{"long":"{{new string('x', 70_000)}}"},{"n":1}]""");
        Start("*");
        await feed.Journal.Holds(2);
        await RunningFeed.Until(() => feed.Status.Drops.Count == 2);
        Assert.Equal([new DropCount(DropReason.Record, 1), new DropCount(DropReason.Damage, 1)], feed.Status.Drops);
        Assert.StartsWith("a.evtx: after record 0: a chunk", feed.Status.Trouble, StringComparison.Ordinal);
        // Looked at again and again: counted once.
        await Write("c.log", "more\n");
        await feed.Journal.Holds(3);
        Assert.Equal(2, feed.Status.Dropped);
    }

    [Fact]
    public async Task ADocumentThatNeverEndsIsToldOnceItNoLongerGrows()
    {
        await Write("a.json", "[{\"n\":1},{");
        Start("*");
        await RunningFeed.Until(() => feed.Status.Trouble is not null);
        Assert.Equal([new DropCount(DropReason.Damage, 1)], feed.Status.Drops);
        Assert.Equal(["{\"n\":1}"], feed.Journal.Lines);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task FilesOutOfSightForAWhileKeepTheirPlace(bool all)
    {
        await Write("a.log", "a1\n");
        await Write("b.log", "b1\n");
        Start();
        await feed.Journal.Holds(2);
        var away = Directory.CreateDirectory(Path.Combine(feed.Folder, "away")).FullName;
        File.Move(Path.Combine(Logs, "a.log"), Path.Combine(away, "a.log"));
        if (all) File.Move(Path.Combine(Logs, "b.log"), Path.Combine(away, "b.log"));
        await Task.Delay(300, Stop);
        foreach (var file in Directory.GetFiles(away)) File.Move(file, Path.Combine(Logs, Path.GetFileName(file)));
        await Write("a.log", "a2\n");
        await feed.Journal.Holds(3);
        await Write("c.log", "c1\n");
        await feed.Journal.Holds(4);
        Assert.Equal(["a1", "b1", "a2", "c1"], feed.Journal.Lines);
    }

    /// <summary>As where files with dated names are only ever added.</summary>
    [Fact]
    public async Task OfMoreFilesThanPlacesAreKeptEachIsReadOnceAndTheNewestToo()
    {
        var count = FolderFiles.MostPlaces + 20;
        for (var i = 0; i < count; i++) await Write($"{i:d6}.log", $"{i}\n");
        var options = Quick with { CursorFile = Path.Combine(feed.Folder, "cursors.json") };
        var folder = new FeedOptions(new FeedId("d"), FeedKind.Folder, Logs, null, "auto", null, []) { Pattern = "*.log" };
        feed.Start(folder, options);
        await feed.Journal.Holds(count);
        await Write("999998.log", "newest\n");
        await feed.Journal.Holds(count + 1);
        Assert.Null(feed.Status.Trouble);
        // What the journal has told of is in the file of positions.
        await foreach (var read in feed.Ingestion!.Listen(Stop))
            if (read.Offset == count + 1) break;
        await feed.Stop();
        feed.Start(folder, options);
        await RunningFeed.Until(() => Places() < count);
        await feed.Stop();
        Assert.InRange(Places(), FolderFiles.MostPlaces * 8 / 10, FolderFiles.MostPlaces);
        feed.Start(folder, options);
        await Write("999999.log", "after\n");
        await feed.Journal.Holds(count + 2);
        Assert.Equal([.. Enumerable.Range(0, count).Select(i => $"{i}"), "newest", "after"], feed.Journal.Lines);

        int Places()
        {
            feed.Ingestion!.Forget(0);
            return System.Text.Json.JsonElement.Parse(File.ReadAllText(options.CursorFile!)).GetProperty("Cursors").EnumerateObject().Count();
        }
    }

    [Fact]
    public async Task AMissingFolderIsTroubleUntilItIsThere()
    {
        var folder = Path.Combine(feed.Folder, "later");
        feed.Start(new FeedOptions(new FeedId("d"), FeedKind.Folder, folder, null, "auto", null, []), Quick);
        await RunningFeed.Until(() => feed.Status.Trouble is not null);
        Directory.CreateDirectory(folder);
        await RunningFeed.Until(() => feed.Status.Trouble is null);
    }

    private void Start(string pattern = "*.log") => feed.Start(new FeedOptions(new FeedId("d"), FeedKind.Folder, Logs, null, "auto", null, []) { Pattern = pattern }, Quick);

    private static byte[] Events(params string[] users)
    {
        var writer = new EvtxWriter();
        foreach (var user in users) writer.Record(1, 4720, new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc), "Security", "TargetUserName", (0x01, System.Text.Encoding.Unicode.GetBytes(user)));
        return writer.File();
    }

    private Task Write(string name, string text) => File.AppendAllTextAsync(Path.Combine(Logs, name), text, Stop);

    private async Task Pack(string name, string text, string? into = null)
    {
        // Written beside and moved in, as a shipper of whole files does.
        var beside = Path.Combine(feed.Folder, name + ".part");
        await using (var file = File.Create(beside))
        await using (var zip = new GZipStream(file, CompressionLevel.Fastest))
            await zip.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), Stop);
        File.Move(beside, Path.Combine(into ?? Logs, name));
    }

    public ValueTask DisposeAsync() => feed.DisposeAsync();
}
