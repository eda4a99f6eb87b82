using Ward.Standards.Streams;

namespace Ward.Standards.Tests.Streams;

public sealed class WholeFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ward-test-").FullName;

    [Fact]
    public void AFileIsReplacedAsAWholeAndNothingIsLeftBesideIt()
    {
        var path = Path.Combine(folder, "a");
        WholeFile.Replace(path, file => file.Write("one"u8));
        WholeFile.Replace(path, file => file.Write("2"u8));
        Assert.Equal("2", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder));
    }

    [Fact]
    public void WhatFailsWhileItIsWrittenLeavesTheOldOne()
    {
        var path = Path.Combine(folder, "a");
        WholeFile.Replace(path, file => file.Write("one"u8));
        Assert.Throws<IOException>(() => WholeFile.Replace(path, _ => throw new IOException("full")));
        Assert.Equal("one", File.ReadAllText(path));
    }

    [Fact]
    public void AFolderThatCannotBeFlushedIsSaid()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there it is the system's");
        FolderFlush.Flush(folder);
        Assert.Throws<IOException>(() => FolderFlush.Flush(Path.Combine(folder, "none")));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
