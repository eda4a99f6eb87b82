using System.Text;
using Ward.Standards.OpenC2;
using Ward.Standards.OpenC2.Transfer;

namespace Ward.Standards.Tests.OpenC2;

public sealed class ReadingTests
{
    private static readonly OpenC2Vocabulary Known = OpenC2Vocabulary.Of("slpf", "x-ward");

    [Theory]
    [InlineData("""{"action":"deny","action":"allow","target":{"ipv4_net":"10.0.0.1"}}""", "a doubled member")]
    [InlineData("""{"action":"deny","target":{"ipv4_net":"010.0.0.1"}}""", "octal")]
    [InlineData("""{"action":"deny","target":{"ipv4_net":"10.1"}}""", "a short form")]
    [InlineData("""{"action":"deny","target":{"ipv4_net":"10.0.0.1/08"}}""", "a prefix with a leading zero")]
    [InlineData("""{"action":"deny","target":{"ipv4_net":"10.0.0.1/33"}}""", "a prefix too long")]
    [InlineData("""{"action":"deny","target":{"ipv4_net":"::1"}}""", "the wrong family")]
    [InlineData("""{"action":"deny","target":{"ipv6_net":"10.0.0.1"}}""", "the wrong family")]
    [InlineData("""{"action":"deny","target":{"ipv6_net":"fe80::1%eth0"}}""", "a zone")]
    [InlineData("""{"action":"deny","target":{"ipv4_net":"10.0.0.1\n10.0.0.2"}}""", "a newline")]
    [InlineData("""{"action":"deny","target":{"ipv4_net":"10.0.0.1"},"args":{"start_time":1,"stop_time":3,"duration":2}}""", "three times")]
    [InlineData("""{"action":"deny","target":{"ipv4_net":"10.0.0.1"},"args":{"start_time":5,"stop_time":3}}""", "an end before its start")]
    [InlineData("""{"action":"deny","target":{"ipv4_net":"10.0.0.1"},"args":{"duration":-1}}""", "a negative duration")]
    [InlineData("""{"action":"deny","target":{"ipv4_net":"10.0.0.1"},"args":{"duration":1e400}}""", "a number beyond any clock")]
    [InlineData("""{"action":"deny","target":{"ipv4_connection":{"dst_port":65536}}}""", "a port beyond 65535")]
    [InlineData("""{"action":"deny","target":{"ipv4_net":"10.0.0.1"},"command_id":"a b"}""", "white space in an id")]
    [InlineData("""{"action":"deny","target":{"features":[]}}""", "features outside query")]
    [InlineData("""{"action":"delete","target":{"x-evil:lease":{}}}""", "a strange profile")]
    [InlineData("""{"action":"deny","target":{"ipv4_net":"10.0.0.1"},"actuator":{"slpf":{},"x-ward":{}}}""", "two actuators")]
    [InlineData("""{"action":"deny","target":{"ipv4_net":"\ud800"}}""", "a lone surrogate")]
    public void WhatIsAmbiguousOrMalformedIsRefusedWithAReason(string text, string what)
    {
        Assert.False(OpenC2Command.TryRead(Encoding.UTF8.GetBytes(text), Known, out _, out var reason), what);
        Assert.NotEmpty(reason);
    }

    [Fact]
    public void InvalidUtf8IsRefused() =>
        Assert.False(OpenC2Command.TryRead(new byte[] { (byte)'"', 0xff, 0xfe, (byte)'"' }, Known, out _, out _));

    [Fact]
    public void ARangeKeepsItsHostBitsAndKnowsItsNetwork()
    {
        Assert.True(AddressRange.TryReadV4("127.0.0.1/8", out var range));
        Assert.Equal("127.0.0.1/8", range.ToString());
        Assert.Equal("127.0.0.0/8", range.Network.ToString());
    }

    [Fact]
    public void AnEnvelopeCarriesItsRequestIdThere()
    {
        Assert.True(OpenC2Command.TryRead("""{"action":"query","target":{"features":[]}}"""u8.ToArray(), Known, out var command, out _));
        var message = new OpenC2Message("r-1", DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123), "ward", command, null);
        Assert.True(OpenC2Message.TryRead(message.Print(), Known, out var again, out var reason), reason);
        Assert.Equal(message, again);
    }

    [Theory]
    [InlineData("""{"headers":{"request_id":"a"}}""")]
    [InlineData("""{"body":{"openc2":{"notification":{}}}}""")]
    [InlineData("""{"body":{"openc2":{"request":{"action":"query","target":{"features":[]}},"response":{"status":200}}}}""")]
    [InlineData("""{"body":{"openc2":{"response":{"status":200}}},"signature":"x"}""")]
    public void AnEnvelopeWithoutExactlyOneContentIsRefused(string text) =>
        Assert.False(OpenC2Message.TryRead(Encoding.UTF8.GetBytes(text), Known, out _, out _));
}
