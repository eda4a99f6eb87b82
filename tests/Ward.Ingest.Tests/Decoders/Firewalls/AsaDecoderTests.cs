namespace Ward.Ingest.Tests.Decoders.Firewalls;

public sealed class AsaDecoderTests
{
    [Theory]
    [InlineData("%ASA-2-106001: Inbound TCP connection denied from 203.0.113.7/5022 to 192.0.2.1/80 flags SYN on interface outside", 5, 2, "dst_endpoint.ip=192.0.2.1 | dst_endpoint.port=80 | connection_info.tcp_flags=2 | src_endpoint.interface_name=outside | disposition=Blocked")]
    [InlineData("%ASA-2-106006: Deny inbound UDP from 203.0.113.7/5022 to 192.0.2.1/53 on interface outside", 5, 2, "connection_info.protocol_name=udp | dst_endpoint.port=53")]
    [InlineData("%ASA-6-106015: Deny TCP (no connection) from 203.0.113.7/5022 to 192.0.2.1/80 flags RST on interface outside", 5, 2, "connection_info.tcp_flags=4")]
    [InlineData("%ASA-1-106021: Deny UDP reverse path check from 203.0.113.7 to 192.0.2.1 on interface outside", 5, 2, "dst_endpoint.ip=192.0.2.1 | src_endpoint.interface_name=outside")]
    [InlineData("%ASA-4-106023: Deny tcp src outside:203.0.113.7/5022 dst dmz:192.0.2.1/80 by access-group \"outside_in\" [0x0, 0x0]", 5, 2, "connection_info.protocol_name=tcp | firewall_rule.name=outside_in | src_endpoint.interface_name=outside | dst_endpoint.interface_name=dmz | blocked=true")]
    [InlineData("%ASA-4-106023: Deny icmp src outside:203.0.113.7 dst dmz:192.0.2.1 (type 8, code 0) by access-group \"outside_in\" [0x0, 0x0]", 5, 2, "icmp_type=8 | dst_endpoint.ip=192.0.2.1")]
    [InlineData("%ASA-6-106100: access-list outside_in denied tcp outside/203.0.113.7(5022) -> dmz/192.0.2.1(80) hit-cnt 3 first hit [0x1, 0x0]", 5, 2, "firewall_rule.name=outside_in | count=3 | dst_endpoint.port=80 | action=denied")]
    [InlineData("%ASA-6-106100: access-list inside_out permitted tcp inside/203.0.113.7(5022) -> outside/192.0.2.1(80) hit-cnt 1 first hit [0x1, 0x0]", 1, 1, "disposition=Allowed")]
    [InlineData("%ASA-6-302013: Built inbound TCP connection 1017 for outside:203.0.113.7/5022 (203.0.113.7/5022) to dmz:192.0.2.1/443 (198.51.100.1/443)", 1, 1, "connection_info.uid=1017 | dst_endpoint.ip=192.0.2.1 | dst_endpoint.port=443 | mapped_dst=198.51.100.1/443 | connection_info.direction=Inbound")]
    [InlineData("%ASA-6-302015: Built outbound UDP connection 1018 for outside:192.0.2.53/53 (192.0.2.53/53) to inside:203.0.113.7/5022 (198.51.100.2/1025)", 1, 1, "dst_endpoint.ip=192.0.2.53 | dst_endpoint.port=53 | src_endpoint.port=5022 | connection_info.direction=Outbound")]
    [InlineData("%ASA-6-302014: Teardown TCP connection 1017 for outside:203.0.113.7/5022 to dmz:192.0.2.1/443 duration 0:00:30 bytes 1234 TCP FINs", 2, 1, "traffic.bytes=1234 | duration=0:00:30 | status_detail=TCP FINs | connection_info.uid=1017")]
    [InlineData("%ASA-6-302020: Built inbound ICMP connection for faddr 203.0.113.7/0 gaddr 198.51.100.1/0 laddr 192.0.2.1/0", 1, 1, "dst_endpoint.ip=192.0.2.1 | connection_info.protocol_name=icmp")]
    [InlineData("%ASA-6-305011: Built dynamic TCP translation from inside:203.0.113.7/5022 to outside:198.51.100.1/1025", 1, 1, "src_endpoint.proxy_endpoint.ip=198.51.100.1 | nat_port=1025 | connection_info.protocol_name=TCP")]
    [InlineData("%ASA-3-313001: Denied ICMP type=8, code=0 from 203.0.113.7 on interface outside", 5, 2, "icmp_type=8 | src_endpoint.interface_name=outside")]
    [InlineData("%ASA-3-710003: TCP access denied by ACL from 203.0.113.7/5022 to outside:192.0.2.1/23", 5, 2, "dst_endpoint.port=23 | connection_info.protocol_name=TCP")]
    [InlineData("%ASA-7-710005: UDP request discarded from 203.0.113.7/5022 to outside:192.0.2.255/137", 5, 2, "disposition=Dropped")]
    public void APacketOrConnectionNamesItsEnds(string message, int activity, int status, string fields)
    {
        var read = Expect.Line("cisco-asa", "<166>Mar  1 2026 11:59:58: " + message, EventClass.NetworkActivity, activity, status, fields + " | src_endpoint.ip=203.0.113.7");
        Assert.False(read.Proven);
        Assert.Equal("firewall", read.Source.Category);
    }

    [Theory]
    [InlineData("%ASA-6-605004: Login denied from 203.0.113.7/5022 to outside:192.0.2.1/ssh for user \"x\" from 10.0.0.1/1\"", EventClass.Authentication, 1, 2, "src_endpoint.port=5022 | dst_endpoint.svc_name=ssh | user.name=x\" from 10.0.0.1/1", true)]
    [InlineData("%ASA-6-605005: Login permitted from 203.0.113.7/5022 to outside:192.0.2.1/ssh for user \"ann\"", EventClass.Authentication, 1, 1, "user.name=ann | dst_endpoint.ip=192.0.2.1", true)]
    [InlineData("%ASA-6-315011: SSH session from 203.0.113.7 on interface outside for user \"ann\" terminated normally", EventClass.Authentication, 2, 0, "user.name=ann | status_detail=terminated normally", true)]
    [InlineData("%ASA-6-113015: AAA user authentication Rejected : reason = Invalid password : local database : user = a : user IP = 10.0.0.1 : user IP = 203.0.113.7", EventClass.Authentication, 1, 2, "user.name=a : user IP = 10.0.0.1 | status_detail=Invalid password", false)]
    [InlineData("%ASA-6-113005: AAA user authentication Rejected : reason = AAA failure : server = 10.0.0.9 : user = ann : user IP = 203.0.113.7", EventClass.Authentication, 1, 2, "user.name=ann | server=10.0.0.9", false)]
    [InlineData("%ASA-6-113039: Group <city> User <ann> IP <203.0.113.7> AnyConnect parent session started.", EventClass.TunnelActivity, 1, 1, "user.name=ann | user.groups.name=city", false)]
    [InlineData("%ASA-4-722051: Group <city> User <ann> IP <203.0.113.7> IPv4 Address <10.9.0.5> IPv6 address <::> assigned to session", EventClass.TunnelActivity, 1, 1, "assigned_ip=10.9.0.5 | user.name=ann", false)]
    [InlineData("%ASA-4-113019: Group = city, Username = ann, IP = 203.0.113.7, Session disconnected. Session Type: SSL, Duration: 0h:01m:02s, Bytes xmt: 11, Bytes rcv: 22, Reason: User Requested", EventClass.TunnelActivity, 2, 0, "user.name=ann | traffic.bytes_out=11 | traffic.bytes_in=22 | status_detail=User Requested", false)]
    [InlineData("%ASA-6-611102: User authentication failed: IP address: 203.0.113.7, Uname: ann", EventClass.Authentication, 1, 2, "user.name=ann", false)]
    [InlineData("%ASA-5-750006: Local:192.0.2.1:4500 Remote:203.0.113.7:4500 Username:ann IKEv2 SA UP. Reason: New Connection Established", EventClass.TunnelActivity, 1, 1, "user.name=ann | dst_endpoint.ip=192.0.2.1", false)]
    [InlineData("%ASA-4-338002: Dynamic filter monitored blacklisted TCP traffic from inside:203.0.113.7/5022 (198.51.100.1/1) to outside:192.0.2.66/80 (192.0.2.66/80), destination malicious address resolved from dynamic list: bad.example, threat-level: high, category: malware", EventClass.DetectionFinding, 1, 0, "severity=high | finding_info.types=malware | dst_endpoint.ip=192.0.2.66", false)]
    [InlineData("%ASA-5-111010: User 'ann', running 'CLI' from IP 203.0.113.7, executed 'write memory'", EventClass.ProcessActivity, 1, 1, "actor.user.name=ann | process.cmd_line=write memory", false)]
    public void APersonIsNamedWithTheAddress(string message, EventClass eventClass, int activity, int status, string fields, bool proven) =>
        Assert.Equal(proven, Expect.Line("cisco-asa", "Mar  1 11:59:58 fw7 " + message, eventClass, activity, status, fields + " | src_endpoint.ip=203.0.113.7 | device.hostname=fw7").Proven);

    [Theory]
    [InlineData("%ASA-5-111008: User 'ann' executed the 'configure terminal' command.", EventClass.ProcessActivity, 1, 1, "process.cmd_line=configure terminal | actor.user.name=ann")]
    [InlineData("%ASA-6-113004: AAA user authentication Successful : server =  10.0.0.9 : user = ann", EventClass.Authentication, 1, 1, "user.name=ann")]
    [InlineData("%ASA-6-611103: User logged out: Uname: ann", EventClass.Authentication, 2, 1, "user.name=ann")]
    [InlineData("%ASA-4-733100: [ Scanning] drop rate-1 exceeded. Current burst rate is 1 per second", EventClass.DetectionFinding, 1, 0, "finding_info.title=Scanning")]
    public void OtherMessagesAreReadByTheirNumber(string message, EventClass eventClass, int activity, int status, string fields) =>
        Expect.Line("auto", "Mar  1 11:59:58 fw7 " + message, eventClass, activity, status, fields);

    [Theory]
    [InlineData("Mar  1 11:59:58 fw7 %ASA-6-999999: Something")]
    [InlineData("Mar  1 11:59:58 fw7 app: a text that quotes %ASA-6-611103: User logged out: Uname: ann, long after its own beginning, as an application may do with what it was sent")]
    [InlineData("%OTHER-6-611103: User logged out: Uname: ann")]
    public void OtherLinesAreNotUnderstood(string line) => Assert.False(Decoded.Line("cisco-asa", line).Understood);
}
