using CsCheck;
using Ward.Ingest.Feeds;

namespace Ward.Ingest.Tests.Feeds.Posted;

public sealed class SplunkTests
{
    private readonly PostedFeed feed = new();

    [Theory]
    [InlineData("{\"event\":\"a\",\"time\":1}{\"event\":{\"b\":2}}")]
    [InlineData("{\"event\":\"a\",\"time\":1}\n\n{\"event\":{\"b\":2}}\n")]
    [InlineData("[{\"event\":\"a\",\"time\":1},{\"event\":{\"b\":2}}]")]
    public async Task ObjectsOneAfterAnotherAreOneLineEach(string body)
    {
        Assert.Equal(2, Assert.IsType<IntakeReceipt.Accepted>(await Events(body)).Lines);
        Assert.Equal(["{\"event\":\"a\",\"time\":1}", "{\"event\":{\"b\":2}}"], feed.Lines);
    }

    [Fact]
    public async Task AnEnvelopeOverSeveralLinesBecomesOneAndItsTextKeepsItsOwn()
    {
        await Events("{\r\n \"event\":\n\"two\\nlines\"\n}");
        Assert.Equal(["{   \"event\": \"two\\nlines\" }"], feed.Lines);
    }

    [Theory]
    [InlineData("{\"event\":\"a\"}{\"time\":1}", 2, "missing")]
    [InlineData("{\"event\":null}", 1, "missing")]
    [InlineData("{\"event\":\"\"}", 1, "empty")]
    [InlineData("{\"event\":\"a\"}{\"event\":", 2, "not JSON")]
    [InlineData("{\"x\":{\"event\":1}}", 1, "missing")]
    [InlineData("7", 1, "not a JSON object")]
    [InlineData("", 0, "no data")]
    [InlineData("[]", 0, "no data")]
    public async Task WhatIsNoEventRefusesTheBodyByItsNumber(string body, int number, string reason)
    {
        var refused = Assert.IsType<IntakeReceipt.Refused>(await Events(body));
        Assert.Equal(number, refused.Line);
        Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
        Assert.Empty(feed.Lines);
    }

    [Fact]
    public async Task RawLinesAreKeptAsTheyAreAndALongOneIsCut()
    {
        await feed.Post(PostedFormat.SplunkRaw, "Nov 28 sshd[1]: one\r\n\n{not json\n" + new string('x', 70_000));
        Assert.Equal(["Nov 28 sshd[1]: one", "{not json", new string('x', 65_536)], feed.Lines);
        Assert.Equal([false, false, true], feed.Journal.Kept.Select(a => a.Cut));
    }

    [Fact]
    public Task WhateverTheBytesAllOrNothingIsKept() =>
        Check.SampleAsync(Gen.OneOf(Gen.Const("{\"event\":1}"u8.ToArray()), Gen.Const("["u8.ToArray()), Gen.Const("]"u8.ToArray()), Gen.Const(","u8.ToArray()), Gen.Byte.Array[0, 12]).Array[0, 8], async parts =>
        {
            var one = new PostedFeed();
            var receipt = await one.Post(PostedFormat.SplunkEvents, [.. parts.SelectMany(p => p)]);
            Assert.Equal(receipt is IntakeReceipt.Accepted accepted ? accepted.Lines : 0, one.Lines.Count);
        }, iter: 2000);

    private Task<IntakeReceipt> Events(string body) => feed.Post(PostedFormat.SplunkEvents, body);
}
