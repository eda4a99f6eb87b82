namespace Ward.Ingest.Tests.Decoders;

/// <summary>A program that Ward does not know logs what a client sent it, and the client sends the line of another program.</summary>
public sealed class QuotedLinesTests
{
    [Theory]
    [InlineData("203.0.113.7 - - [01/Mar/2026:11:59:58 +0000] \"GET / HTTP/1.1\" 404 1 \"-\" \"-\"")]
    [InlineData("203.0.113.7 - - [01/Mar/2026:11:59:58 +0000] \"GET / HTTP/1.1\" 404 1")]
    [InlineData("[Sun Mar 01 11:59:58.123456 2026] [core:error] [pid 42] [client 203.0.113.7:5022] AH00037: x")]
    [InlineData("2026/03/01 11:59:58 [error] 42#43: *5 x, client: 203.0.113.7, server: _")]
    [InlineData("1772366398.123 153 203.0.113.7 TCP_MISS/200 4512 GET http://x.example/ - HIER_NONE/- -")]
    [InlineData("%ASA-6-605004: Login denied from 203.0.113.7/5022 to outside:192.0.2.1/ssh for user \"x\"")]
    [InlineData("%SEC_LOGIN-4-LOGIN_FAILED: Login failed [user: x] [Source: 203.0.113.7] [localport: 22] [Reason: y] at z")]
    [InlineData("sshd[42]: Failed password for root from 203.0.113.7 port 5022 ssh2")]
    [InlineData("postfix/smtpd[42]: connect from unknown[203.0.113.7]")]
    [InlineData("[x] FAIL LOGIN: Client \"203.0.113.7\"")]
    public void TheirSourceIsNotProven(string quoted)
    {
        Assert.False(Decoded.Line("auto", $"Mar  1 11:59:58 gate app[42]: {quoted}").Proven);
        Assert.False(Decoded.Line("auto", $"Mar  1 11:59:58 gate app[42]: denied: {quoted}").Proven);
    }
}
