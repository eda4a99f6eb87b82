using Ward.Ingest;
using Ward.Ingest.Feeds;
using Ward.Server.Composition;

namespace Ward.Server.Tests.Composition;

public sealed class InboxTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ward-inbox-").FullName;

    [Fact]
    public void AFileInTheStateFolderIsMade()
    {
        var path = Path.Combine(folder, "state", "inbox", "auth.log");
        Inbox.Ensure(Path.Combine(folder, "state"), Feed(path));
        Assert.True(File.Exists(path));
    }

    [Fact]
    public void AFileThatIsThereStaysAsItIs()
    {
        var path = Path.Combine(folder, "auth.log");
        File.WriteAllText(path, "kept");
        Inbox.Ensure(folder, Feed(path));
        Assert.Equal("kept", File.ReadAllText(path));
    }

    [Theory, InlineData("elsewhere/auth.log"), InlineData("state/../auth.log"), InlineData("state-of-others/auth.log")]
    public void AFileElsewhereIsNotWardsToMake(string path)
    {
        Inbox.Ensure(Path.Combine(folder, "state"), Feed(Path.Combine(folder, path)));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static FeedOptions Feed(string path) => new(new FeedId("auth"), FeedKind.File, path, null, "auto", null, []);
}
