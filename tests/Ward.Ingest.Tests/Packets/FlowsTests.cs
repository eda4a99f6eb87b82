using System.Text;
using Ward.Ingest.Packets;

namespace Ward.Ingest.Tests.Packets;

public sealed class FlowsTests
{
    private const string Client = "192.0.2.10:40000", Server = "192.0.2.20:502";
    private static readonly byte[] Read = Convert.FromHexString("000100000006010300000002"), Answer = Convert.FromHexString("00010000000701030400050006");

    [Fact]
    public void AUnitsLineNamesEndsSideTimeAndHardware()
    {
        var capture = new Capture().Handshake(Client, Server).Tcp(Client, Server, Read);
        Assert.Equal(
            "WPDU1 modbus tcp 192.0.2.10 40000 192.0.2.20 502 c 1772366398.003000 hs,mac=00005e005302-00005e005301|000100000006010300000002",
            UnitReader.Show(Assert.Single(UnitReader.Units(capture.File))));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void BothByteOrdersAndBothClocksAreRead(bool bigEndian, bool nano) =>
        Assert.Contains(" 1772366398.000000 ", UnitReader.Show(Assert.Single(UnitReader.Units(new Capture(bigEndian, nano).Tcp(Client, Server, Read).File))), StringComparison.Ordinal);

    [Fact]
    public void AUnitInPiecesOutOfOrderAndTwiceIsOneUnit()
    {
        var capture = new Capture().Handshake(Client, Server);
        var at = capture.Next(Client, Server);
        capture.Tcp(Client, Server, Read[8..], at: at + 8).Tcp(Client, Server, Read[4..9], at: at + 4).Tcp(Client, Server, Read[..4], at: at).Tcp(Client, Server, Read, at: at);
        Assert.EndsWith("|000100000006010300000002", UnitReader.Show(Assert.Single(UnitReader.Units(capture.File))), StringComparison.Ordinal);
    }

    [Fact]
    public void SeveralUnitsInOneSegmentAreSeveral() =>
        Assert.Equal(3, UnitReader.Units(new Capture().Tcp(Client, Server, [.. Read, .. Read, .. Read]).File).Count);

    [Fact]
    public void AHoleThatTheOtherEndAcknowledgesIsPassedOverAndTold()
    {
        var capture = new Capture().Handshake(Client, Server).Missed(Client, Server, 12).Tcp(Client, Server, Read).Tcp(Server, Client, Answer);
        var units = new PcapUnits(capture.File, new PacketOptions { Flows = false });
        Assert.Equal([true, false], units.Select(u => UnitReader.Show(u).Contains("gap", StringComparison.Ordinal)));
        Assert.Equal(1, units.Counts.Gaps);
    }

    [Fact]
    public void WhatTheCaptureCutIsTellsAsFarAsItCame()
    {
        var capture = new Capture().Handshake(Client, Server).Tcp(Client, Server, Read, captured: 54 + 9).Tcp(Client, Server, Read);
        var units = UnitReader.Units(capture.File).Select(UnitReader.Show).ToList();
        Assert.Contains("of=12", units[0], StringComparison.Ordinal);
        Assert.Equal("incomplete", UnitReader.Decode(UnitReader.Units(capture.File)[0])["ot.status"]);
        Assert.EndsWith("|000100000006010300000002", units[1], StringComparison.Ordinal);
    }

    [Fact]
    public void AUnitLongerThanTheLimitKeepsItsBeginningAndTheNextIsFound()
    {
        byte[] publish = [0x30, 0x90, 0x4E, 0, 1, (byte)'t', .. new byte[9997]];
        var capture = new Capture();
        foreach (var piece in publish.Chunk(1000)) capture.Tcp(Client, "192.0.2.20:1883", piece);
        capture.Tcp(Client, "192.0.2.20:1883", [0xC0, 0]);
        var units = UnitReader.Units(capture.File, new PacketOptions { Flows = false, UnitLimit = 2000 });
        Assert.Equal(2, units.Count);
        Assert.Contains("of=10003", UnitReader.Show(units[0]), StringComparison.Ordinal);
        Assert.True(units[0].Line.Length < 2200);
        Assert.EndsWith("|C000", UnitReader.Show(units[1]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("closed", 17)]
    [InlineData("reset", 4)]
    public void AConversationOfNoKnownProtocolIsToldAtItsEnd(string state, byte flags)
    {
        const string Web = "192.0.2.30:443";
        var capture = new Capture().Handshake(Client, Web).Tcp(Client, Web, [1, 2, 3]).Tcp(Web, Client, [4]).Tcp(Client, Web, [], flags);
        if (flags == 17) capture.Tcp(Web, Client, [], flags);
        var read = UnitReader.Decode(Assert.Single(UnitReader.Units(capture.File, new PacketOptions())));
        Assert.Equal(
            [state, "192.0.2.10", "192.0.2.30", "443", "3", "1"],
            new[] { "connection_info.flag_history", "src_endpoint.ip", "dst_endpoint.ip", "dst_endpoint.port", "traffic.bytes_out", "traffic.bytes_in" }.Select(f => read[f]));
        Assert.True(read.Proven);
    }

    [Fact]
    public void AScansUnansweredSynIsAnAttemptAndProvesNothing()
    {
        var read = UnitReader.Decode(Assert.Single(UnitReader.Units(new Capture().Tcp(Client, "192.0.2.30:22", [], 2).File, new PacketOptions())));
        Assert.Equal(("attempt", 4, 2, false), (read["connection_info.flag_history"], read.Activity, read.Status, read.Proven));
    }

    [Fact]
    public void FlowsBeyondTheLimitEndEarlyAndAreCounted()
    {
        var capture = new Capture();
        for (var i = 0; i < 50; i++) capture.Udp($"192.0.2.10:{40000 + i}", "192.0.2.30:5000", [1]);
        var units = new PcapUnits(capture.File, new PacketOptions { FlowLimit = 8 });
        Assert.Equal(50, units.Count());
        Assert.Equal((50, 42), (units.Counts.Flows, units.Counts.FlowsEvicted));
    }

    [Fact]
    public void AFlowThatLastsIsToldWhileItDoes()
    {
        var capture = new Capture().Handshake(Client, "192.0.2.30:22");
        for (var i = 0; i < 9; i++) capture.Wait(TimeSpan.FromMinutes(1)).Tcp(Client, "192.0.2.30:22", [1]);
        Assert.Equal(["open", "end"], UnitReader.Units(capture.File, new PacketOptions()).Select(u => UnitReader.Decode(u)["connection_info.flag_history"]));
    }

    [Fact]
    public void AnotherPortIsReadWhereTheFeedSaysSo()
    {
        var capture = new Capture().Tcp(Client, "192.0.2.20:1502", Read);
        Assert.Empty(UnitReader.Units(capture.File));
        Assert.True(PortProtocol.TryParse("modbus:1502", out var port));
        Assert.Single(UnitReader.Units(capture.File, new PacketOptions { Ports = [port], Flows = false }));
    }

    [Fact]
    public void AHandshakeOfOneDirectionProvesNothing()
    {
        // Whoever can send packets can send a SYN and data under another's address; only the answer shows that they reach it.
        var capture = new Capture().Tcp(Client, Server, [], 2).Tcp(Client, Server, [], 16).Tcp(Client, Server, Read);
        Assert.False(UnitReader.Decode(Assert.Single(UnitReader.Units(capture.File))).Proven);
    }

    [Fact]
    public void VlanAndIpv6AreRead()
    {
        byte[] udp = [0x9C, 0x40, 0xBA, 0xC0, 0, 16, 0, 0, 0x81, 0x0B, 0, 8, 1, 0, 0x10, 8];
        var packet = Capture.Packet("[2001:db8::1]:1", "[2001:db8::2]:1", 17, udp);
        var capture = new Capture().Frame([.. new byte[12], 0x81, 0, 0, 42, 0x86, 0xDD, .. packet]);
        var read = UnitReader.Decode(Assert.Single(UnitReader.Units(capture.File)));
        Assert.Equal(("42", "2001:db8::1", "whoIs"), (read["vlan"], read["src_endpoint.ip"], read["ot.function_name"]));
    }

    [Fact]
    public void ALineOfBinaryBytesIsLeftWholeByTheSyslogHeader()
    {
        var line = Encoding.Latin1.GetBytes("WPDU1 modbus tcp 192.0.2.1 1 192.0.2.2 502 c 1.000000 -\n<34>1 - \0\r\n");
        var header = Ward.Ingest.Decoders.SyslogHeader.Read(line, Decoded.Received, TimeZoneInfo.Utc);
        Assert.Equal(line, header.Message.ToArray());
        Assert.True(header.App.IsEmpty && header.Host.IsEmpty && header.Time is null);
    }
}
