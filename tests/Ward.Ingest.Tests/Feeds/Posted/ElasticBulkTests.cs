using CsCheck;
using Ward.Ingest.Feeds;

namespace Ward.Ingest.Tests.Feeds.Posted;

public sealed class ElasticBulkTests
{
    private readonly PostedFeed feed = new();

    [Fact]
    public async Task CreateAndIndexAreKeptAsTheyCame()
    {
        var receipt = await Post("{\"create\":{\"_index\":\"logs\",\"_id\":\"7\"}}\n{\"@timestamp\":1,\"m\":\"é\"}\n{\"index\":{}}\r\n{\"m\":\"b\"}\r\n");
        Assert.Equal(["{\"@timestamp\":1,\"m\":\"é\"}", "{\"m\":\"b\"}"], feed.Lines);
        Assert.Equal([new PostedItem("create", "logs", null), new PostedItem("index", "", null)], Assert.IsType<IntakeReceipt.Accepted>(receipt).Items);
    }

    [Fact]
    public async Task TheLastNewlineMayBeMissing()
    {
        await Post("{\"create\":{}}\n{\"a\":1}");
        Assert.Equal(["{\"a\":1}"], feed.Lines);
    }

    [Fact]
    public async Task UpdateAndDeleteAreRefusedEachWithItsReasonAndTheOthersAreKept()
    {
        var accepted = Assert.IsType<IntakeReceipt.Accepted>(await Post(
            "{\"delete\":{\"_index\":\"a\",\"_id\":\"1\"}}\n{\"update\":{\"_id\":\"1\"}}\n{\"doc\":{}}\n{\"create\":{}}\n{\"kept\":true}\n"));
        Assert.Equal(["{\"kept\":true}"], feed.Lines);
        Assert.Equal(["delete", "update", "create"], accepted.Items.Select(i => i.Action));
        Assert.Equal([true, true, false], accepted.Items.Select(i => i.Reason is not null));
        Assert.Equal((1, 2), (accepted.Lines, accepted.NotKept));
        Assert.Equal(2, feed.Ingestion.Feeds[0].Dropped);
    }

    [Theory]
    [InlineData("{\"a\":", "not JSON")]
    [InlineData("[1]", "not a JSON object")]
    [InlineData("", "not a JSON object")]
    public async Task ABadDocumentIsRefusedAloneWithItsReason(string bad, string reason)
    {
        var accepted = Assert.IsType<IntakeReceipt.Accepted>(await Post($"{{\"create\":{{}}}}\n{bad}\n{{\"create\":{{}}}}\n{{\"b\":1}}\n"));
        Assert.Contains(reason.Length > 0 && bad.Length > 0 ? reason : "not JSON", accepted.Items[0].Reason, StringComparison.Ordinal);
        Assert.Null(accepted.Items[1].Reason);
        Assert.Equal(["{\"b\":1}"], feed.Lines);
    }

    [Fact]
    public async Task ADocumentOverTheLimitIsRefusedAlone()
    {
        var accepted = Assert.IsType<IntakeReceipt.Accepted>(await Post("{\"create\":{}}\n{\"a\":\"" + new string('x', 70_000) + "\"}\n{\"create\":{}}\n{\"b\":1}\n"));
        Assert.Contains("longer than 65536 bytes", accepted.Items[0].Reason, StringComparison.Ordinal);
        Assert.Equal(["{\"b\":1}"], feed.Lines);
    }

    [Theory]
    [InlineData("{\"create\":{}}\n{\"a\":1}\n{\"drop\":{}}\n{}\n", 3)]
    [InlineData("{\"create\":{}}\n{\"a\":1}\n{\"create\":{}} {}\n{}\n", 3)]
    [InlineData("nonsense\n", 1)]
    [InlineData("{\"create\":[]}\n{}\n", 1)]
    [InlineData("{\"create\":{}}\n", 1)]
    [InlineData("", 0)]
    public async Task ABodyWhoseActionsCannotBeReadIsRefusedWholeByLine(string body, int line)
    {
        Assert.Equal(line, Assert.IsType<IntakeReceipt.Refused>(await Post(body)).Line);
        Assert.Empty(feed.Lines);
    }

    [Fact]
    public async Task NothingIsAcknowledgedThatTheDiskDoesNotHold()
    {
        feed.Journal.Full = true;
        Assert.IsType<IntakeReceipt.Unavailable>(await Post("{\"create\":{}}\n{\"a\":1}\n"));
    }

    [Fact]
    public Task WhateverTheBytesEveryKeptLineIsCountedAndNothingThrows() =>
        Check.SampleAsync(Gen.OneOf(Gen.Const("{\"create\":{\"_index\":\"é\"}}"u8.ToArray()), Gen.Const("{\"delete\":{}}"u8.ToArray()), Gen.Const("{\"a\":1}"u8.ToArray()), Gen.Byte.Array[0, 20]).Array[0, 8], async parts =>
        {
            var one = new PostedFeed();
            var receipt = await one.Post(PostedFormat.ElasticBulk, [.. parts.SelectMany(p => p.Append((byte)'\n'))]);
            Assert.Equal(receipt is IntakeReceipt.Accepted accepted ? accepted.Items.Count(i => i.Reason is null) : 0, one.Lines.Count);
        }, iter: 2000);

    private Task<IntakeReceipt> Post(string body) => feed.Post(PostedFormat.ElasticBulk, body);
}
