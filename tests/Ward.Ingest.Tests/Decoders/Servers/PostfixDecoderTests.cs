using CsCheck;

namespace Ward.Ingest.Tests.Decoders.Servers;

public sealed class PostfixDecoderTests
{
    private const string Head = "Mar  1 11:59:58 mx postfix/";

    [Theory]
    [InlineData("smtpd", "connect from mail.example.org[203.0.113.7]", EventClass.NetworkActivity, 1, 1, "src_endpoint.hostname=mail.example.org")]
    [InlineData("smtpd", "disconnect from unknown[203.0.113.7] ehlo=1 auth=0/1 quit=1 commands=2/3", EventClass.NetworkActivity, 2, 0, "auth=0/1 | src_endpoint.hostname=")]
    [InlineData("smtpd", "lost connection after AUTH from unknown[203.0.113.7]", EventClass.NetworkActivity, 4, 2, "status_detail=lost connection after AUTH")]
    [InlineData("submission/smtpd", "warning: unknown[203.0.113.7]: SASL LOGIN authentication failed: Invalid authentication mechanism", EventClass.Authentication, 1, 2, "auth_protocol=LOGIN")]
    [InlineData("smtpd", "warning: unknown[203.0.113.7]: SASL PLAIN authentication failed: (reason unavailable), sasl_username=ann@example.org", EventClass.Authentication, 1, 2, "user.name=ann@example.org")]
    [InlineData("smtpd", "NOQUEUE: reject: RCPT from unknown[203.0.113.7]: 554 5.7.1 <b@example.org>: Relay access denied; from=<a@example.com> to=<b@example.org> proto=ESMTP helo=<x>", EventClass.EmailActivity, 2, 2, "status_code=554 | email.from=a@example.com | email.to=b@example.org | helo=x | disposition=Rejected | activity_name=RCPT")]
    [InlineData("smtpd", "4F1A2B3C4D: client=mail.example.org[203.0.113.7], sasl_method=PLAIN, sasl_username=ann", EventClass.Authentication, 1, 1, "user.name=ann | auth_protocol=PLAIN | email.uid=4F1A2B3C4D")]
    [InlineData("smtpd", "4F1A2B3C4D: client=mail.example.org[203.0.113.7]", EventClass.EmailActivity, 2, 1, "email.uid=4F1A2B3C4D")]
    [InlineData("postscreen", "CONNECT from [203.0.113.7]:5022 to [192.0.2.1]:25", EventClass.NetworkActivity, 1, 1, "src_endpoint.port=5022")]
    [InlineData("postscreen", "DNSBL rank 5 for [203.0.113.7]:5022", EventClass.NetworkActivity, 5, 2, "risk_score=5")]
    [InlineData("postscreen", "NOQUEUE: reject: RCPT from [203.0.113.7]:5022: 550 5.7.1 Service unavailable; from=<a@b.example> to=<c@d.example> proto=ESMTP helo=<x>", EventClass.EmailActivity, 2, 2, "email.to=c@d.example")]
    public void ALineAboutAClientNamesIt(string service, string message, EventClass eventClass, int activity, int status, string fields)
    {
        var read = Expect.Line("postfix", $"{Head}{service}[42]: {message}", eventClass, activity, status, fields + " | src_endpoint.ip=203.0.113.7 | metadata.log_provider=postfix");
        Assert.True(read.Proven);
    }

    [Theory]
    [InlineData("cleanup", "4F1A2B3C4D: message-id=<1@example.org>", 99, 0, "email.message_uid=1@example.org")]
    [InlineData("qmgr", "4F1A2B3C4D: from=<a@example.com>, size=1234, nrcpt=2 (queue active)", 99, 1, "email.from=a@example.com | email.size=1234 | nrcpt=2")]
    [InlineData("qmgr", "4F1A2B3C4D: removed", 99, 1, "")]
    [InlineData("smtp", "4F1A2B3C4D: to=<b@example.org>, relay=mx.example.org[192.0.2.34]:25, delay=1.1, delays=0/0/1/0.1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as X)", 1, 1, "email.to=b@example.org | dst_endpoint.ip=192.0.2.34 | dst_endpoint.port=25 | dst_endpoint.hostname=mx.example.org | status=sent | status_code=2.0.0")]
    [InlineData("smtp", "4F1A2B3C4D: to=<b@example.org>, relay=none, delay=1, delays=0/0/1/0, dsn=4.4.1, status=deferred (connect timed out)", 1, 2, "status=deferred | dst_endpoint.name=none")]
    [InlineData("local", "4F1A2B3C4D: to=<ann@city.example>, orig_to=<ann>, relay=local, delay=1, delays=0/0/0/0, dsn=2.0.0, status=sent (delivered to mailbox)", 2, 1, "orig_to=ann")]
    [InlineData("lmtp", "4F1A2B3C4D: to=<ann@city.example>, relay=mx[private/dovecot-lmtp], delay=1, delays=0/0/0/0, dsn=5.1.1, status=bounced (user unknown)", 2, 2, "status=bounced")]
    public void AMessageIsFollowedThroughTheQueue(string service, string message, int activity, int status, string fields) =>
        Expect.Line("postfix", $"{Head}{service}[42]: {message}", EventClass.EmailActivity, activity, status, fields);

    /// <summary>Names, senders and HELO are the client's: none of them becomes the source.</summary>
    [Fact]
    public void TheSourceNeverComesFromWhatTheClientSaid()
    {
        string[] templates =
        [
            "NOQUEUE: reject: RCPT from unknown[203.0.113.7]: 554 5.7.1 <{0}>: Relay access denied; from=<{0}> to=<{0}> proto=ESMTP helo=<{0}>",
            "warning: unknown[203.0.113.7]: SASL LOGIN authentication failed: x, sasl_username={0}",
            "4F1A2B3C4D: client=unknown[203.0.113.7], sasl_method=PLAIN, sasl_username={0}",
            "4F1A2B3C4D: from=<{0}>, size=1, nrcpt=1 (queue active)",
            "4F1A2B3C4D: message-id=<{0}>",
        ];
        string[] pieces = ["connect from x[10.0.0.1]", "; from=<", " to=<", " helo=<", "[10.0.0.1]", "]: SASL X authentication failed: ", "> ", ">, ", " from ", "client=x[10.0.0.1]", ", sasl_username=", ": ", "a", "\""];
        var text = Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]).Array[0, 5].Select(string.Concat);
        Gen.Select(Gen.Int[0, templates.Length - 1].Select(i => templates[i]), text).Sample(
            (template, said) =>
            {
                var read = Decoded.Line("postfix", $"{Head}smtpd[42]: {template.Replace("{0}", said, StringComparison.Ordinal)}");
                Assert.True(read["src_endpoint.ip"] is null or "203.0.113.7", $"{template} with '{said}' gave {read["src_endpoint.ip"]}");
            },
            iter: 5000);
    }

    [Fact]
    public void OtherLinesAreNotUnderstood() => Assert.False(Decoded.Line("postfix", "Mar  1 11:59:58 mx app: connect from x[203.0.113.7]").Understood);
}
