namespace Ward.Ingest.Tests.Decoders.Servers;

public sealed class WirelessDecoderTests
{
    [Theory]
    [InlineData("*spamApTask1: Mar 01 11:59:58.123: %WPS-4-SIG_ALARM_ON: sig_attack.c:123 AP 66:77:88:99:AA:BB[1] : Alarm ON, standard sig Deauth flood, track=per-Mac preced=9 hits=300 slot=1 channel=6", 1, "finding_info.title=Deauth flood | device.mac=66:77:88:99:AA:BB | hits=300 | channel=6")]
    [InlineData("%WPS-4-SIG_ALARM_OFF: sig_attack.c:123 AP 66:77:88:99:AA:BB[1] : Alarm OFF, standard sig Deauth flood, track=per-Mac", 3, "finding_info.title=Deauth flood")]
    [InlineData("IDS Signature attack detected on AP MAC 66:77:88:99:AA:BB: Signature Type: Standard, Name: Deauth flood, Detecting AP Name: ap7, Hits: 200, Channel: 56, srcMac: 00:11:22:33:44:55", 1, "finding_info.title=Deauth flood | src_endpoint.mac=00:11:22:33:44:55 | device.name=ap7")]
    [InlineData("Rogue AP : 00:11:22:33:44:55 detected on Base Radio MAC : 66:77:88:99:AA:BB Interface no:0 Channel : 6 with RSSI: -80 and SNR: 10 and Classification: unclassified, State: Alert, RuleClassified : N", 1, "finding_info.title=Rogue access point | src_endpoint.mac=00:11:22:33:44:55 | device.mac=66:77:88:99:AA:BB | rssi=-80 | classification=unclassified")]
    [InlineData("Rogue AP : 00:11:22:33:44:55 removed from Base Radio MAC : 66:77:88:99:AA:BB", 3, "src_endpoint.mac=00:11:22:33:44:55")]
    [InlineData("WLAN/4/ROGUE_DEVICE_DETECT:OID 1.3.6 Rogue device is detected notify.( APName=[ap7], APMAC=[66:77:88:99:AA:BB], RogueDeviceMAC=[00:11:22:33:44:55], RogueDeviceSSID=[free])", 1, "src_endpoint.mac=00:11:22:33:44:55 | device.name=ap7")]
    [InlineData("EVT_AP_DetectRogueAP: Access point 66:77:88:99:aa:bb detected", 1, "metadata.event_code=EVT_AP_DetectRogueAP")]
    public void AStrangerInTheAirIsAFinding(string message, int activity, string fields) =>
        Assert.False(Expect.Line("wireless", "Mar  1 11:59:58 wlc7 " + message, EventClass.DetectionFinding, activity, 0, fields).Proven);

    [Fact]
    public void OtherLinesAreNotUnderstood() => Assert.False(Decoded.Line("wireless", "Mar  1 11:59:58 wlc7 rogue words").Understood);
}
