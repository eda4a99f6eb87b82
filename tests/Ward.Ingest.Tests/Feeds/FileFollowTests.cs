using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Ward.City;
using Ward.Ingest.Feeds;
using Ward.Ingest.Tests.Journal;

namespace Ward.Ingest.Tests.Feeds;

public sealed class FileFollowTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ward-follow-").FullName;
    private readonly MemoryJournal journal = new();
    private IngestOptions options = new() { Poll = TimeSpan.FromMilliseconds(20), RotatedGrace = TimeSpan.FromMilliseconds(300) };

    private string Log => Path.Combine(folder, "auth.log");

    [Fact]
    public async Task OnlyNewLinesAreTakenAtFirst()
    {
        Write("old\nhalf");
        await using var following = Follow();
        await following.Started();
        Write(" a line\nnew\n");
        await journal.Holds(2);
        Assert.Equal(["half a line", "new"], journal.Lines);
    }

    [Fact]
    public async Task FromStartTakesWhatIsThere()
    {
        Write("old\nnew\n");
        await using var following = Follow(fromStart: true);
        await journal.Holds(2);
        Assert.Equal(["old", "new"], journal.Lines);
    }

    [Fact]
    public async Task ADocumentIsReadWholeAndAgainWhereItIsWrittenAnew()
    {
        Write("[{\"n\":1},\n{\"n\":2}]\n");
        await using (Follow()) await journal.Holds(2);
        File.Delete(Log);
        Write("[{\"n\":3}]");
        await using var following = Follow();
        await journal.Holds(3);
        Write(" [{\"n\":4}]");
        await journal.Holds(4);
        Assert.Equal(["{\"n\":1}", "{\"n\":2}", "{\"n\":3}", "{\"n\":4}"], journal.Lines);
    }

    [Theory]
    [InlineData("[{\"n\":1}]", "[{\"n\":1},{\"n\":2}]")]
    [InlineData("{\"Records\":[{\"n\":1}]}", "{\"Records\":[{\"n\":1},{\"n\":2}]}")]
    [InlineData("<Events><Event>1</Event></Events>", "<Events><Event>1</Event><Event>2</Event></Events>")]
    public async Task OfAShortDocumentThatGrowsOnlyTheNewRecordIsTaken(string first, string then)
    {
        Write(first);
        await using var following = Follow();
        await journal.Holds(1);
        using (var file = new FileStream(Log, FileMode.Open)) file.Write(Encoding.UTF8.GetBytes(then));
        await journal.Holds(2);
        Write(" ");
        await Task.Delay(200, TestContext.Current.CancellationToken);
        Assert.Equal(2, journal.Lines.Count);
        Assert.Contains("2", journal.Lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(600)]
    public async Task ADocumentThatIsMetEmptyKeepsItsPlace(int milliseconds)
    {
        Write("[{\"n\":1},\n{\"n\":2}]\n");
        await using var following = Follow();
        await journal.Holds(2);
        using (new FileStream(Log, FileMode.Truncate)) await Task.Delay(milliseconds, TestContext.Current.CancellationToken);
        // In two parts, of which the first is shorter than what is known.
        Write("[{\"n\":1},");
        await Task.Delay(100, TestContext.Current.CancellationToken);
        Write("\n{\"n\":2},{\"n\":3}]");
        await journal.Holds(3);
        await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.Equal(["{\"n\":1}", "{\"n\":2}", "{\"n\":3}"], journal.Lines);
    }

    [Fact]
    public async Task LinesInThePlaceOfADocumentAreRead()
    {
        Write("[{\"n\":1},\n{\"n\":2}]\n");
        await using var following = Follow();
        await journal.Holds(2);
        using (new FileStream(Log, FileMode.Truncate)) await Task.Delay(100, TestContext.Current.CancellationToken);
        Write("first\nsecond\n");
        await journal.Holds(4);
        Assert.Equal(["first", "second"], journal.Lines.Skip(2));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"n\":")]
    [InlineData("<")]
    public async Task AFileOfWhichTooLittleIsThereToTellIsADocumentOnceItIsOne(string first)
    {
        Write(first);
        await using var following = Follow();
        await following.Started();
        Write(first.Length > 0 && first[0] == '<' ? "?xml version=\"1.0\"?>\n<alert>\n<identifier>1</identifier>\n</alert>" : first.Length > 0 ? "1,\n\"m\":2}\n" : "[{\"n\":1},\n{\"n\":2}]\n");
        await journal.Holds(first.Length > 0 ? 1 : 2);
        Assert.DoesNotContain(journal.Lines, l => l is "[{\"n\":1}," or "<alert>" or "\"m\":2}");
        Assert.Contains(first.Length == 0 ? "{\"n\":2}" : first[0] == '<' ? "<alert>" : "\"m\":2}", journal.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEmptyFileIsLinesOnceTheyComeAndNoneIsMissed()
    {
        Write("");
        await using var following = Follow();
        await following.Started();
        Write("first\nsecond\n");
        await journal.Holds(2);
        Assert.Equal(["first", "second"], journal.Lines);
    }

    [Fact]
    public async Task APartOfALineWaitsForItsEnd()
    {
        Write("");
        await using var following = Follow(fromStart: true);
        await following.Started();
        Write("ha");
        await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.Empty(journal.Lines);
        Write("lf\n");
        await journal.Holds(1);
        Assert.Equal(["half"], journal.Lines);
    }

    [Fact]
    public async Task RotationIsFollowedToTheOldFilesEnd()
    {
        Write("one\n");
        await using var following = Follow(fromStart: true);
        await journal.Holds(1);
        Write("two\n");
        File.Move(Log, Log + ".1");
        File.AppendAllText(Log + ".1", "three\n");
        Write("four\n");
        await journal.Holds(4);
        Assert.Equal(["one", "two", "three", "four"], journal.Lines);
    }

    [Fact]
    public async Task TheOldFilesLateLinesAreStillRead()
    {
        Write("one\n");
        await using var following = Follow(fromStart: true);
        await journal.Holds(1);
        File.Move(Log, Log + ".1");
        Write("two\n");
        await journal.Holds(2);
        File.AppendAllText(Log + ".1", "late");
        await journal.Holds(3);
        Assert.Equal(["one", "two", "late"], journal.Lines);
        Assert.Null(journal.Kept[2].Cursor);
    }

    [Theory]
    [InlineData("x\n")]
    [InlineData("something longer than what was there before\n")]
    public async Task ATruncatedFileIsReadFromItsStart(string after)
    {
        Write("one\ntwo\n");
        await using var following = Follow(fromStart: true);
        await journal.Holds(2);
        using (var file = new FileStream(Log, FileMode.Truncate)) file.Write(Encoding.UTF8.GetBytes(after));
        await journal.Holds(3);
        Assert.Equal(after.TrimEnd(), journal.Lines[2]);
    }

    [Fact]
    public async Task ARestartGoesOnWhereItStood()
    {
        Write("one\n");
        await using (Follow(fromStart: true)) await journal.Holds(1);
        Write("two\n");
        await using var again = Follow();
        await journal.Holds(2);
        Assert.Equal(["one", "two"], journal.Lines);
    }

    [Fact]
    public async Task ARestartAfterRotationFinishesTheOldFile()
    {
        Write("one\n");
        await using (Follow(fromStart: true)) await journal.Holds(1);
        Write("two\n");
        File.Move(Log, Log + ".1");
        Write("three\n");
        await using var again = Follow();
        await journal.Holds(3);
        Assert.Equal(["one", "two", "three"], journal.Lines);
    }

    [Fact]
    public async Task ARestartAfterSeveralRotationsReadsEveryFileInOrder()
    {
        Write("one\n");
        await using (Follow(fromStart: true)) await journal.Holds(1);
        Write("two\n");
        File.Copy(Log, Log + ".json");
        File.Copy(Log, Log + ".5");
        File.Copy(Log, Log + "5");
        foreach (var (line, minutes) in new[] { ("three\nfour", 3), ("five\n", 2), ("six\n", 1) })
        {
            for (var i = 3; i > 0; i--)
                if (File.Exists($"{Log}.{i}")) File.Move($"{Log}.{i}", $"{Log}.{i + 1}");
            File.Move(Log, Log + ".1");
            Age(Log + ".1", minutes + 1);
            Write(line);
        }

        // Neither another log nor one that was put aside before.
        Age(Log + ".json", 1);
        Age(Log + "5", 1);
        Age(Log + ".5", 60);
        await using var again = Follow();
        await journal.Holds(6);
        await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.Equal(["one", "two", "three", "four", "five", "six"], journal.Lines);
    }

    [Fact]
    public async Task AnInodeUsedAgainForAnotherFileIsReadFromItsStart()
    {
        Write("one\n");
        await using (Follow(fromStart: true)) await journal.Holds(1);
        using (var file = new FileStream(Log, FileMode.Truncate)) file.Write("another file\n"u8);
        await using var again = Follow();
        await journal.Holds(2);
        Assert.Equal("another file", journal.Lines[1]);
    }

    [Fact]
    public async Task WhatIsWrittenWhileWardIsDownBeforeItsFirstLineIsNotMissed()
    {
        options = options with { CursorFile = Path.Combine(folder, "cursors") };
        Write("old\n");
        await using (var following = Follow()) await following.Started();
        Write("while away\n");
        await using var again = Follow();
        await journal.Holds(1);
        Assert.Equal(["while away"], journal.Lines);
    }

    [Fact]
    public async Task AMissingFileIsShownAndReadFromItsFirstByteWhenItComes()
    {
        await using var following = Follow();
        while (following.Status.Trouble is null) await Task.Delay(5, TestContext.Current.CancellationToken);
        Assert.Contains("missing", following.Status.Trouble, StringComparison.Ordinal);
        Write("first\n");
        await journal.Holds(1);
        Assert.Equal(["first"], journal.Lines);
        Assert.Null(following.Status.Trouble);
    }

    [Fact]
    public async Task ALineOfTenMegabytesIsCutAndTheNextIsWhole()
    {
        Write(new string('x', 10 << 20) + "\nnext\n");
        await using var following = Follow(fromStart: true);
        await journal.Holds(2);
        Assert.Equal((64 << 10, true), (journal.Kept[0].Line.Length, journal.Kept[0].Cut));
        Assert.Equal("next", journal.Lines[1]);
        Assert.Equal((2, 1), (following.Status.Received, following.Status.Cut));
    }

    [Fact]
    public async Task BytesThatAreNotUtf8StayAsTheyCame()
    {
        await File.WriteAllBytesAsync(Log, [0xFF, 0xC3, 0x28, (byte)'\n'], TestContext.Current.CancellationToken);
        await using var following = Follow(fromStart: true);
        await journal.Holds(1);
        Assert.Equal(new byte[] { 0xFF, 0xC3, 0x28 }, journal.Kept[0].Line.ToArray());
    }

    [Fact]
    public async Task AFullDiskIsWaitedOutWithoutLossOrDoubling()
    {
        journal.Full = true;
        Write("one\ntwo\n");
        await using var following = Follow(fromStart: true);
        while (following.Status.Trouble is null) await Task.Delay(5, TestContext.Current.CancellationToken);
        Assert.Contains("No space left", following.Status.Trouble, StringComparison.Ordinal);
        journal.Full = false;
        Write("three\n");
        await journal.Holds(3);
        Assert.Equal(["one", "two", "three"], journal.Lines);
        Assert.Null(following.Status.Trouble);
    }

    private static void Age(string file, int minutes) => File.SetLastWriteTimeUtc(file, TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-minutes));

    private void Write(string text) => File.AppendAllText(Log, text);

    private Following Follow(bool fromStart = false) =>
        new(new FeedOptions(new FeedId("auth"), FeedKind.File, Log, null, "auto", null, []) { FromStart = fromStart }, journal, options);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private sealed class Following : IAsyncDisposable
    {
        private readonly CancellationTokenSource stop = new();
        private readonly Ingestion ingestion;
        private readonly Task running;
        private readonly string? cursors;

        public Following(FeedOptions feed, MemoryJournal journal, IngestOptions options)
        {
            cursors = options.CursorFile;
            ingestion = new Ingestion(new CityId("c"), [feed], journal, 0, _ => null, options, TimeProvider.System, NullLogger.Instance);
            running = ingestion.RunFeeds(stop.Token);
        }

        public FeedStatus Status => ingestion.Feeds[0];

        /// <summary>Completes when the feed has opened its file: its position file is there, or some polls have passed.</summary>
        public async Task Started()
        {
            if (cursors is null) await Task.Delay(150);
            else while (!File.Exists(cursors)) await Task.Delay(5);
        }

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await running;
            stop.Dispose();
        }
    }
}
