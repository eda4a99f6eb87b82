namespace Ward.Ingest.Tests.Decoders.Firewalls;

public sealed class FilterlogDecoderTests
{
    private const string Head = "Mar  1 11:59:58 fw filterlog[42]: ";

    [Theory]
    [InlineData("5,,,1000000103,igb0,match,block,in,4,0x0,,52,12345,0,DF,6,tcp,60,203.0.113.7,192.0.2.1,5022,22,0,S,123,,64240,,mss", 5, 2, "src_endpoint.ip=203.0.113.7 | dst_endpoint.ip=192.0.2.1 | src_endpoint.port=5022 | dst_endpoint.port=22 | connection_info.tcp_flags=2 | disposition=Blocked | blocked=true | connection_info.direction=Inbound | src_endpoint.interface_name=igb0 | firewall_rule.uid=1000000103")]
    [InlineData("7,,,0,igb1,match,pass,out,4,0x0,,64,0,0,none,17,udp,76,192.0.2.5,203.0.113.53,40000,53,56", 1, 1, "connection_info.protocol_name=udp | dst_endpoint.port=53 | disposition=Allowed | blocked=false | dst_endpoint.interface_name=igb1")]
    [InlineData("7,,,0,igb1,match,block,in,4,0x0,,64,0,0,none,1,icmp,84,203.0.113.7,192.0.2.5,request,1,2", 5, 2, "connection_info.protocol_name=icmp | icmp_type=request | src_endpoint.port=")]
    [InlineData("9,,,0,igb0,match,block,in,6,0x00,0x00000,64,tcp,6,40,2001:db8::7,2001:db8::1,5022,443,0,S,1,,64240,,", 5, 2, "src_endpoint.ip=2001:db8::7 | dst_endpoint.port=443 | connection_info.tcp_flags=2")]
    public void APacketIsReadByItsProtocol(string message, int activity, int status, string fields) =>
        Assert.False(Expect.Line("filterlog", Head + message, EventClass.NetworkActivity, activity, status, fields).Proven);

    [Theory]
    [InlineData(Head + "5,,,1,igb0,match,block,in,4,0x0,,52,1,0,DF,6,tcp,60,x,192.0.2.1,1,2")]
    [InlineData(Head + "5,,,1")]
    [InlineData("Mar  1 11:59:58 fw app[42]: 7,,,0,igb1,match,pass,out,4,0x0,,64,0,0,none,17,udp,76,192.0.2.5,203.0.113.53,40000,53,56")]
    public void OtherLinesAreNotUnderstood(string line) => Assert.False(Decoded.Line("filterlog", line).Understood);
}
