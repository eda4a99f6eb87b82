namespace Ward.Ingest.Tests.Decoders.Hosts;

public sealed class AuditdDecoderTests
{
    private const string Stamp = "msg=audit(1772366398.123:24287): ";

    [Fact]
    public void ACallKeepsTheNamesThatRulesAskFor()
    {
        var read = Expect.Line("auditd",
            $"type=SYSCALL {Stamp}arch=c000003e syscall=59 success=yes exit=0 a0=55d a1=55e a2=55f a3=8 items=2 ppid=686 pid=3538 auid=1000 uid=0 gid=0 euid=0 tty=pts0 ses=1 comm=\"cat\" exe=\"/usr/bin/cat\" subj=unconfined key=\"ward_exec\"",
            EventClass.ProcessActivity, 1, 1,
            "type=SYSCALL | SYSCALL=execve | a0=55d | comm=cat | exe=/usr/bin/cat | key=ward_exec | syscall=59 | euid=0 | process.file.path=/usr/bin/cat | process.pid=3538 | process.parent_process.pid=686 | actor.user.uid=1000 | metadata.correlation_uid=24287 | metadata.event_code=SYSCALL");
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 11, 59, 58, 123, TimeSpan.Zero), read.Time);
        Assert.Equal(new LogSource("", "linux", "auditd"), read.Source);
    }

    [Fact]
    public void AnEnrichedCallNamesItself() =>
        Expect.Line("auditd", $"type=SYSCALL {Stamp}arch=c000003e syscall=103 success=no exit=-1 a0=4 comm=\"dmesg\" exe=\"/usr/bin/dmesg\" key=(null)\u001dARCH=x86_64 SYSCALL=syslog AUID=\"ann\"",
            EventClass.KernelActivity, 4, 2, "SYSCALL=syslog | actor.user.name=ann | a0=4");

    [Fact]
    public void HexadecimalArgumentsBecomeTheCommandLine()
    {
        var read = Expect.Line("auditd", $"type=EXECVE {Stamp}argc=3 a0=\"cat\" a1=\"-n\" a2=2F6574632F736861646F772078", EventClass.ProcessActivity, 1, 0,
            "a0=cat | a2=/etc/shadow x | process.cmd_line=cat -n /etc/shadow x");
        Assert.Equal("process_creation", read.Source.Category);
    }

    [Fact]
    public void AProcessTitleIsDecoded() =>
        Expect.Line("auditd", $"type=PROCTITLE {Stamp}proctitle=636174002F6574632F736861646F77", EventClass.ProcessActivity, 99, 0, "process.cmd_line=cat /etc/shadow");

    [Theory]
    [InlineData("USER_LOGIN", "pid=1 uid=0 auid=4294967295 ses=4294967295 msg='op=login acct=\"ann\" exe=\"/usr/sbin/sshd\" hostname=? addr=203.0.113.7 terminal=ssh res=failed'", EventClass.Authentication, 1, 2, "user.name=ann | src_endpoint.ip=203.0.113.7 | op=login | actor.user.uid=")]
    [InlineData("USER_AUTH", "pid=1 msg='op=PAM:authentication acct=\"root\" exe=\"/usr/bin/su\" hostname=? addr=? terminal=pts/0 res=success'", EventClass.Authentication, 1, 1, "user.name=root | process.file.path=/usr/bin/su")]
    [InlineData("USER_END", "pid=1 msg='op=PAM:session_close acct=\"root\" res=success'", EventClass.Authentication, 2, 1, "user.name=root")]
    [InlineData("USER_CMD", "pid=1 msg='cwd=\"/home/ann\" cmd=636174202F6574632F736861646F77 exe=\"/usr/bin/sudo\" terminal=pts/0 res=success'", EventClass.ProcessActivity, 1, 1, "process.cmd_line=cat /etc/shadow | process.working_directory=/home/ann")]
    [InlineData("ADD_USER", "pid=1 msg='op=adding user acct=\"eve\" exe=\"/usr/sbin/useradd\" res=success'", EventClass.UserManagement, 1, 1, "user.name=eve | exe=/usr/sbin/useradd")]
    [InlineData("SERVICE_START", "pid=1 msg='unit=ssh comm=\"systemd\" exe=\"/usr/lib/systemd/systemd\" res=success'", EventClass.ApplicationLifecycle, 3, 1, "service.name=ssh")]
    [InlineData("SERVICE_STOP", "pid=1 msg='unit=auditd comm=\"systemd\" res=success'", EventClass.ApplicationLifecycle, 4, 1, "service.name=auditd | unit=auditd")]
    [InlineData("PATH", "item=1 name=\"/etc/cron.d/x\" inode=5 nametype=CREATE", EventClass.FileActivity, 1, 0, "file.path=/etc/cron.d/x | name=/etc/cron.d/x | nametype=CREATE")]
    [InlineData("CONFIG_CHANGE", "audit_enabled=0 old=1 auid=1000 ses=1 res=1", EventClass.EventLogActivity, 10, 1, "audit_enabled=0")]
    [InlineData("CONFIG_CHANGE", "auid=1000 op=remove_rule key=\"x\" list=4 res=1", EventClass.EntityManagement, 3, 1, "op=remove_rule")]
    [InlineData("AVC", "avc:  denied  { read } for  pid=5 comm=\"httpd\" name=\"shadow\" scontext=a:b tcontext=c:d tclass=file permissive=0", EventClass.KernelActivity, 4, 2, "access_mask=read | file.path=shadow | tclass=file | avc=denied")]
    [InlineData("SOCKADDR", "saddr=02000050CB0071070000000000000000", EventClass.NetworkActivity, 99, 0, "dst_endpoint.ip=203.0.113.7 | dst_endpoint.port=80")]
    [InlineData("SOCKADDR", "saddr=0A0001BB0000000020010DB800000000000000000000000700000000", EventClass.NetworkActivity, 99, 0, "dst_endpoint.ip=2001:db8::7 | dst_endpoint.port=443")]
    [InlineData("ANOM_PROMISCUOUS", "dev=eth0 prom=256 old_prom=0 auid=1000", EventClass.DetectionFinding, 1, 0, "finding_info.types=ANOM_PROMISCUOUS | dev=eth0")]
    public void ARecordSaysWhatItsTypeMeans(string type, string text, EventClass eventClass, int activity, int status, string fields) =>
        Expect.Line("auditd", $"type={type} {Stamp}{text}", eventClass, activity, status, fields + $" | type={type}");

    [Theory]
    [InlineData("Mar  1 11:59:58 gate audispd: node=db type=SERVICE_STOP " + Stamp + "unit=x res=success", "db")]
    [InlineData("Mar  1 11:59:58 gate kernel: [ 12.5] audit: type=1131 audit(1772366398.123:24287): pid=1 unit=x res=success", "gate")]
    public void TheRecordIsReadFromSyslogAndKernelToo(string line, string host) => Expect.Line("auto", line, EventClass.ApplicationLifecycle, 4, 1, $"device.hostname={host} | type=SERVICE_STOP");

    [Fact]
    public void AnAccountNameInHexadecimalForgesNoAddress() =>
        Expect.Line("auditd", $"type=USER_LOGIN {Stamp}pid=1 msg='op=login acct=782720616464723D31302E302E302E31 exe=\"/usr/sbin/sshd\" hostname=? addr=203.0.113.7 res=failed'",
            EventClass.Authentication, 1, 2, "user.name=x' addr=10.0.0.1 | src_endpoint.ip=203.0.113.7");

    [Theory]
    [InlineData("type=SYSCALL msg=audit(x): a=b")]
    [InlineData("type=SYSCALL a=b")]
    [InlineData("Mar  1 11:59:58 gate kernel: type=1131 audit(1772366398.123:24287): pid=1")]
    public void WhatIsNoRecordIsNotUnderstood(string line) => Assert.False(Decoded.Line("auditd", line).Understood);
}
