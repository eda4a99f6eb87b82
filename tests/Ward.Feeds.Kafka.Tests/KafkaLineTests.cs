using System.Text;
using System.Text.Json;
using Confluent.Kafka;

namespace Ward.Feeds.Kafka.Tests;

public sealed class KafkaLineTests
{
    /// <summary>A line may be cut at its end: the message is before what others may make long.</summary>
    [Fact]
    public void ALongKeyAndLongHeadersAreCutAndTheMessageIsNot()
    {
        var text = string.Concat(Enumerable.Repeat("aé", 4000));
        var bytes = Encoding.UTF8.GetBytes(text);
        var line = KafkaLine.Of(new TopicPartition("t", 0), new Message<byte[]?, byte[]?> { Key = bytes, Value = bytes, Headers = [new Header("raw", [.. Enumerable.Repeat((byte)0xff, 9000)])] });
        Assert.StartsWith("{\"message\":\"", Encoding.UTF8.GetString(line), StringComparison.Ordinal);
        var read = JsonDocument.Parse(line).RootElement;
        Assert.Equal(text, read.GetProperty("message").GetString());
        var kafka = read.GetProperty("kafka");
        // Three bytes for two characters; the 4,096th is the first "a" of a pair that is begun.
        Assert.Equal(text[..((4095 / 3 * 2) + 1)], kafka.GetProperty("key").GetString());
        Assert.Equal(4096, kafka.GetProperty("headers").GetProperty("raw_base64").GetBytesFromBase64().Length);
    }

    [Fact]
    public void ATextIsCutBetweenCharacters()
    {
        var key = new string('é', 3000) + "a";
        var line = KafkaLine.Of(new TopicPartition("t", 0), new Message<byte[]?, byte[]?> { Key = Encoding.UTF8.GetBytes("a" + key), Value = [] });
        Assert.Equal("a" + key[..2047], JsonDocument.Parse(line).RootElement.GetProperty("kafka").GetProperty("key").GetString());
    }
}
