namespace Ward.Ingest.Tests.Decoders.Servers;

public sealed class DhcpdDecoderTests
{
    [Theory]
    [InlineData("DHCPACK on 192.0.2.5 to 00:11:22:33:44:55 (meter-7) via eth0", 5, 1, "src_endpoint.ip=192.0.2.5 | src_endpoint.hostname=meter-7 | src_endpoint.interface_name=eth0")]
    [InlineData("DHCPREQUEST for 192.0.2.5 (192.0.2.1) from 00:11:22:33:44:55 via eth0", 3, 1, "src_endpoint.ip=192.0.2.5 | dst_endpoint.ip=192.0.2.1")]
    [InlineData("DHCPDISCOVER from 00:11:22:33:44:55 via eth0: network 192.0.2.0/24: no free leases", 1, 1, "src_endpoint.interface_name=eth0 | status_detail=network 192.0.2.0/24: no free leases")]
    [InlineData("DHCPOFFER on 192.0.2.5 to 00:11:22:33:44:55 (meter-7) via eth0", 2, 1, "")]
    [InlineData("DHCPNAK on 192.0.2.5 to 00:11:22:33:44:55 via eth0", 6, 2, "")]
    [InlineData("DHCPRELEASE of 192.0.2.5 from 00:11:22:33:44:55 (meter-7) via eth0 (found)", 7, 1, "")]
    public void AMessageNamesAddressAndHardware(string message, int activity, int status, string fields) =>
        Expect.Line("dhcpd", "Mar  1 11:59:58 gw dhcpd[42]: " + message, EventClass.DhcpActivity, activity, status, fields.Length == 0 ? "src_endpoint.mac=00:11:22:33:44:55" : fields + " | src_endpoint.mac=00:11:22:33:44:55");

    [Fact]
    public void AClientsNameForgesNoAddress() =>
        Expect.Line("dhcpd", "Mar  1 11:59:58 gw dhcpd[42]: DHCPDISCOVER from 00:11:22:33:44:55 (10.0.0.1 66:77:88:99:aa:bb) via eth0", EventClass.DhcpActivity, 1, 1, "src_endpoint.mac=00:11:22:33:44:55 | src_endpoint.ip=");

    [Fact]
    public void OtherLinesAreNotUnderstood() => Assert.False(Decoded.Line("dhcpd", "Mar  1 11:59:58 gw dhcpd[42]: Wrote 5 leases to leases file.").Understood);
}
