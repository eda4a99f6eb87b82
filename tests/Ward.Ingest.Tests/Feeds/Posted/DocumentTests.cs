using System.Text;
using Ward.Ingest.Feeds;
using Ward.Ingest.Tests.Decoders.Windows;

namespace Ward.Ingest.Tests.Feeds.Posted;

public sealed class DocumentTests
{
    private readonly PostedFeed feed = new();

    [Fact]
    public async Task AContextBrokersNotificationIsKeptByItsEntities()
    {
        const string Notification = """
            {
              "id": "urn:ngsi-ld:Notification:7", "type": "Notification", "subscriptionId": "urn:s:1", "notifiedAt": "2026-03-01T11:59:58.123Z",
              "data": [
                {"id": "urn:ngsi-ld:WaterTank:12", "type": "WaterTank", "level": {"type": "Property", "value": 3.41}},
                {"id": "urn:ngsi-ld:WaterTank:13", "type": "WaterTank", "level": {"type": "Property", "value": 0.2}}
              ]
            }
            """;
        Assert.Equal(2, Assert.IsType<IntakeReceipt.Accepted>(await feed.Post(PostedFormat.JsonDocuments, Notification)).Lines);
        var events = feed.Journal.Lines.Select(l => Decoded.Line("auto", Encoding.UTF8.GetBytes(l))).ToList();
        Assert.Equal([("ngsi-ld", "3.41"), ("ngsi-ld", "0.2")], events.Select(e => (e.By, e["ot.value"])));
    }

    [Fact]
    public async Task ANotificationOfTheSecondVersionIsReadAlike()
    {
        await feed.Post(PostedFormat.JsonDocuments, """{"subscriptionId":"57edf552","data":[{"id":"Room1","type":"Room","temperature":{"value":28.5,"type":"Float","metadata":{"TimeInstant":{"value":"2026-03-01T11:59:58Z"}}}}]}""");
        var read = Decoded.Line("auto", Encoding.UTF8.GetBytes(Assert.Single(feed.Journal.Lines)));
        Assert.Equal(("ngsi-ld", "Room1", "Room", "temperature", "28.5", "ngsi-v2"), (read.By, read["ot.source"], read["ot.object"], read["ot.point"], read["ot.value"], read["ot.protocol"]));
    }

    [Fact]
    public async Task AWrapperIsUnpackedAndALongRecordIsRefusedAlone()
    {
        var accepted = Assert.IsType<IntakeReceipt.Accepted>(await feed.Post(PostedFormat.JsonDocuments, $$"""{"Records":[{"a":1},{"long":"{{new string('x', 70_000)}}"}]}"""));
        Assert.Equal((1, 1, "record 2: longer than 65536 bytes"), (accepted.Lines, accepted.NotKept, accepted.Reason));
        Assert.Equal(["""{"a":1}"""], feed.Journal.Lines);
    }

    [Fact]
    public async Task ARefusedRecordThatIsAloneRefusesTheBody() =>
        Assert.Equal(1, Assert.IsType<IntakeReceipt.Refused>(await feed.Post(PostedFormat.JsonDocuments, $$"""{"long":"{{new string('x', 70_000)}}"}""")).Line);

    [Theory]
    [InlineData("""[{"a":1},{"b":}]""", 2)]
    [InlineData("""[{"a":1},{"b":1}""", 3)]
    [InlineData("""{"a":1} oops""", 1)]
    [InlineData("", 0)]
    public async Task WhatIsNotWellFormedRefusesTheBodyByTheRecordsNumber(string body, int record)
    {
        Assert.Equal(record, Assert.IsType<IntakeReceipt.Refused>(await feed.Post(PostedFormat.JsonDocuments, body)).Line);
        Assert.Empty(feed.Journal.Kept);
    }

    [Fact]
    public async Task AnIndentedWarningIsOneDocument()
    {
        const string Alert = """
            <?xml version="1.0" encoding="UTF-8"?>
            <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
              <identifier>c-7</identifier>
              <sent>2026-03-01T11:59:58-00:00</sent>
              <msgType>Alert</msgType>
            </alert>
            """;
        Assert.Equal(1, Assert.IsType<IntakeReceipt.Accepted>(await feed.Post(PostedFormat.XmlDocuments, Alert)).Lines);
        Assert.Equal("cap", Decoded.Line("auto", Encoding.UTF8.GetBytes(feed.Journal.Lines[0])).By);
        Assert.IsType<IntakeReceipt.Refused>(await feed.Post(PostedFormat.XmlDocuments, Alert.Replace("</msgType>", "</msgTyp>", StringComparison.Ordinal)));
        Assert.IsType<IntakeReceipt.Refused>(await feed.Post(PostedFormat.XmlDocuments, "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>"));
        Assert.IsType<IntakeReceipt.Refused>(await feed.Post(PostedFormat.XmlDocuments, "<?xml version=\"1.0\" encoding=\"no-such\"?><a/>"));
    }

    [Fact]
    public async Task AnEventFileIsTakenAndWhatIsBrokenIsTold()
    {
        var file = new EvtxWriter().Record(1, 4720, new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc), "Security", "TargetUserName", (0x01, Encoding.Unicode.GetBytes("ann"))).File();
        var accepted = Assert.IsType<IntakeReceipt.Accepted>(await feed.Post(PostedFormat.EventLog, [.. file, 1, 2, 3]));
        Assert.Equal((1, 1), (accepted.Lines, accepted.NotKept));
        Assert.IsType<IntakeReceipt.Refused>(await feed.Post(PostedFormat.EventLog, "no event file"u8.ToArray()));
    }

    [Fact]
    public async Task AFullDiskIsNotAcknowledged()
    {
        feed.Journal.Full = true;
        Assert.IsType<IntakeReceipt.Unavailable>(await feed.Post(PostedFormat.JsonDocuments, """[{"a":1}]"""));
    }
}
