namespace Ward.Ingest.Tests.Decoders.Servers;

public sealed class HostapdDecoderTests
{
    [Theory]
    [InlineData("wlan0: AP-STA-CONNECTED 00:11:22:33:44:55 auth_alg=open", 1, 1)]
    [InlineData("wlan0: AP-STA-DISCONNECTED 00:11:22:33:44:55", 2, 0)]
    [InlineData("wlan0: AP-STA-POSSIBLE-PSK-MISMATCH 00:11:22:33:44:55", 1, 2)]
    [InlineData("wlan0: CTRL-EVENT-EAP-FAILURE 00:11:22:33:44:55", 1, 2)]
    [InlineData("wlan0: STA 00:11:22:33:44:55 IEEE 802.11: deauthenticated due to inactivity (timer DEAUTH/REMOVE)", 2, 0)]
    [InlineData("wlan0: STA 00:11:22:33:44:55 IEEE 802.11: associated (aid 1)", 99, 1)]
    [InlineData("wlan0: STA 00:11:22:33:44:55 IEEE 802.1X: authentication failed - EAP type: 25 (PEAP)", 1, 2)]
    [InlineData("wlan0: STA 00:11:22:33:44:55 WPA: pairwise key handshake completed (RSN)", 1, 1)]
    public void AStationComesAndGoes(string message, int activity, int status) =>
        Assert.False(Expect.Line("hostapd", "Mar  1 11:59:58 ap7 hostapd: " + message, EventClass.Authentication, activity, status, "src_endpoint.mac=00:11:22:33:44:55 | src_endpoint.interface_name=wlan0").Proven);

    [Theory]
    [InlineData("Mar  1 11:59:58 ap7 hostapd: wlan0: AP-STA-CONNECTED nobody")]
    [InlineData("Mar  1 11:59:58 ap7 app: wlan0: AP-STA-CONNECTED 00:11:22:33:44:55")]
    public void OtherLinesAreNotUnderstood(string line) => Assert.False(Decoded.Line("hostapd", line).Understood);
}
