namespace Ward.Ingest.Tests.Decoders.Servers;

public sealed class RemoteLoginDecoderTests
{
    [Theory]
    [InlineData("klogind[42]: Authentication failed from 203.0.113.7 (203.0.113.7): Permission denied in replay cache code", 2, "src_endpoint.ip=203.0.113.7 | auth_protocol=Kerberos", true)]
    [InlineData("klogind[42]: Kerberos authentication failed", 2, "src_endpoint.ip=", false)]
    [InlineData("login[42]: FAILED LOGIN (2) on '/dev/tty1' FOR 'ann', Authentication failure", 2, "user.name=ann | session.terminal=/dev/tty1", false)]
    [InlineData("login[42]: ROOT LOGIN  on '/dev/tty1'", 1, "user.name=root", false)]
    [InlineData("gdm-binary[42]: Couldn't authenticate user", 2, "service.name=gdm-binary", false)]
    public void AnAttemptIsAnAuthentication(string message, int status, string fields, bool proven) =>
        Assert.Equal(proven, Expect.Line("remote-login", "Mar  1 11:59:58 gate " + message, EventClass.Authentication, 1, status, fields).Proven);

    [Fact]
    public void OtherLinesAreNotUnderstood() => Assert.False(Decoded.Line("remote-login", "Mar  1 11:59:58 gate app[42]: ROOT LOGIN on '/dev/tty1'").Understood);
}
