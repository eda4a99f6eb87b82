using System.Text;
using CsCheck;
using Ward.Ingest.Decoders;

namespace Ward.Ingest.Tests.Decoders;

public sealed class HostileBytesTests
{
    private static readonly string[] Pieces =
    [
        "<38>", "<999>", "1 ", "Mar  1 11:59:58 ", "2026-03-01T11:59:58.123456+01:00 ", "gate ", "sshd[1]: ", "kernel: ", "Failed password for ", " from ", " port ", "ssh2", "10.0.0.1",
        "pam_unix(sshd:auth): ", "authentication failure; ", " rhost=", "[", "]", "\"", "{", "}", ":", ",", "\\u00", "\\ud800", "IN=", "SRC=", "PROTO=", " - - [01/Mar/2026:11:59:58 +0000] ",
        "GET / HTTP/1.1", "\"time\":", "1e400", "[x@1 a=\"\\\"]\"] ", "- - - ", "\uFEFF", "message repeated 2 times: [ ", "\0", "\n", " ", "99999999999999999999",
    ];

    private static readonly Gen<byte[]> Lines = Gen.OneOf(
        Gen.Byte.Array[0, 200],
        Gen.OneOf(Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Select(Encoding.UTF8.GetBytes), Gen.Byte.Array[0, 6]).Array[0, 12].Select(parts => parts.SelectMany(p => p).ToArray()));

    [Fact]
    public void NoDecoderEverThrows() =>
        Lines.Sample(
            line =>
            {
                var header = SyslogHeader.Read(line, Decoded.Received, TimeZoneInfo.Utc);
                foreach (var name in DecoderSet.Names)
                {
                    Assert.True(DecoderSet.TryMake(name, out var decoder));
                    decoder.TryDecode(header.Message, header, new EventBuilder());
                    decoder.TryDecode(line, header, new EventBuilder());
                }
            },
            iter: 20_000);

    [Fact]
    public void EveryLineBecomesAnEventThatKeepsItRaw() =>
        Lines.Sample(line => Assert.Equal(line, Decoded.Line("auto", line).Raw), iter: 2000);

    [Fact]
    public void InvalidUtf8StaysAsItCame()
    {
        byte[] line = [0xC3, 0x28, 0xFF, (byte)'a'];
        Assert.False(Decoded.Line("auto", line).Understood);
        var header = SyslogHeader.Read(line, Decoded.Received, TimeZoneInfo.Utc);
        Assert.Equal(line, header.Message.ToArray());
    }
}
