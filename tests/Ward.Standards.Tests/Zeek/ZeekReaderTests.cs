using System.Text;
using Ward.Standards.Tests.Streams;
using Ward.Standards.Yaml;
using Ward.Standards.Zeek;

namespace Ward.Standards.Tests.Zeek;

public sealed class ZeekReaderTests
{
    private const string Conn = "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tconn\n#open\t2026-03-01-12-00-00\n"
        + "#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\tconn_state\tlocal_orig\ttunnel_parents\n#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tstring\tstring\tbool\tset[string]\n"
        + "1772366400.123456\tCx1\t10.20.0.20\t40000\t10.50.0.10\t502\ttcp\tmodbus\tSF\tT\t(empty)\n1772366401.5\tCx2\tfe80::1\t1\t10.50.0.10\t161\tudp\t-\tS0\t-\tCa,Cb\n#close\t2026-03-01-13-00-00\n";

    [Fact]
    public void RowsOfAHeaderAreReadWithWhatIsUnsetAndEmpty()
    {
        var rows = Read(Conn, r => (r.Line, r.Log, r["id.orig_h"], r["service"], r.Flag("local_orig"), r.Time(), r.Several("tunnel_parents").Count, r["no such"]));
        Assert.Equal([(9, ZeekLog.Conn, "10.20.0.20", "modbus", true, 1772366400.123456, 0, null), (10, ZeekLog.Conn, "fe80::1", null, null, 1772366401.5, 2, null)], rows);
    }

    [Fact]
    public void LogsMayFollowOneAnotherWithOtherMarks()
    {
        var rows = Read(Conn + "#separator ;\n#set_separator;|\n#empty_field;EMPTY\n#unset_field;NONE\n#path;known_services\n#fields;ts;host;port_num;port_proto;service\n1.0;10.50.0.10;NONE;tcp;MODBUS|S7COMM\n",
            r => (r.Log, r.Count("port_num"), string.Join(' ', r.Several("service"))));
        Assert.Equal((ZeekLog.KnownServices, null, "MODBUS S7COMM"), rows[^1]);
        Assert.Equal(3, rows.Count);
    }

    [Fact]
    public void EscapedBytesAreTextAgain()
    {
        var rows = Read("#separator \\x09\n#path\tsoftware\n#fields\tts\thost\tsoftware_type\tname\n1.0\t10.0.0.1\tHTTP::SERVER\ta\\x09b \\xc3\\xbc\\x5c\n", r => r["name"]);
        Assert.Equal("a\tb ü\\", Assert.Single(rows));
    }

    [Theory]
    [InlineData("{\"_path\":\"conn\",\"ts\":1772366400.1,\"id.orig_h\":\"10.0.0.1\"}", ZeekLog.Conn)]
    [InlineData("{\"ts\":\"2026-03-01T12:00:00Z\",\"id.orig_h\":\"10.0.0.1\",\"conn_state\":\"SF\"}", ZeekLog.Conn)]
    [InlineData("{\"ts\":1,\"id.orig_h\":\"10.0.0.1\",\"query\":\"a\"}", ZeekLog.Other)]
    [InlineData("{\"ts\":1,\"host\":\"10.0.0.1\"}", ZeekLog.KnownHosts)]
    [InlineData("{\"ts\":1,\"host\":\"10.0.0.1\",\"port_num\":22,\"port_proto\":\"tcp\",\"service\":[\"SSH\"]}", ZeekLog.KnownServices)]
    [InlineData("{\"ts\":1,\"host\":\"10.0.0.1\",\"port_num\":443,\"subject\":\"CN=a\"}", ZeekLog.Other)]
    [InlineData("{\"ts\":1,\"mac\":\"00:0e:8c:00:00:01\"}", ZeekLog.KnownDevices)]
    [InlineData("{\"ts\":1,\"mac\":\"00:0e:8c:00:00:01\",\"assigned_addr\":\"10.0.0.1\",\"msg_types\":[\"REQUEST\",\"ACK\"]}", ZeekLog.Dhcp)]
    [InlineData("{\"ts\":1,\"host\":\"10.0.0.1\",\"software_type\":\"SSH::SERVER\",\"name\":\"OpenSSH\"}", ZeekLog.Software)]
    public void ALogInJsonIsToldByItsNameOrItsFields(string line, ZeekLog log) => Assert.Equal(log, Assert.Single(Read(line, r => r.Log)));

    [Fact]
    public void TimesInJsonMayBeSecondsOrDates() =>
        Assert.Equal([1.5, 1772366400], Read("{\"ts\":1.5,\"host\":\"::1\"}\n{\"ts\":\"2026-03-01T12:00:00.000000Z\",\"host\":\"::1\"}\n", r => r.Time()!.Value));

    [Fact]
    public void RotatedLogsMayBeGzippedAndJoined()
    {
        using var stream = new MemoryStream([.. TextLinesTests.Packed(Conn), .. TextLinesTests.Packed(Conn)]);
        var problems = new ProblemList("conn.log.gz");
        Assert.Equal(4, ZeekReader.Read(stream, problems).Count());
        Assert.Empty(problems.Sorted());
    }

    [Theory]
    [InlineData("1.0\t10.0.0.1\n", 1)]
    [InlineData("#fields\tts\thost\n1.0\n", 2)]
    [InlineData("{\"ts\":1,\n", 1)]
    public void ARowThatIsWrongIsNamedByItsLine(string text, int line)
    {
        var problems = new ProblemList("x.log");
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        Assert.Empty(ZeekReader.Read(stream, problems));
        Assert.Equal(line, Assert.Single(problems.Sorted()).Line);
    }

    [Fact]
    public void AnyBytesAreReadOrReported() => Hostile.Sample(Conn + "{\"ts\":1,\"host\":\"10.0.0.1\",\"service\":[\"SSH\"]}\n", bytes =>
    {
        using var stream = new MemoryStream(bytes);
        foreach (var row in ZeekReader.Read(stream, new ProblemList("x.log")))
            Assert.True(row.Line > 0 && row.Several("service").Count >= 0 && row.Time() is null or >= 0);
    });

    private static List<T> Read<T>(string text, Func<ZeekRow, T> of)
    {
        var problems = new ProblemList("x.log");
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        // A row is valid until the next.
        var rows = ZeekReader.Read(stream, problems).Select(of).ToList();
        Assert.Empty(problems.Sorted());
        return rows;
    }
}
