using Ward.Govern.Audit;

namespace Ward.Storage.Conformance.Operational;

/// <summary>What every audit trail keeps to.</summary>
public abstract class AuditTrailKit : IAsyncLifetime
{
    protected abstract IAuditTrail Trail { get; }

    protected abstract Task Restart();

    /// <summary>Changes the store behind the trail's back: sets the detail of one record.</summary>
    protected abstract Task Tamper(long sequence, string detail);

    /// <summary>Removes one record behind the trail's back.</summary>
    protected abstract Task Remove(long sequence);

    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static AuditEntry Entry(string detail) => new(Facts.City, Facts.Noon, "ann", "approve", "p1", detail);

    [Fact]
    public async Task AnEmptyTrailHolds() => Assert.Null(await Trail.FirstBroken(Stop));

    [Fact]
    public async Task RecordsAreNumberedWithoutGapsAndNewestFirst()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Trail.Append(Entry($"{i}"), Stop)));
        Assert.Equal([50L, 49L, 48L], (await Trail.Latest(3, Stop)).Select(r => r.Sequence));
        Assert.Null(await Trail.FirstBroken(Stop));
    }

    [Fact]
    public async Task TheChainGoesOnAfterARestart()
    {
        await Trail.Append(Entry("before"), Stop);
        await Restart();
        await Trail.Append(Entry("after"), Stop);
        Assert.Equal(2, (await Trail.Latest(9, Stop)).Count);
        Assert.Null(await Trail.FirstBroken(Stop));
    }

    [Fact]
    public async Task AnyTextCanBeKeptAndStillHolds()
    {
        var hostile = new AuditEntry(Facts.City, Facts.Noon.ToOffset(TimeSpan.FromHours(3)), "ann\n5:admin", "sign-in", "\ud800", "nul\0 'quote' \u202e \ud83d\ude80");
        await Trail.Append(hostile, Stop);
        await Restart();
        Assert.Null(await Trail.FirstBroken(Stop));
        var kept = Assert.Single(await Trail.Latest(1, Stop)).Entry;
        Assert.Equal("ann\n5:admin", kept.Actor);
        Assert.Equal(Facts.Noon, kept.At);
    }

    [Fact]
    public async Task AChangedRecordIsFound()
    {
        for (var i = 0; i < 5; i++) await Trail.Append(Entry($"{i}"), Stop);
        await Tamper(3, "never happened");
        Assert.Equal(3, await Trail.FirstBroken(Stop));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task AMissingRecordIsFound(long sequence)
    {
        for (var i = 0; i < 5; i++) await Trail.Append(Entry($"{i}"), Stop);
        await Remove(sequence);
        Assert.Equal(sequence, await Trail.FirstBroken(Stop));
    }
}
