using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Ward.Ingest.Feeds;
using Ward.Ingest.Tests.Journal;

namespace Ward.Ingest.Tests.Feeds;

public sealed class FolderFilesTests
{
    private static readonly FeedId Feed = new("d");
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);
    private readonly FakeTimeProvider time = new();
    private FeedCursors cursors = null!;

    [Fact]
    public async Task WhatHasBeenOutOfSightForADayIsForgotten()
    {
        var files = await Files();
        Look(files, ("a.log", 1), ("b.log", 2));
        time.Advance(FolderFiles.Kept);
        Look(files, ("b.log", 2));
        Assert.Equal(["a.log", "b.log"], cursors.FilesOf(Feed).Keys.Order());
        time.Advance(TimeSpan.FromSeconds(1));
        Look(files, ("b.log", 2));
        Assert.Equal(["b.log"], cursors.FilesOf(Feed).Keys);
    }

    [Fact]
    public async Task NothingIsForgottenWhileNothingIsInSight()
    {
        var files = await Files();
        Look(files, ("a.log", 1));
        time.Advance(FolderFiles.Kept * 3);
        Look(files);
        Assert.Equal(["a.log"], cursors.FilesOf(Feed).Keys);
    }

    /// <summary>A share that is mounted again, or a disk after a restart.</summary>
    [Fact]
    public async Task AFileOnAnotherDeviceOfTheSameNameAndInodeStandsWhereItStood()
    {
        var files = await Files();
        Look(files, ("a.log", 1));
        files.BeginLook();
        Assert.Equal("8:1:5:0:0", files.At("a.log", At(8, 1))!.Cursor);
        Assert.Null(files.At("b.log", At(9, 1))!.Cursor);
    }

    /// <summary>A feed that fails is begun again with what it knows.</summary>
    [Fact]
    public async Task WhatIsKnownIsNotForgottenWhereItIsTakenUpASecondTime()
    {
        var files = await Files();
        Look(files, ("a.log", 1));
        files.Recover();
        Assert.Equal(["a.log"], cursors.FilesOf(Feed).Keys);
    }

    [Fact]
    public async Task AFileUnderItsNewNameIsForgottenUnderItsOld()
    {
        var files = await Files();
        Look(files, ("a.log", 1));
        Look(files, ("b.log", 1));
        Assert.Equal("7:1:5:0:0", Assert.Single(cursors.FilesOf(Feed), f => f.Key == "b.log").Value);
    }

    [Fact]
    public async Task BeyondTheBoundThoseWrittenToLongestAgoAreFinishedAndReadAgainOnlyWhereTheyAreWrittenTo()
    {
        var files = await Files();
        var there = Enumerable.Range(1, FolderFiles.MostPlaces + 1).Select(i => At(7, (ulong)i)).ToList();
        // The first has a line without its end, the second something wrong, and one came too late to be at rest.
        LookAll();
        time.Advance(Grace);
        there.Add(At(7, (ulong)there.Count + 1));
        LookAll();
        var kept = cursors.FilesOf(Feed);
        Assert.Equal((FolderFiles.MostPlaces / 10 * 9) + 1, kept.Count);
        Assert.Equal((true, true, false, true), (kept.ContainsKey("1"), kept.ContainsKey("2"), kept.ContainsKey("3"), kept.ContainsKey($"{there.Count}")));

        // A restart; the disk has another number now.
        files = new FolderFiles(Feed, cursors, time, Grace);
        files.Recover();
        files.BeginLook();
        Assert.Null(files.At("3", At(8, 3)));
        Assert.Null(files.At("4 renamed", At(8, 4)));
        Assert.NotNull(files.At("5", At(8, 5) with { Length = 6 }));
        Assert.NotNull(files.At("6", At(8, 6) with { Modified = Written(0) }));

        void LookAll()
        {
            files.BeginLook();
            foreach (var state in there)
            {
                var name = $"{state.Identity.Inode}";
                if (files.At(name, state) is not { } file) continue;
                file.IsDue(state, time.GetUtcNow(), Grace, out _);
                (file.Last, file.Cursor) = (state, $"7:{state.Identity.Inode:x}:5:0:0");
                if (name == "1") file.HasRest = true;
                if (name == "2") file.Fault = "damaged";
                cursors.Move(Feed, name, name, file.Cursor);
            }

            files.EndLook();
        }
    }

    [Fact]
    public void WhatIsFinishedIsForgottenOnceMostOfItIsGone()
    {
        var finished = new FinishedFiles();
        for (var i = 1ul; i <= 10; i++) finished.Add(At(7, i));
        finished.BeginLook();
        for (var i = 1ul; i <= 5; i++) Assert.True(finished.Holds(At(7, i)));
        finished.Prune();
        Assert.Equal(10, finished.Count);
        finished.BeginLook();
        for (var i = 1ul; i <= 4; i++) finished.Holds(At(7, i));
        finished.Prune();
        var again = new FinishedFiles();
        again.Read(finished.ToString());
        Assert.Equal((4, true, false), (again.Count, again.Holds(At(7, 4)), again.Holds(At(7, 5))));
        again.Read("no base64");
        Assert.Equal(4, again.Count);
    }

    private static FileState At(ulong device, ulong inode) => new(new FileIdentity(device, inode), 5, Written((int)inode));

    private static DateTime Written(int minute) => new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(minute);

    private async Task<FolderFiles> Files()
    {
        cursors = await FeedCursors.Recover(null, new MemoryJournal(), NullLogger.Instance, TestContext.Current.CancellationToken);
        return new FolderFiles(Feed, cursors, time, Grace);
    }

    /// <summary>One look that reads five bytes of each file.</summary>
    private void Look(FolderFiles files, params (string Name, ulong Inode)[] there)
    {
        files.BeginLook();
        foreach (var (name, inode) in there)
        {
            var file = files.At(name, At(7, inode))!;
            file.Cursor = $"7:{inode:x}:5:0:0";
            cursors.Move(Feed, name, name, file.Cursor);
        }

        files.EndLook();
    }
}
