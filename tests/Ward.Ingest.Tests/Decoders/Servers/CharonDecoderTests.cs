namespace Ward.Ingest.Tests.Decoders.Servers;

public sealed class CharonDecoderTests
{
    private const string Head = "Mar  1 11:59:58 vpn charon: 05[IKE] ";

    [Theory]
    [InlineData("IKE_SA roadwarrior[7] established between 192.0.2.1[vpn.city.example]...203.0.113.7[ann]", EventClass.TunnelActivity, 1, 1, "src_endpoint.ip=203.0.113.7 | dst_endpoint.ip=192.0.2.1 | user.name=ann | ike_sa=roadwarrior[7]", true)]
    [InlineData("<roadwarrior|7> deleting IKE_SA roadwarrior[7] between 192.0.2.1[vpn.city.example]...203.0.113.7[ann]", EventClass.TunnelActivity, 2, 0, "src_endpoint.ip=203.0.113.7 | connection_info.uid=roadwarrior|7", false)]
    [InlineData("203.0.113.7 is initiating an IKE_SA", EventClass.TunnelActivity, 99, 0, "src_endpoint.ip=203.0.113.7", false)]
    [InlineData("authentication of 'ann' with EAP successful", EventClass.Authentication, 1, 1, "user.name=ann", false)]
    [InlineData("EAP method EAP_MSCHAPV2 failed for peer 'ann' failed", EventClass.Authentication, 1, 2, "user.name=ann", false)]
    [InlineData("tried 1 shared key for 'vpn' - 'ann', but MAC mismatched", EventClass.Authentication, 1, 2, "", false)]
    [InlineData("IKE_SA x[1] established between 192.0.2.1[vpn]...203.0.113.7[a]...10.0.0.1[b]", EventClass.TunnelActivity, 1, 1, "src_endpoint.ip=203.0.113.7", true)]
    public void ATunnelAndItsPeerAreRead(string message, EventClass eventClass, int activity, int status, string fields, bool proven) =>
        Assert.Equal(proven, Expect.Line("charon", Head + message, eventClass, activity, status, fields).Proven);

    [Theory]
    [InlineData(Head + "sending DPD request")]
    [InlineData("Mar  1 11:59:58 vpn app: 05[IKE] 203.0.113.7 is initiating an IKE_SA")]
    public void OtherLinesAreNotUnderstood(string line) => Assert.False(Decoded.Line("charon", line).Understood);
}
