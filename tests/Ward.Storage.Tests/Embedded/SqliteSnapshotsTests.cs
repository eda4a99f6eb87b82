using Ward.City;
using Ward.Detect.Incidents;
using Ward.Storage.Conformance.Operational;

namespace Ward.Storage.Tests.Embedded;

public sealed class SqliteSnapshotsTests : DetectionSnapshotsKit
{
    private readonly SqliteFolder folder = new();

    protected override IDetectionSnapshots Snapshots => folder.Store.Snapshots;

    protected override Task Restart() => folder.Restart();

    public override ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public override ValueTask DisposeAsync() => folder.DisposeAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(20)]
    [InlineData(60)]
    public async Task ADamagedSnapshotIsNone(int position)
    {
        var stop = TestContext.Current.CancellationToken;
        await Snapshots.Save(new DetectionSnapshot(new CityId("c"), 5, new byte[100]), stop);
        var path = Directory.GetFiles(Path.Combine(folder.Path, "snapshots")).Single();
        var bytes = await File.ReadAllBytesAsync(path, stop);
        bytes[position] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, stop);
        Assert.Null(await Snapshots.Load(new CityId("c"), stop));
        await File.WriteAllBytesAsync(path, bytes[..position], stop);
        Assert.Null(await Snapshots.Load(new CityId("c"), stop));
    }
}
