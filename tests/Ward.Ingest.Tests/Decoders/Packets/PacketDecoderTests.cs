using Ward.Ingest.Tests.Packets;

namespace Ward.Ingest.Tests.Decoders.Packets;

/// <summary>Units written by hand from the standards, protocol by protocol; hex lines, as documents and scenarios may hold them.</summary>
public sealed class PacketDecoderTests
{
    private const string Tcp = "tcp 192.0.2.10 40000 192.0.2.20";

    [Theory]
    // A write of register 10 of unit 1; what was there was seen before.
    [InlineData("502 c 1772366398.000000 hs,was=700 0001000000060106000A04D2", "6 write_single_register request true 1/holding-register/10 10 1 1234 700 1234")]
    [InlineData("502 c 1772366398.000000 - 00020000000601050003FF00", "5 write_single_coil request true 1/coil/3 3 1 1 - 1")]
    [InlineData("502 c 1772366398.000000 - 00030000000B0110006400020400070008", "16 write_multiple_registers request true 1/holding-register/100 100 2 7,8 - 7,8")]
    [InlineData("502 c 1772366398.000000 - 000400000009010F0000000A02CD01", "15 write_multiple_coils request true 1/coil/0 0 10 1,0,1,1,0,0,1,1,1,0 - 1,0,1,1,0,0,1,1,1,0")]
    [InlineData("502 c 1772366398.000000 - 0005000000060103006B0003", "3 read_holding_registers request false 1/holding-register/107 107 3 - - -")]
    public void AModbusRequestIsReadWhole(string rest, string expected)
    {
        var read = Decoded.Line("auto", $"WPDU1 modbus {Tcp} {rest}");
        Assert.Equal((EventClass.NetworkActivity, 6, "ot", null), (read.Class, read.Activity, read.Source.Category, read["ot.status"]));
        Assert.Equal(expected, Show(read, "ot.function_code", "ot.function_name", "ot.direction", "ot.is_command", "ot.point", "ot.point_address", "ot.quantity", "ot.value", "ot.value_before", "ot.value_after"));
    }

    [Fact]
    public void AModbusAnswerIsJoinedWithWhatWasAskedAndTurnedToItsClient()
    {
        var read = Decoded.Line("auto", $"WPDU1 modbus {Back(502)} hs,req=03006B0003 000500000009010306022B00000064");
        Assert.Equal("1/holding-register/107 3 555,0,100 response 192.0.2.10 192.0.2.20 502 1", Show(read, "ot.point", "ot.quantity", "ot.value", "ot.direction", "src_endpoint.ip", "dst_endpoint.ip", "dst_endpoint.port") + $" {read.Status}");
        Assert.True(read.Proven);
    }

    [Fact]
    public void AModbusExceptionIsAFailureWithItsReason()
    {
        var read = Decoded.Line("auto", $"WPDU1 modbus {Back(502)} - 000500000003018302");
        Assert.Equal("3 2 illegal data address 2", Show(read, "ot.function_code", "ot.exception_code", "status_detail") + $" {read.Status}");
    }

    [Theory]
    [InlineData("000100000002010F")]
    [InlineData("00010000FFFF010600")]
    [InlineData("0001000000060106000A04D2FFFF")]
    public void AModbusUnitThatContradictsItselfKeepsItsFunction(string hex)
    {
        var read = Decoded.Line("auto", $"WPDU1 modbus {Tcp} 502 c 1772366398.000000 - {hex}");
        Assert.Equal(("malformed", true), (read["ot.status"], read["ot.function_code"] is not null));
    }

    [Fact]
    public void ADnp3ControlSaysWhichRelayAndWhat()
    {
        var app = "C305" + "0C0128" + "0100" + "0300" + "41" + "01" + "64000000" + "00000000" + "00";
        var read = Decoded.Line("auto", $"WPDU1 dnp3 {Tcp} 20000 c 1772366398.000000 hs 056419C40A0001000000{app}");
        Assert.Equal("5 direct_operate true 1 10 12:1 10/12/3 pulse_on/close pulse_on/close -", Show(read, "ot.function_code", "ot.function_name", "ot.is_command", "ot.source", "ot.destination", "ot.object", "ot.point", "ot.value", "ot.value_after", "ot.status"));
    }

    [Theory]
    // Counts and ranges that lie cost no more than the bytes that are there.
    [InlineData("C081" + "0000" + "1E0109" + "FFFFFFFF" + "00")]
    [InlineData("C081" + "0000" + "010102" + "00000000" + "FFFFFFFF" + "00")]
    [InlineData("C081" + "0000" + "1E0149" + "FFFFFFFF" + "0100")]
    [InlineData("C001" + "3C0206" + "05")]
    public void ADnp3ObjectThatLiesLeavesTheFunction(string app)
    {
        var read = Decoded.Line("auto", $"WPDU1 dnp3 {Tcp} 20000 c 1772366398.000000 - 05640AC40A0001000000{app}");
        Assert.Equal("malformed", read["ot.status"]);
        Assert.NotNull(read["ot.function_code"]);
    }

    [Fact]
    public void AnIec104CommandSaysItsCauseStationAndAddress()
    {
        var read = Decoded.Line("auto", $"WPDU1 iec104 {Tcp} 2404 c 1772366398.000000 hs 680E0A0002002D0106000300B9000001");
        Assert.Equal("45 C_SC_NA_1 act 3 185 3/185 1 true request -", Show(read, "ot.function_code", "ot.function_name", "ot.cause", "ot.unit", "ot.point_address", "ot.point", "ot.value", "ot.is_command", "ot.direction", "ot.status"));
    }

    [Fact]
    public void AnIec104NegativeConfirmationIsAFailure()
    {
        var read = Decoded.Line("auto", $"WPDU1 iec104 {Back(2404)} - 680E0A0002002D0147000300B9000001");
        Assert.Equal(("actcon", "negative confirm", 2), (read["ot.cause"], read["status_detail"], read.Status));
    }

    [Theory]
    [InlineData("680407000000", "STARTDT act")]
    [InlineData("680483000000", "TESTFR con")]
    [InlineData("680401000A00", "supervisory")]
    public void Iec104FramesWithoutDataAreNamed(string hex, string name) =>
        Assert.Equal(name, Decoded.Line("auto", $"WPDU1 iec104 {Tcp} 2404 c 1772366398.000000 - {hex}")["ot.function_name"]);

    [Fact]
    public void AnS7WriteSaysBlockAndByte()
    {
        var read = Decoded.Line("auto", DecoderSetSample("s7comm"));
        Assert.Equal("5 write_var true DB DB1.0.0x4 0x0000002a -", Show(read, "ot.function_code", "ot.function_name", "ot.is_command", "ot.object", "ot.point", "ot.value", "ot.status"));
    }

    [Fact]
    public void AnS7StopIsACommand()
    {
        var read = Decoded.Line("auto", $"WPDU1 tpkt {Tcp} 102 c 1772366398.000000 hs 0300002102F0803201000000010010000029000000000009505F50524F4752414D");
        Assert.Equal("41 plc_stop true P_PROGRAM", Show(read, "ot.function_code", "ot.function_name", "ot.is_command", "ot.object"));
    }

    [Fact]
    public void OtherUsersOfIsoOnTcpAreNotClaimed() =>
        Assert.False(Decoded.Line("auto", $"WPDU1 tpkt {Tcp} 3389 c 1772366398.000000 - 0300000C02F080640003EB70").Understood);

    [Fact]
    public void AnMqttConnectNamesItsUserAndNeverItsPassword()
    {
        var read = Decoded.Line("auto", $"WPDU1 mqtt {Tcp} 1883 c 1772366398.000000 hs,v=4 101900044D51545404C2003C000163000475736572000470617373");
        Assert.Equal("CONNECT 4 c user true -", Show(read, "ot.function_name", "mqtt.protocol_version", "mqtt.client_id", "user.name", "mqtt.has_password", "ot.status"));
        Assert.DoesNotContain("pass", read.Fields.Values);
    }

    [Theory]
    [InlineData("4", "20020005", "5", 2)]
    [InlineData("5", "2003008700", "135", 2)]
    [InlineData("5", "2003000000", "0", 1)]
    public void AnMqttAnswerToASignInIsASuccessOrNot(string version, string hex, string code, int status)
    {
        var read = Decoded.Line("auto", $"WPDU1 mqtt {Back(1883)} hs,v={version} {hex}");
        Assert.Equal((code, status, null), (read["mqtt.return_code"], read.Status, read["ot.status"]));
    }

    [Theory]
    [InlineData("0D2B060104018936040203060300", "dmsActivateMessage")]
    [InlineData("0F2B06010401893604020101050105 01", "phaseControlGroupForceOff")]
    [InlineData("0D2B06010401893604020103 0A00", "unitControl")]
    [InlineData("082B060102010105 00", "-")]
    public void ASnmpSetToATrafficDeviceIsNamed(string name, string known)
    {
        var oid = Convert.FromHexString(name.Replace(" ", "", StringComparison.Ordinal))[1..];
        byte[] binding = [0x30, (byte)(oid.Length + 5), 6, (byte)oid.Length, .. oid, 2, 1, 5];
        byte[] pdu = [0xA3, (byte)(binding.Length + 11), 2, 1, 1, 2, 1, 0, 2, 1, 0, 0x30, (byte)binding.Length, .. binding];
        byte[] message = [0x30, (byte)(pdu.Length + 11), 2, 1, 1, 4, 6, .. "public"u8, .. pdu];
        var read = Decoded.Line("auto", $"WPDU1 snmp udp 192.0.2.10 40000 192.0.2.20 161 c 1772366398.000000 - {Convert.ToHexString(message)}");
        Assert.Equal($"set_request true public 2 5 {known} -", Show(read, "ot.function_name", "ot.is_command", "snmp.community", "snmp.version", "ot.value_after", "ot.object", "ot.status"));
        Assert.False(read.Proven);
    }

    [Fact]
    public void ABacnetWriteSaysObjectPropertyAndValue()
    {
        var read = Decoded.Line("auto", "WPDU1 bacnet udp 192.0.2.10 47808 192.0.2.20 47808 - 1772366398.000000 - 810A001A0104020F010F0C0080000119553E4441A000003F4908");
        Assert.Equal("15 writeProperty true analog-value analog-value/1/85 present-value 20 20 8 -", Show(read, "ot.function_code", "ot.function_name", "ot.is_command", "ot.object", "ot.point", "bacnet.property_name", "ot.value", "ot.value_after", "bacnet.priority", "ot.status"));
    }

    [Theory]
    [InlineData("810B000801001008", "8", "whoIs", "-")]
    [InlineData("810A000C0104000205140907", "20", "reinitializeDevice", "-")]
    [InlineData("810A000C01040002051409", "20", "reinitializeDevice", "malformed")]
    [InlineData("8105000600 3C", "-", "registerForeignDevice", "-")]
    public void BacnetServicesAreNamed(string hex, string code, string name, string status)
    {
        var read = Decoded.Line("auto", $"WPDU1 bacnet udp 192.0.2.10 47808 192.0.2.20 47808 - 1772366398.000000 - {hex.Replace(" ", "", StringComparison.Ordinal)}");
        Assert.Equal($"{code} {name} {status}", Show(read, "ot.function_code", "ot.function_name", "ot.status"));
    }

    [Fact]
    public void ACipRequestSaysClassInstanceAndAttribute()
    {
        var read = Decoded.Line("auto", DecoderSetSample("enip"));
        Assert.Equal("cip 14 get_attribute_single 1/1/7 false -", Show(read, "ot.protocol", "ot.function_code", "ot.function_name", "ot.point", "ot.is_command", "ot.status"));
    }

    [Fact]
    public void ADnp3FragmentOfTwoFramesIsOneUnit()
    {
        var unit = Convert.FromHexString("056405C40A0001000000" + "C102" + "320107" + "01" + "000102030405");
        var capture = new Capture().Tcp(Capture.Client, "192.0.2.20:20000", Dnp3Frame.Of(unit, 0x41, 10, 4)).Tcp(Capture.Client, "192.0.2.20:20000", Dnp3Frame.Of(unit, 0x82, 14));
        var read = UnitReader.Decode(Assert.Single(UnitReader.Units(capture.File)));
        Assert.Equal("2 write 50:1 2 -", Show(read, "ot.function_code", "ot.function_name", "ot.object", "dnp3.frames", "ot.status"));
    }

    [Fact]
    public void WhatWasReadBeforeAWriteIsToldWithIt()
    {
        const string Server = "192.0.2.20:502";
        var capture = new Capture().Handshake(Capture.Client, Server)
            .Tcp(Capture.Client, Server, Convert.FromHexString("000100000006010300000002")).Tcp(Server, Capture.Client, Convert.FromHexString("00010000000701030400050006"))
            .Tcp(Capture.Client, Server, Convert.FromHexString("000200000006010600010009"));
        var read = UnitReader.Units(capture.File).Select(UnitReader.Decode).ToList();
        Assert.Equal(("1/holding-register/0", "5,6"), (read[1]["ot.point"], read[1]["ot.value"]));
        Assert.Equal(("6", "9"), (read[2]["ot.value_before"], read[2]["ot.value_after"]));
    }

    [Theory]
    // A single point seen as 1, commanded to 0; the confirmation makes 0 the value of the next command.
    [InlineData("01010300010005000001", "2D010600010005000000", "2D010700010005000000", "2D010600010005000001", "1", "0")]
    // Two short floating values in a row (SQ), of which the second is commanded; the station refuses.
    [InlineData("0D8203000100050000 0000C841 00 00002041 00", "320106000100060000 00004842 00", "320147000100060000 00004842 00", "320106000100060000 00004842 00", "10", null)]
    // A test changes nothing, and its confirmation is no value.
    [InlineData("0B0103000100050000 0700 00", "310186000100050000 0900 00", "310187000100050000 0900 00", "310106000100050000 0800 00", "7", "7")]
    // A command that only selects changes nothing, and another station's point is another.
    [InlineData("0B0103000100050000 0700 00", "310106000100050000 0900 80", "310107000100050000 0900 80", "310106000100050000 0800 00", null, "7")]
    [InlineData("0B0103000100050000 0700 00", "310106000200050000 0900 00", "310107000200050000 0900 00", "310106000100050000 0800 00", null, "7")]
    public void WhatAStationSaidOfAPointIsToldWithACommandToIt(string said, string command, string answer, string next, string? before, string? after)
    {
        const string Server = "192.0.2.20:2404";
        var capture = new Capture().Handshake(Capture.Client, Server).Tcp(Server, Capture.Client, Frame(said))
            .Tcp(Capture.Client, Server, Frame(command)).Tcp(Server, Capture.Client, Frame(answer)).Tcp(Capture.Client, Server, Frame(next));
        var read = UnitReader.Units(capture.File).Select(UnitReader.Decode).ToList();
        Assert.Equal((before, null, after), (read[1]["ot.value_before"], read[2]["ot.value_before"], read[3]["ot.value_before"]));

        static byte[] Frame(string asdu)
        {
            var bytes = Convert.FromHexString(asdu.Replace(" ", "", StringComparison.Ordinal));
            return [0x68, (byte)(bytes.Length + 4), 0, 0, 0, 0, .. bytes];
        }
    }

    /// <summary>Whoever sends datagrams in the name of a server's Modbus port says nothing of its registers.</summary>
    [Fact]
    public void WhatBacnetSaysAtAPortIsNoModbusRegister()
    {
        const string Client = "192.0.2.10:40000", Server = "192.0.2.20:502";
        var capture = new Capture().Handshake(Client, Server);
        // The property is the packed place of register N of unit 0.
        for (byte i = 0; i < 16; i++)
            capture = capture.Udp(Server, "192.0.2.10:47808", [.. Convert.FromHexString("810A0019010030050C0C000000001B0400"), i, .. Convert.FromHexString("3E44FFFFFFFF3F")]);
        capture = capture.Tcp(Client, Server, [.. Convert.FromHexString("00020000002700100000001020"), .. new byte[32]]);
        var read = UnitReader.Units(capture.File).Select(UnitReader.Decode).ToList();
        Assert.Equal(17, read.Count);
        Assert.Equal("bacnet", read[0]["ot.protocol"]);
        Assert.Equal(("modbus", null), (read[16]["ot.protocol"], read[16]["ot.value_before"]));
    }

    [Theory]
    // analog-value 1, present-value: read as 20, written as 30 and acknowledged, written again.
    [InlineData("3E44 41A00000 3F", "3E44 41F00000 3F", "20010F", "20", "30")]
    // Refused: what stands there now nobody knows.
    [InlineData("3E44 41A00000 3F", "3E44 41F00000 3F", "50010F 9102 9128", "20", null)]
    // Acknowledged to somebody else's number.
    [InlineData("3E91 01 3F", "3E91 00 3F", "20020F", "1", null)]
    [InlineData("3E 11 3F", "3E 10 3F", "20010F", "1", "0")]
    // Given back (NULL), and written with a priority: what stands there then another may have said.
    [InlineData("3E44 41A00000 3F", "3E 00 3F", "20010F", "20", null)]
    [InlineData("3E44 41A00000 3F", "3E44 41F00000 3F 4908", "20010F", "20", null)]
    public void WhatABacnetPropertyWasIsToldWithAWriteToIt(string answered, string written, string ended, string? before, string? after)
    {
        const string Client = "192.0.2.10:47808", Server = "192.0.2.20:47808", Object = "0C00800001 1955";
        var capture = new Capture()
            .Udp(Client, Server, Message("04", "0002050C" + Object)).Udp(Server, Client, Message("00", "30050C" + Object + answered))
            .Udp(Client, Server, Message("04", "0002010F" + Object + written)).Udp(Server, Client, Message("00", ended))
            .Udp(Client, Server, Message("04", "0002090F" + Object + written));
        var read = UnitReader.Units(capture.File).Select(UnitReader.Decode).ToList();
        Assert.Equal((null, before, null, after), (read[1]["ot.value_before"], read[2]["ot.value_before"], read[3]["ot.value_before"], read[4]["ot.value_before"]));

        static byte[] Message(string control, string apdu)
        {
            var bytes = Convert.FromHexString((control + apdu).Replace(" ", "", StringComparison.Ordinal));
            return [0x81, 0x0A, 0, (byte)(bytes.Length + 5), 1, .. bytes];
        }
    }

    private static string Back(int port) => $"tcp 192.0.2.20 {port} 192.0.2.10 40000 s 1772366398.000000";

    private static string Show(Decoded read, params string[] fields) => string.Join(' ', fields.Select(f => read[f] ?? "-"));

    private static string DecoderSetSample(string name) => Ward.Ingest.Decoders.DecoderSet.Cards.Single(c => c.Name == name).Sample;
}
