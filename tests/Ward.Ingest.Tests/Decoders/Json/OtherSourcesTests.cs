namespace Ward.Ingest.Tests.Decoders.Json;

public sealed class OtherSourcesTests
{
    [Fact]
    public void ADifferenceOfOsqueryKeepsItsColumns()
    {
        var read = Decoded.Line("auto", """{"name":"ports","hostIdentifier":"web-1","calendarTime":"x","unixTime":"1772366398","action":"removed","columns":{"pid":"8","path":"/usr/bin/a"}}""");
        Assert.Equal(("osquery", EventClass.EvidenceInfo, "web-1", "8", "removed"), (read.By, read.Class, read["device.hostname"], read["columns.pid"], read["action"]));
    }

    [Fact]
    public void AProcessEventOfOsqueryIsAProcess()
    {
        var read = Decoded.Line("auto", """{"name":"pack_x_process_events","hostIdentifier":"web-1","unixTime":1772366398,"action":"added","columns":{"pid":"8","path":"/usr/bin/a","cmdline":"a -b"}}""");
        Assert.Equal((EventClass.ProcessActivity, 1, "/usr/bin/a", "a -b", "process_creation"), (read.Class, read.Activity, read["process.file.path"], read["process.cmd_line"], read.Source.Category));
    }

    [Fact]
    public void ASnapshotOfOsqueryIsKept()
    {
        var read = Decoded.Line("auto", """{"name":"users","hostIdentifier":"web-1","unixTime":1772366398,"action":"snapshot","snapshot":[{"username":"ann"},{"username":"bo"}]}""");
        Assert.Equal(("osquery", "ann"), (read.By, read["snapshot.username"]));
    }

    [Theory]
    [InlineData("NT_STATUS_OK", "SMB2", 1, true)]
    [InlineData("NT_STATUS_WRONG_PASSWORD", "LDAP", 2, true)]
    [InlineData("NT_STATUS_WRONG_PASSWORD", "Kerberos KDC", 2, false)]
    public void SambaProvesTheSourceOverTcpAlone(string status, string service, int expected, bool proven)
    {
        var read = Decoded.Line("auto", $$$"""{"timestamp":"2026-03-01T11:59:58.123456+0000","type":"Authentication","Authentication":{"status":"{{{status}}}","remoteAddress":"ipv6:2001:db8::7:50122","serviceDescription":"{{{service}}}","clientAccount":"ann from 198.51.100.1"}}""");
        Assert.Equal(("samba-audit", EventClass.Authentication, expected, proven), (read.By, read.Class, read.Status, read.Proven));
        Assert.Equal(("2001:db8::7", "50122", "ann from 198.51.100.1"), (read["src_endpoint.ip"], read["src_endpoint.port"], read["user.name"]));
    }

    [Theory]
    [InlineData("unix:")]
    [InlineData("ipv4:203.0.113.7")]
    [InlineData("ipv4::5")]
    [InlineData("ipv4:999.0.0.1:5")]
    public void ARemoteThatIsNoAddressAndPortIsNone(string remote)
    {
        var read = Decoded.Line("samba-audit", $$$"""{"timestamp":"2026-03-01T11:59:58+0000","type":"Authorization","Authorization":{"remoteAddress":"{{{remote}}}","serviceDescription":"SMB2"}}""");
        Assert.Null(read["src_endpoint.ip"]);
        Assert.False(read.Proven);
    }

    [Theory]
    [InlineData("0", "sighting")]
    [InlineData("1", "false positive")]
    [InlineData("2", "expiration")]
    public void ASightingSaysWhichKindItIs(string type, string name) =>
        Assert.Equal((name, EventClass.OsintInventoryInfo), (Decoded.Line("auto", $$$"""{"Sighting":{"date_sighting":"1772366398","type":"{{{type}}}","uuid":"u"}}""")["activity_name"], EventClass.OsintInventoryInfo));

    [Fact]
    public void ANotificationFillsThePointAndKeepsTheOthers()
    {
        var read = Decoded.Line("auto", """{"id":"n","type":"Notification","subscriptionId":"s","notifiedAt":"2026-03-01T11:59:58Z","data":[{"id":"urn:a","type":"Pump","speed":{"type":"Property","value":900,"unitCode":"RPM"},"on":{"type":"Property","value":true}}]}""");
        Assert.Equal(("ngsi-ld", "urn:a", "speed", "900", "true", "RPM"), (read.By, read["ot.source"], read["ot.point"], read["ot.value"], read["data.on.value"], read["data.speed.unitCode"]));
    }
}
