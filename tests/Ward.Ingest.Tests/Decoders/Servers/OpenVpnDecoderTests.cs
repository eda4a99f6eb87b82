namespace Ward.Ingest.Tests.Decoders.Servers;

public sealed class OpenVpnDecoderTests
{
    private const string Head = "Mar  1 11:59:58 vpn openvpn[42]: ";

    [Theory]
    [InlineData("203.0.113.7:5022 [ann] Peer Connection Initiated with [AF_INET]203.0.113.7:5022", EventClass.TunnelActivity, 1, 1, "user.name=ann", true)]
    [InlineData("203.0.113.7:5022 TLS: Username/Password authentication succeeded for username 'ann'", EventClass.Authentication, 1, 1, "user.name=ann", true)]
    [InlineData("203.0.113.7:5022 TLS Auth Error: Auth Username/Password verification failed for peer", EventClass.Authentication, 1, 2, "", true)]
    [InlineData("203.0.113.7:5022 TLS Error: TLS handshake failed", EventClass.TunnelActivity, 99, 2, "", false)]
    [InlineData("203.0.113.7:5022 VERIFY ERROR: depth=0, error=certificate has expired: CN=ann", EventClass.Authentication, 1, 2, "", false)]
    [InlineData("ann/203.0.113.7:5022 SENT CONTROL [ann]: 'AUTH_FAILED' (status=1)", EventClass.Authentication, 1, 2, "user.name=ann", false)]
    [InlineData("ann/203.0.113.7:5022 SIGTERM[soft,remote-exit] received, client-instance exiting", EventClass.TunnelActivity, 2, 0, "user.name=ann", false)]
    public void APeersLineNamesIt(string message, EventClass eventClass, int activity, int status, string fields, bool proven) =>
        Assert.Equal(proven, Expect.Line("openvpn", Head + message, eventClass, activity, status, fields.Length == 0 ? "src_endpoint.ip=203.0.113.7" : fields + " | src_endpoint.ip=203.0.113.7").Proven);

    [Fact]
    public void ItsStartIsALife() => Expect.Line("openvpn", Head + "Initialization Sequence Completed", EventClass.ApplicationLifecycle, 3, 1, "");

    [Fact]
    public void ANameThatHoldsAnAddressProvesNone()
    {
        var read = Decoded.Line("openvpn", Head + "x/10.0.0.1:5 y/203.0.113.7:5022 TLS Auth Error: Auth Username/Password verification failed");
        Assert.False(read.Proven);
    }

    [Fact]
    public void OtherLinesAreNotUnderstood() => Assert.False(Decoded.Line("openvpn", Head + "library versions: OpenSSL 3").Understood);
}
