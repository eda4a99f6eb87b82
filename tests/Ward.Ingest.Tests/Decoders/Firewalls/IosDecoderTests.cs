namespace Ward.Ingest.Tests.Decoders.Firewalls;

public sealed class IosDecoderTests
{
    private const string Head = "<189>123: sw7: *Mar  1 11:59:58.123: ";

    [Theory]
    [InlineData("%SEC_LOGIN-5-LOGIN_SUCCESS: Login Success [user: ann] [Source: 203.0.113.7] [localport: 22] at 11:59:58 UTC Sun Mar 1 2026", EventClass.Authentication, 1, 1, "user.name=ann | dst_endpoint.port=22", true)]
    [InlineData("%SEC_LOGIN-4-LOGIN_FAILED: Login failed [user: x] [Source: 10.0.0.1] y] [Source: 203.0.113.7] [localport: 22] [Reason: Login Authentication Failed] at 11:59:58", EventClass.Authentication, 1, 2, "user.name=x] [Source: 10.0.0.1] y | status_detail=Login Authentication Failed", true)]
    [InlineData("%SYS-5-CONFIG_I: Configured from console by ann on vty0 (203.0.113.7)", EventClass.EntityManagement, 3, 1, "actor.user.name=ann | session.terminal=vty0", false)]
    [InlineData("%SYS-6-LOGOUT: User ann has exited tty session 2(203.0.113.7)", EventClass.Authentication, 2, 1, "user.name=ann", false)]
    [InlineData("%SEC-6-IPACCESSLOGP: list 101 denied tcp 203.0.113.7(5022) -> 192.0.2.1(80), 3 packets", EventClass.NetworkActivity, 5, 2, "firewall_rule.name=101 | dst_endpoint.ip=192.0.2.1 | dst_endpoint.port=80 | traffic.packets=3", false)]
    [InlineData("%SEC-6-IPACCESSLOGDP: list 101 permitted icmp 203.0.113.7 -> 192.0.2.1 (8/0), 1 packet", EventClass.NetworkActivity, 1, 1, "connection_info.protocol_name=icmp | dst_endpoint.ip=192.0.2.1", false)]
    [InlineData("%SEC-6-IPACCESSLOGS: list 1 denied 203.0.113.7 1 packet", EventClass.NetworkActivity, 5, 2, "traffic.packets=1", false)]
    [InlineData("%SSH-5-SSH2_USERAUTH: User 'ann' authentication for SSH2 Session from 203.0.113.7 (tty = 0) using crypto cipher 'aes', hmac 'sha' Succeeded", EventClass.Authentication, 1, 1, "user.name=ann", true)]
    [InlineData("%BGP-5-ADJCHANGE: neighbor 203.0.113.7 Down BGP Notification sent", EventClass.NetworkActivity, 2, 2, "status_detail=Down BGP Notification sent", false)]
    public void AMessageNamesItsSource(string message, EventClass eventClass, int activity, int status, string fields, bool proven) =>
        Assert.Equal(proven, Expect.Line("cisco-ios", Head + message, eventClass, activity, status, fields + " | src_endpoint.ip=203.0.113.7").Proven);

    [Fact]
    public void ALoggedCommandIsWhatRulesOfAaaLookAt()
    {
        var read = Expect.Line("cisco-ios", Head + "%PARSER-5-CFGLOG_LOGGEDCMD: User:ann  logged command:no logging host", EventClass.ProcessActivity, 1, 1, "actor.user.name=ann | process.cmd_line=no logging host");
        Assert.Equal(new LogSource("", "cisco", "aaa"), read.Source);
    }

    [Theory]
    [InlineData("%PORT_SECURITY-2-PSECURE_VIOLATION: Security violation occurred, caused by MAC address 0011.2233.4455 on port Gi0/1.", EventClass.DetectionFinding, 1, 0, "src_endpoint.mac=0011.2233.4455 | src_endpoint.interface_name=Gi0/1")]
    [InlineData("%LINEPROTO-5-UPDOWN: Line protocol on Interface Gi0/1, changed state to down", EventClass.NetworkActivity, 2, 1, "src_endpoint.interface_name=Gi0/1")]
    public void PortsAreReadToo(string message, EventClass eventClass, int activity, int status, string fields) => Expect.Line("auto", Head + message, eventClass, activity, status, fields);

    [Fact]
    public void OtherLinesAreNotUnderstood() => Assert.False(Decoded.Line("cisco-ios", Head + "%OSPF-5-ADJCHG: Process 1").Understood);
}
