using Ward.City;
using Ward.Detect.Incidents;

namespace Ward.Storage.Conformance.Operational;

/// <summary>What every store of detection snapshots keeps to.</summary>
public abstract class DetectionSnapshotsKit : IAsyncLifetime
{
    protected abstract IDetectionSnapshots Snapshots { get; }

    protected abstract Task Restart();

    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AtFirstThereIsNone() => Assert.Null(await Snapshots.Load(Facts.City, Stop));

    [Fact]
    public async Task TheLastOneComesBackAfterARestart()
    {
        var state = new byte[3_000_000];
        new Random(7).NextBytes(state);
        await Snapshots.Save(new DetectionSnapshot(Facts.City, 1, new byte[] { 1 }), Stop);
        await Snapshots.Save(new DetectionSnapshot(Facts.City, 4711, state), Stop);
        await Restart();
        var back = (await Snapshots.Load(Facts.City, Stop))!;
        Assert.Equal(4711, back.NextOffset);
        Assert.True(back.State.Span.SequenceEqual(state));
    }

    [Fact]
    public async Task EveryCityHasItsOwn()
    {
        await Snapshots.Save(new DetectionSnapshot(new CityId("../a"), 1, new byte[] { 1 }), Stop);
        await Snapshots.Save(new DetectionSnapshot(new CityId("../b"), 2, ReadOnlyMemory<byte>.Empty), Stop);
        Assert.Equal(1, (await Snapshots.Load(new CityId("../a"), Stop))!.NextOffset);
        Assert.Equal(0, (await Snapshots.Load(new CityId("../b"), Stop))!.State.Length);
    }
}
