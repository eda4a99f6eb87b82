namespace Ward.Ingest.Tests.Decoders.Network;

public sealed class NetflowDecoderTests
{
    private const string Line = "{\"netflow\":{\"version\":9,\"exporter\":\"192.0.2.1\",\"src_ip\":\"203.0.113.7\",\"dst_ip\":\"192.0.2.9\",\"src_port\":40112,\"dst_port\":443,\"proto\":6,\"bytes\":5120,\"packets\":9,\"start\":1772362800123,\"end\":1772362801456,\"tcp_flags\":27,\"e4242\":7}}";

    [Fact]
    public void AFlowIsATrafficReportWhoseSourceIsNotProven()
    {
        var e = Decoded.Line("netflow", Line);
        Assert.Equal((EventClass.NetworkActivity, 6, false), (e.Class, e.Activity, e.Proven));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1772362801456), e.Time);
        Assert.Equal(
            ["203.0.113.7", "192.0.2.9", "40112", "443", "tcp", "6", "5120", "9", "27", "192.0.2.1", "7"],
            new[]
            {
                "src_endpoint.ip", "dst_endpoint.ip", "src_endpoint.port", "dst_endpoint.port", "connection_info.protocol_name", "connection_info.protocol_num",
                "traffic.bytes", "traffic.packets", "connection_info.tcp_flags", "device.ip", "e4242",
            }.Select(path => e[path]));
    }

    [Fact]
    public void OptionsAreNoTraffic() =>
        Assert.Equal(EventClass.Base, Decoded.Line("netflow", "{\"netflow\":{\"version\":9,\"exporter\":\"192.0.2.1\",\"options\":true,\"sampling_interval\":1000}}").Class);
}
