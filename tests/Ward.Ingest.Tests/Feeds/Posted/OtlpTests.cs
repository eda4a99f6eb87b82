using System.Text;
using System.Text.Json;
using CsCheck;
using Ward.Ingest.Feeds;

namespace Ward.Ingest.Tests.Feeds.Posted;

public sealed class OtlpTests
{
    private const string Json = """
        {"resourceLogs":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"portal"}}]},"scopeLogs":[{"scope":{"name":"auth","version":"2"},
        "logRecords":[{"timeUnixNano":"1772362800123456789","observedTimeUnixNano":"1772362800200000000","severityNumber":9,"severityText":"INFO","body":{"stringValue":"login failed for \"kim\"\n"},
        "attributes":[{"key":"n","value":{"intValue":"-5"}},{"key":"d","value":{"doubleValue":1.5}},{"key":"b","value":{"boolValue":true}},
        {"key":"l","value":{"arrayValue":{"values":[{"stringValue":"x"},{"intValue":1}]}}},{"key":"m","value":{"kvlistValue":{"values":[{"key":"k","value":{"stringValue":"v"}}]}}}],
        "traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","flags":1,"eventName":"login"}]}]}]}
        """;

    private const string Line = """
        {"otlp":{"timeUnixNano":1772362800123456789,"severityNumber":9,"flags":1,"observedTimeUnixNano":1772362800200000000,"severityText":"INFO","traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","eventName":"login","body":"login failed for \"kim\"\n","attributes":{"n":-5,"d":1.5,"b":true,"l":["x",1],"m":{"k":"v"}},"resource":{"service.name":"portal"},"scope":"auth","scopeVersion":"2"}}
        """;

    private readonly PostedFeed feed = new();

    [Fact]
    public async Task ARecordInJsonBecomesOneLineWithItsResourceAndScope()
    {
        Assert.Equal(new IntakeReceipt.Accepted(1), await feed.Post(PostedFormat.OtlpJson, Json));
        Assert.Equal([Line], feed.Lines);
    }

    [Fact]
    public async Task TheSameRecordInProtobufBecomesTheSameMembers()
    {
        Assert.Equal(new IntakeReceipt.Accepted(1), await feed.Post(PostedFormat.OtlpProtobuf, Request()));
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(Line), JsonElement.Parse(feed.Lines[0])), feed.Lines[0]);
    }

    [Fact]
    public async Task AnEmptyRequestIsAccepted()
    {
        Assert.Equal(new IntakeReceipt.Accepted(0), await feed.Post(PostedFormat.OtlpProtobuf, ""));
        Assert.Equal(new IntakeReceipt.Accepted(0), await feed.Post(PostedFormat.OtlpJson, "{}"));
    }

    [Fact]
    public async Task ARecordTooLongForALineIsRefusedAlone()
    {
        var accepted = Assert.IsType<IntakeReceipt.Accepted>(await feed.Post(PostedFormat.OtlpProtobuf,
            Message(1, Message(2, [.. Message(2, Message(5, Text(1, new string('x', 70_000)))), .. Message(2, Message(5, Text(1, "short")))]))));
        Assert.Equal((1, 1), (accepted.Lines, accepted.NotKept));
        Assert.Equal(["{\"otlp\":{\"body\":\"short\"}}"], feed.Lines);
    }

    [Fact]
    public async Task AResourceThatWouldBeRepeatedWithoutEndIsRefused()
    {
        var resource = Message(1, Message(1, [.. Text(1, "k"), .. Message(2, Text(1, new string('x', 60_000)))]));
        var records = Enumerable.Repeat(Message(2, []), 100_000).SelectMany(r => r).ToArray();
        Assert.IsType<IntakeReceipt.TooLarge>(await feed.Post(PostedFormat.OtlpProtobuf, Message(1, [.. resource, .. Message(2, records)])));
        Assert.Empty(feed.Lines);
    }

    [Fact]
    public async Task ValuesNestedWithoutEndAreRefused()
    {
        byte[] value = Text(1, "x");
        for (var i = 0; i < 200; i++) value = Message(5, Message(1, value));
        Assert.IsType<IntakeReceipt.Refused>(await feed.Post(PostedFormat.OtlpProtobuf, Message(1, Message(2, Message(2, Message(5, value))))));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"resourceLogs\":")]
    [InlineData("{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"timeUnixNano\":-1}]}]}]}")]
    [InlineData("{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[7]}]}]}")]
    [InlineData("{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":{\"stringValue\":\"\\ud800\"}}]}]}]}")]
    public async Task JsonThatIsNoRequestIsRefused(string body)
    {
        Assert.IsType<IntakeReceipt.Refused>(await feed.Post(PostedFormat.OtlpJson, body));
        Assert.Empty(feed.Lines);
    }

    [Fact]
    public Task AFlippedByteNeverThrowsAndEveryLineIsJson() =>
        Check.SampleAsync(Gen.Select(Gen.Int[0, Request().Length - 1], Gen.Byte), async (at, b) =>
        {
            var body = Request();
            body[at] = b;
            var one = new PostedFeed();
            await one.Post(PostedFormat.OtlpProtobuf, body);
            foreach (var line in one.Lines) JsonElement.Parse(line);
        }, iter: 5000);

    private static byte[] Request() => Message(1, [
        .. Message(2, [
            .. Message(1, [.. Text(1, "auth"), .. Text(2, "2")]),
            .. Message(2, [
                .. Fixed64(1, 1772362800123456789), .. Varint(2, 9), .. Text(3, "INFO"), .. Message(5, Text(1, "login failed for \"kim\"\n")),
                .. Pair(6, "n", Varint(3, unchecked((ulong)-5L))), .. Pair(6, "d", Fixed64(4, BitConverter.DoubleToUInt64Bits(1.5))), .. Pair(6, "b", Varint(2, 1)),
                .. Pair(6, "l", Message(5, [.. Message(1, Text(1, "x")), .. Message(1, Varint(3, 1))])), .. Pair(6, "m", Message(6, Pair(1, "k", Text(1, "v")))),
                0x45, 1, 0, 0, 0, .. Message(9, Convert.FromHexString("5b8efff798038103d269b633813fc60c")), .. Message(10, Convert.FromHexString("eee19b7ec3c1b174")),
                .. Fixed64(11, 1772362800200000000), .. Text(12, "login"),
            ]),
        ]),
        .. Message(1, Pair(1, "service.name", Text(1, "portal"))),
    ]);

    private static byte[] Pair(int field, string key, byte[] value) => Message(field, [.. Text(1, key), .. Message(2, value)]);

    private static byte[] Text(int field, string text) => Message(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Message(int field, byte[] content) => [.. Number((ulong)((field << 3) | 2)), .. Number((ulong)content.Length), .. content];

    private static byte[] Varint(int field, ulong value) => [.. Number((ulong)(field << 3)), .. Number(value)];

    private static byte[] Fixed64(int field, ulong value) => [.. Number((ulong)((field << 3) | 1)), .. BitConverter.GetBytes(value)];

    private static byte[] Number(ulong value)
    {
        var bytes = new List<byte>();
        for (; value > 0x7f; value >>= 7) bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
        return [.. bytes];
    }
}
