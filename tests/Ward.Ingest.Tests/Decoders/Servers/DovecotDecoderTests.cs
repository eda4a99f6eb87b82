namespace Ward.Ingest.Tests.Decoders.Servers;

public sealed class DovecotDecoderTests
{
    private const string Head = "Mar  1 11:59:58 mx dovecot: ";

    [Theory]
    [InlineData("imap-login: Login: user=<ann>, method=PLAIN, rip=203.0.113.7, lip=192.0.2.1, mpid=7, TLS, session=<abc>", 1, 1, "user.name=ann | auth_protocol=PLAIN | dst_endpoint.ip=192.0.2.1 | session.uid=abc | is_cleartext=false | service.name=imap-login")]
    [InlineData("pop3-login: Disconnected (auth failed, 3 attempts in 8 secs): user=<eve>, method=PLAIN, rip=203.0.113.7, lip=192.0.2.1, session=<abc>", 1, 2, "user.name=eve | is_cleartext=true")]
    [InlineData("imap-login: Aborted login (auth failed, 1 attempts in 2 secs): user=<eve>, method=LOGIN, rip=203.0.113.7, lip=192.0.2.1, TLS", 1, 2, "user.name=eve | auth_protocol=LOGIN")]
    [InlineData("imap-login: Disconnected (no auth attempts in 0 secs): user=<>, rip=203.0.113.7, lip=192.0.2.1, TLS handshaking", 2, 0, "user.name=")]
    public void ALoginNamesItsClient(string message, int activity, int status, string fields)
    {
        var read = Expect.Line("dovecot", Head + message, EventClass.Authentication, activity, status, fields + " | src_endpoint.ip=203.0.113.7");
        Assert.True(read.Proven);
    }

    [Theory]
    [InlineData("auth-worker(42): pam(ann,203.0.113.7,<abc>): pam_authenticate() failed: Authentication failure", 1, 2, "user.name=ann | src_endpoint.ip=203.0.113.7 | session.uid=abc")]
    [InlineData("auth: passwd-file(eve,203.0.113.7): unknown user", 1, 2, "user.name=eve | src_endpoint.ip=203.0.113.7")]
    [InlineData("imap(ann)<42><abc>: Logged out in=50 out=900", 2, 1, "user.name=ann | service.name=imap")]
    public void WhatOthersOfItSayProvesNothing(string message, int activity, int status, string fields) =>
        Assert.False(Expect.Line("dovecot", Head + message, EventClass.Authentication, activity, status, fields).Proven);

    [Theory]
    [InlineData("imap-login: Disconnected (auth failed, 1 attempts in 2 secs): user=<a>, method=PLAIN, rip=10.0.0.1, lip=1.1.1.1>, method=PLAIN, rip=203.0.113.7, lip=192.0.2.1, session=<abc>")]
    [InlineData("auth: passwd-file(a,10.0.0.1): unknown user,203.0.113.7): unknown user")]
    public void AUserNameForgesNoAddress(string message) => Assert.Equal("203.0.113.7", Decoded.Line("dovecot", Head + message)["src_endpoint.ip"]);

    [Fact]
    public void OtherLinesAreNotUnderstood() => Assert.False(Decoded.Line("dovecot", Head + "stats: a line of another kind").Understood);
}
