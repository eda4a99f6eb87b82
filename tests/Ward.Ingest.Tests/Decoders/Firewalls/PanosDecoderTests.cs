namespace Ward.Ingest.Tests.Decoders.Firewalls;

public sealed class PanosDecoderTests
{
    private const string Head = "<14>Mar  1 11:59:58 pa7 1,2026/03/01 11:59:58,0072,";
    private const string Flow = "2561,2026/03/01 11:59:58,203.0.113.7,192.0.2.1,0.0.0.0,0.0.0.0,\"rule, one\",city\\ann,,ssl,vsys1,untrust,dmz,ethernet1/1,ethernet1/2,fwd,2026/03/01 11:59:58,88,1,5022,443,0,0,0x0,tcp,";

    [Theory]
    [InlineData("TRAFFIC,drop," + Flow + "deny,60,60,0,1,2026/03/01 11:59:58,0,any,,71,0x0,Country,Other,,1,0,policy-deny", EventClass.NetworkActivity, 5, 2, "disposition=Blocked | traffic.bytes=60 | src_endpoint.location.country=Country | status_detail=policy-deny")]
    [InlineData("TRAFFIC,end," + Flow + "allow,160,60,100,4,2026/03/01 11:59:58,30,any,,71,0x0,Country,Other,,2,2,tcp-fin", EventClass.NetworkActivity, 2, 1, "disposition=Allowed | traffic.bytes_in=100 | duration=30000")]
    [InlineData("TRAFFIC,start," + Flow + "allow,160,60,100,4,2026/03/01 11:59:58,30,any,,71,0x0,Country,Other,,2,2,n/a", EventClass.NetworkActivity, 1, 1, "")]
    [InlineData("THREAT,vulnerability," + Flow + "reset-both,x.bin,Web Shell(30001),any,critical,client-to-server,72,0x0,Country,Other,,", EventClass.DetectionFinding, 1, 2, "finding_info.title=Web Shell(30001) | finding_info.analytic.uid=30001 | severity=critical | disposition=Reset")]
    [InlineData("THREAT,url," + Flow + "block-url,\"bad.example/a,b?c=1\",(9999),malware,informational,client-to-server,72,0x0,Country,Other,,", EventClass.HttpActivity, 99, 2, "http_request.url.url_string=bad.example/a,b?c=1 | http_request.url.query_string=c=1 | category=malware")]
    public void AFlowIsReadInFull(string rest, EventClass eventClass, int activity, int status, string fields)
    {
        var read = Expect.Line("pan-os", Head + rest, eventClass, activity, status,
            (fields.Length == 0 ? "" : fields + " | ") + "src_endpoint.ip=203.0.113.7 | src_endpoint.port=5022 | dst_endpoint.ip=192.0.2.1 | dst_endpoint.port=443 | firewall_rule.name=rule, one | user.name=city\\ann | src_endpoint.zone=untrust | device.hostname=pa7 | device.uid=0072 | connection_info.uid=88");
        Assert.False(read.Proven);
        Assert.Equal("firewall", read.Source.Category);
    }

    [Theory]
    [InlineData("SYSTEM,auth,2561,2026/03/01 11:59:58,,auth-fail,,0,0,general,medium,\"failed authentication for user 'ann'. Reason: Invalid username/password. From: 203.0.113.7.\",73,0x0", EventClass.Authentication, 1, 2, "user.name=ann | src_endpoint.ip=203.0.113.7 | severity=medium | metadata.event_code=auth-fail")]
    [InlineData("SYSTEM,general,2561,2026/03/01 11:59:58,,general,,0,0,general,informational,\"User ann logged in\",73,0x0", EventClass.Base, 0, 0, "status_detail=User ann logged in")]
    [InlineData("CONFIG,0,2561,2026/03/01 11:59:58,203.0.113.7,,set,ann,Web,Succeeded,vsys vsys1 rulebase,74,0x0", EventClass.EntityManagement, 3, 1, "actor.user.name=ann | src_endpoint.ip=203.0.113.7 | resources.name=vsys vsys1 rulebase | activity_name=set")]
    [InlineData("GLOBALPROTECT,0,2561,2026/03/01 11:59:58,vsys1,portal-auth,login,LDAP,,city\\ann,Country,pc7,203.0.113.7,0.0.0.0,0.0.0.0,0.0.0.0,id,sn,6.0,Windows,10,1,,bad password,Invalid,failure,,0,,0,portal7,75", EventClass.Authentication, 1, 2, "user.name=city\\ann | src_endpoint.ip=203.0.113.7 | src_endpoint.hostname=pc7 | portal=portal7 | auth_protocol=LDAP")]
    public void OtherTypesHaveAnOrderOfTheirOwn(string rest, EventClass eventClass, int activity, int status, string fields) => Expect.Line("auto", Head + rest, eventClass, activity, status, fields);

    [Theory]
    [InlineData("1,2026/03/01 11:59:58,0072,OTHER,x,1,2026/03/01 11:59:58,a,b,c,d,e,f,g")]
    [InlineData("1,not a time,0072,TRAFFIC,x,1,2026/03/01 11:59:58,a,b,c,d,e,f,g")]
    public void OtherLinesAreNotUnderstood(string line) => Assert.False(Decoded.Line("pan-os", line).Understood);
}
