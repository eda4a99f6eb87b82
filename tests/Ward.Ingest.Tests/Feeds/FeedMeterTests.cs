using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Ward.Ingest.Feeds;

namespace Ward.Ingest.Tests.Feeds;

public sealed class FeedMeterTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly FeedMeter meter = new(new FeedOptions(new FeedId("f"), FeedKind.Http, null, null, "auto", null, []), NullLogger.Instance);

    [Fact]
    public void TheRateIsTheMeanOfTheLastMinute()
    {
        meter.Received(600, Now.AddSeconds(-90));
        meter.Received(30, Now.AddSeconds(-59));
        meter.Received(30, Now);
        Assert.Equal(1, meter.Status(Now).PerSecond);
        Assert.Equal(0, meter.Status(Now.AddSeconds(60)).PerSecond);
    }

    [Fact]
    public void WhatIsDroppedIsTheSumOfItsPolicies()
    {
        meter.Dropped(DropReason.Queue, 3);
        meter.Dropped(DropReason.Rate);
        meter.Dropped(DropReason.Rate, 0);
        var status = meter.Status();
        Assert.Equal((4, 0), (status.Dropped, status.Refused));
        Assert.Equal([new DropCount(DropReason.Queue, 3), new DropCount(DropReason.Rate, 1)], status.Drops);
    }

    [Fact]
    public void TheLastFewLinesAreKeptTheNewestFirstAndTheirBeginningsOnly()
    {
        for (var i = 0; i < 20; i++) meter.NotUnderstood(Encoding.UTF8.GetBytes($"{(char)('a' + i)} {new string('x', 2000)}"), Now.AddSeconds(i));
        var samples = meter.Status().Samples;
        Assert.Equal(Enumerable.Range(12, MissedLines.Most).Reverse(), samples.Select(s => s.Text[0] - 'a'));
        Assert.All(samples, s => Assert.Equal(MissedLines.Length, s.Text.Length));
        Assert.Equal(samples[0].Text, meter.Status().Sample);
    }

    [Fact]
    public void ALineThatRepeatsItselfHidesNoOther()
    {
        meter.NotUnderstood("the rare one"u8, Now);
        for (var i = 0; i < 100; i++) meter.NotUnderstood(Encoding.UTF8.GetBytes($"pump[{i}]: pressure {i * 7}"), Now);
        Assert.Equal([new MissedLine(Now, "pump[99]: pressure 693", 99), new MissedLine(Now, "the rare one", 0)], meter.Status().Samples);
    }
}
