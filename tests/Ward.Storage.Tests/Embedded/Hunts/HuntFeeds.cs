using Ward.Detect.Hunts;
using Ward.Detect.Rules;
using Ward.Storage.Embedded.Hunts;

namespace Ward.Storage.Tests.Embedded.Hunts;

/// <summary>A folder of hunts, gone when disposed.</summary>
internal sealed class HuntFeeds : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("ward-hunts-").FullName;

    public HuntFolder With(HuntId id, IReadOnlyList<HuntedFeed> feeds)
    {
        var hunts = new HuntFolder(Path);
        hunts.Create(new HuntRecord(id, "t", "kim", HuntHistory.Noon, null, null, null, null, 0, [], HuntStage.Waiting, null, null, null) { FeedVersions = [.. feeds.Select(f => f.Named)] }, RuleTexts.None, [], feeds);
        return hunts;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
