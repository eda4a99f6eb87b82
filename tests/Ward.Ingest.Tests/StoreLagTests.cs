using Microsoft.Extensions.Time.Testing;

namespace Ward.Ingest.Tests;

public sealed class StoreLagTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider time = new(Noon);
    private readonly StoreLag lag;

    public StoreLagTests() => lag = new StoreLag(time);

    [Fact]
    public void BeforeAnythingWasReadTheStoreSaysWhereItStandsAndTheDelayIsUnknown() =>
        Assert.Equal(new StoreWriterStatus(40, 100, null, null, null, null), lag.Now(100, 40, null, null));

    [Fact]
    public void WhatWaitsIsAsOldAsItsOldestArrival()
    {
        lag.Carried(100, Noon.AddSeconds(-3));
        lag.Carried(200, Noon.AddSeconds(-2));

        Assert.Equal(TimeSpan.FromSeconds(3), lag.Now(1000, 201, null, null).Behind);
    }

    [Fact]
    public void AfterAFlushTheRestIsCountedByTheMeanOfWhatWasCarried()
    {
        for (var i = 0; i < 10; i++) lag.Carried(i * 100, Noon.AddMilliseconds(-5000 + (i * 100)));
        lag.Flushed(901);

        var status = lag.Now(1901, 901, null, null);
        Assert.Equal((901L, 12L), (status.StoredThrough, status.EventsBehind!.Value));
        Assert.Equal(TimeSpan.FromMilliseconds(4100), status.Behind);
    }

    [Fact]
    public void WhereNothingIsLeftToReadItIsNotBehindHoweverLongAgoTheLastLineCame()
    {
        lag.Carried(100, Noon);
        lag.Flushed(101);
        lag.CaughtUp(180);
        time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(new StoreWriterStatus(180, 180, 0, TimeSpan.Zero, null, null), lag.Now(180, 101, null, null));
    }

    [Fact]
    public void TroubleKeepsItsBeginningUntilAFlushEndsIt()
    {
        lag.Carried(100, Noon);
        Assert.True(lag.Failed("disk full"));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(lag.Failed("disk full"));
        lag.Carried(100, Noon);

        Assert.Equal(("disk full", Noon, TimeSpan.FromMinutes(1)), lag.Now(500, 101, null, null) is var s ? (s.Trouble, s.TroubleSince!.Value, s.Behind!.Value) : default);
        lag.Flushed(101);
        Assert.Null(lag.Now(500, 101, null, null).Trouble);
    }

    [Fact]
    public void TheStoresOwnTroubleIsShownWhereTheWriterHasNone() =>
        Assert.Equal(("cannot seal", Noon), lag.Now(0, 0, "cannot seal", Noon) is var s ? (s.Trouble, s.TroubleSince!.Value) : default);
}
