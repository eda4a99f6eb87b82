using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Ward.Ingest.Feeds;
using Ward.Ingest.Tests.Journal;

namespace Ward.Ingest.Tests.Feeds;

public sealed class FolderFilesTests
{
    private static readonly FeedId Feed = new("d");
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
        Assert.Equal("8:1:5:0:0", files.At("a.log", new FileIdentity(8, 1))!.Cursor);
        Assert.Null(files.At("b.log", new FileIdentity(9, 1))!.Cursor);
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

    private async Task<FolderFiles> Files()
    {
        cursors = await FeedCursors.Recover(null, new MemoryJournal(), NullLogger.Instance, TestContext.Current.CancellationToken);
        return new FolderFiles(Feed, cursors, time);
    }

    /// <summary>One look that reads five bytes of each file.</summary>
    private void Look(FolderFiles files, params (string Name, ulong Inode)[] there)
    {
        files.BeginLook();
        foreach (var (name, inode) in there)
        {
            var file = files.At(name, new FileIdentity(7, inode))!;
            file.Cursor = $"7:{inode:x}:5:0:0";
            cursors.Move(Feed, name, name, file.Cursor);
        }

        files.EndLook();
    }
}
