using System.Net;
using System.Text;
using Ward.City;
using Ward.Ingest.Feeds;

namespace Ward.Ingest.Tests;

public sealed class NormaliserTests
{
    private static readonly AssetId Gate = new("gate");

    [Theory]
    [InlineData("2026-03-01T12:04:59Z", "2026-03-01T12:04:59Z")]
    [InlineData("2026-03-01T12:05:01Z", "2026-03-01T12:00:00Z")]
    [InlineData("2026-02-22T12:00:01Z", "2026-02-22T12:00:01Z")]
    [InlineData("2026-02-22T11:59:59Z", "2026-03-01T12:00:00Z")]
    public void ATimeThatCannotBeTrueIsReplacedByTheReceipt(string said, string stands) =>
        Assert.Equal(DateTimeOffset.Parse(stands, null), Decoded.Line("sshd", $"{said} gate sshd[1]: Invalid user a from 203.0.113.7 port 1").Time);

    [Theory]
    [InlineData(FeedClock.Source, "2018-03-22T05:40:00Z", "2018-03-22T05:40:00Z")]
    [InlineData(FeedClock.Source, "2026-03-01T12:05:01Z", "2026-03-01T12:00:00Z")]
    [InlineData(FeedClock.Received, "2026-03-01T11:59:59Z", "2026-03-01T12:00:00Z")]
    [InlineData(FeedClock.Auto, "2018-03-22T05:40:00Z", "2026-03-01T12:00:00Z")]
    public void AFeedSaysWhoseTimeStands(FeedClock clock, string said, string stands)
    {
        var feed = new FeedOptions(new FeedId("f"), FeedKind.Folder, "/x", null, "sshd", null, []) { Clock = clock };
        Assert.Equal(DateTimeOffset.Parse(stands, null), Decoded.Line("sshd", Encoding.UTF8.GetBytes($"{said} gate sshd[1]: Invalid user a from 203.0.113.7 port 1"), feed: feed).Time);
    }

    [Fact]
    public void TheAssetIsTheOneThatTheFeedNames()
    {
        var feed = new FeedOptions(new FeedId("f"), FeedKind.File, "/x", null, "sshd", Gate, []);
        Assert.Equal(Gate, Decoded.Line("sshd", "Mar  1 11:59:58 other sshd[1]: Invalid user a from 203.0.113.7 port 1"u8.ToArray(), feed: feed).Asset);
    }

    [Theory]
    [InlineData(Assurance.None, false)]
    [InlineData(Assurance.Session, true)]
    public void TheAssetOfASenderCountsOnlyWhereTheSenderIsVerified(Assurance assurance, bool known)
    {
        var read = Decoded.Line("sshd", "Mar  1 11:59:58 gate sshd[1]: Invalid user a from 203.0.113.7 port 1"u8.ToArray(), assurance: assurance, sender: IPAddress.Loopback, assetAt: _ => Gate);
        Assert.Equal(known ? Gate : null, read.Asset);
    }

    [Theory]
    [InlineData("192.0.2.20", "plant")]
    [InlineData("192.0.2.10", "plant")]
    [InlineData("192.0.2.99", null)]
    public void TheAreaOfAnOtDeviceIsTheZoneInWhichItStands(string known, string? area)
    {
        var card = Ward.Ingest.Decoders.DecoderSet.Cards.Single(c => c.Name == "modbus");
        var read = Decoded.Line("modbus", Encoding.UTF8.GetBytes(card.Sample), options: new IngestOptions { ZoneAt = a => a.Equals(IPAddress.Parse(known)) ? "plant" : null });
        Assert.Equal(("192.0.2.10", "192.0.2.20", area), (read["src_endpoint.ip"], read["dst_endpoint.ip"], read["ot.process_area"]));
    }

    [Fact]
    public void WhatIsNoOtProtocolHasNoArea() =>
        Assert.Null(Decoded.Line("sshd", Encoding.UTF8.GetBytes("Mar  1 11:59:58 gate sshd[1]: Invalid user a from 203.0.113.7 port 1"), options: new IngestOptions { ZoneAt = _ => "plant" })["ot.process_area"]);

    [Fact]
    public void WhatIsNotUnderstoodIsKeptAsItsMessage()
    {
        var read = Decoded.Line("sshd", "Mar  1 11:59:58 gate cron[1]: hello");
        Assert.Equal((false, EventClass.Base, "Mar  1 11:59:58 gate cron[1]: hello", "gate"), (read.Understood, read.Class, read["message"], read["device.hostname"]));
    }

    [Fact]
    public void AHalfReadLineLeavesNothingBehind()
    {
        var read = Decoded.Line("json", Encoding.UTF8.GetBytes("""{"src_endpoint":{"ip":"10.0.0.1"},"""));
        Assert.False(read.Understood);
        Assert.Null(read["src_endpoint.ip"]);
    }
}
