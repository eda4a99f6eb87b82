namespace Ward.Ingest.Tests.Decoders;

public sealed class NftablesDecoderTests
{
    private const string Packet = "IN=eth0 OUT= MAC=00:11 SRC=203.0.113.7 DST=192.0.2.1 LEN=60 TTL=52 ID=1 DF PROTO=TCP SPT=40000 DPT=22 WINDOW=64240 SYN URGP=0";

    [Theory]
    [InlineData("ward-drop: ", "Dropped", 5, 2)]
    [InlineData("[UFW BLOCK] ", "Blocked", 5, 2)]
    [InlineData("REJECT ", "Rejected", 5, 2)]
    [InlineData("fw-accept ", "Allowed", 1, 1)]
    [InlineData("seen: ", "Logged", 6, 0)]
    public void ThePrefixTellsWhatBecameOfThePacket(string prefix, string disposition, int activity, int status)
    {
        var read = Decoded.Line("nftables", $"Mar  1 11:59:58 fw kernel: [ 12.5] {prefix}{Packet}");
        Assert.Equal((true, EventClass.NetworkActivity, activity, status, false), (read.Understood, read.Class, read.Activity, read.Status, read.Proven));
        Assert.Equal(
            [disposition, "203.0.113.7", "192.0.2.1", "40000", "22", "TCP", "eth0", "kernel"],
            new[] { "disposition", "src_endpoint.ip", "dst_endpoint.ip", "src_endpoint.port", "dst_endpoint.port", "connection_info.protocol_name", "src_endpoint.interface_name", "metadata.log_provider" }.Select(p => read[p]));
    }

    [Fact]
    public void ThePacketQuotedByAnIcmpErrorIsNotTheSource()
    {
        var read = Decoded.Line("nftables", "Mar  1 11:59:58 fw kernel: drop IN=eth0 OUT= SRC=203.0.113.7 DST=192.0.2.1 PROTO=ICMP TYPE=3 CODE=1 [SRC=10.0.0.1 DST=10.0.0.2 PROTO=TCP SPT=1 DPT=2 ]");
        Assert.Equal(("203.0.113.7", null), (read["src_endpoint.ip"], read["src_endpoint.port"]));
    }

    [Fact]
    public void AnotherProgramsLineIsNotTheKernels() =>
        Assert.False(Decoded.Line("nftables", $"Mar  1 11:59:58 fw app[1]: drop {Packet}").Understood);
}
