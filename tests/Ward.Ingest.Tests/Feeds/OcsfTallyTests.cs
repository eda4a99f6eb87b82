using System.Text;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using Ward.Ingest.Documents;
using Ward.Ingest.Feeds;
using Ward.Ingest.Journal;
using Ward.Standards.Ocsf;

namespace Ward.Ingest.Tests.Feeds;

public sealed class OcsfTallyTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly OcsfTally tally = new();

    [Fact]
    public void WhatWardWritesItselfIsValid()
    {
        See(Valid());
        Assert.Equal((1, 0), (tally.Counts!.Checked, tally.Counts.Wrong));
        Assert.Empty(tally.Counts.Faults);
    }

    [Fact]
    public void WhatIsMissingOrOutsideIsCountedOnceALineWithItsPlace()
    {
        const string answers = """{"class_uid":4003,"activity_id":99999,"answers":[{"flag_ids":["x"]},{"flag_ids":["y"]}]}""";
        See(answers);
        See(answers);
        var counts = tally.Counts!;
        Assert.Equal((2, 2, 0), (counts.Checked, counts.Wrong, counts.Unchecked));
        Assert.Equal(2, counts.Faults.Single(f => f is { Kind: OcsfProblemKind.OutsideEnum, Path: "activity_id" }).Lines);
        Assert.Equal(2, counts.Faults.Single(f => f is { Kind: OcsfProblemKind.MissingRequired, Path: "metadata" }).Lines);
        Assert.Equal(2, counts.Faults.Single(f => f is { Kind: OcsfProblemKind.WrongType, Path: "answers[].flag_ids[]" }).Lines);
    }

    [Theory]
    [InlineData("""{"message":"\"class_uid\":1"}""")]
    [InlineData("""{"inner":{"class_uid":4003}}""")]
    [InlineData("""{"event":{"code":"4625"}}""")]
    public void ALineThatDoesNotCallItselfOcsfIsNotHeldToIt(string line)
    {
        See(line);
        Assert.Null(tally.Counts);
    }

    [Fact]
    public void InAFloodAPartIsCheckedAndTheRestCounted()
    {
        for (var i = 0; i < OcsfTally.MostASecond + 5; i++) See("{\"class_uid\":0}");
        See("{\"class_uid\":0}", Now.AddSeconds(1));
        Assert.Equal((OcsfTally.MostASecond + 1, 5), (tally.Counts!.Checked, tally.Counts.Unchecked));
    }

    [Fact]
    public void KindsOfFaultBeyondThoseKeptAreCounted()
    {
        for (var i = 0; i < 100; i++) See($$"""{"class_uid":3002,"no_such_{{i}}":1}""");
        Assert.Equal(OcsfTally.MostFaults, tally.Counts!.Faults.Count);
        Assert.True(tally.Counts.OtherFaults >= 84);
    }

    [Fact]
    public void NoBytesMakeItThrow() => Gen.Byte.Array[0, 200].Sample(bytes => tally.See((byte[])[.. "{\"class_uid\":"u8, .. bytes], Now));

    [Fact]
    public void TheFeedTellsOfItAndTheLineIsReadAllTheSame()
    {
        var meter = new FeedMeter(new FeedOptions(new FeedId("f"), FeedKind.Http, null, null, "auto", null, []), NullLogger.Instance);
        var normaliser = new Normaliser([meter], _ => null, new IngestOptions(), NullLogger.Instance);
        var line = """<13>Mar  1 11:59:58 gate app: {"class_uid":3002,"activity_id":1,"src_endpoint":{"ip":"203.0.113.7"}}""";
        var read = normaliser.Read(new Arrival(new("c"), new FeedId("f"), 0, Now, Assurance.None, null, null, Encoding.UTF8.GetBytes(line), false));
        Assert.Equal(EventClass.Authentication, read.Class);
        Assert.Equal((1, 1), (meter.Status().Ocsf!.Checked, meter.Status().Ocsf!.Wrong));
        Assert.Contains(meter.Status().Ocsf!.Faults, f => f.Path == "metadata");
    }

    private static string Valid()
    {
        var builder = new EventBuilder();
        builder.Begin(new Arrival(new("c"), new FeedId("f"), 0, Now, Assurance.None, null, null, "x"u8.ToArray(), false)).Is(EventClass.Authentication, 1, 2, LogSource.None).Set(Fields.SourceIp, "203.0.113.7").Set(Fields.UserName, "root");
        return Encoding.UTF8.GetString(EventJson.ToUtf8(builder.Event));
    }

    private void See(string line, DateTimeOffset? at = null) => tally.See(Encoding.UTF8.GetBytes(line), at ?? Now);
}
