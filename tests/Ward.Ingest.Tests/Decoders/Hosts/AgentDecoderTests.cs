namespace Ward.Ingest.Tests.Decoders.Hosts;

public sealed class AgentDecoderTests
{
    [Fact]
    public void AProcessStartIsALaunchWithTheNamesThatRulesAskFor()
    {
        var read = Line("process", """{"event":"started","pid":7,"ppid":1,"name":"curl","exe":"/usr/bin/curl","cmdline":"curl \"x\"","cwd":"/tmp","uid":33,"parent_exe":"/bin/sh"}""");
        Assert.Equal((EventClass.ProcessActivity, 1, new LogSource("process_creation", "linux", "")), (read.Class, read.Activity, read.Source));
        Assert.Equal(("/usr/bin/curl", "curl \"x\"", "/bin/sh"), (read["process.file.path"], read["process.cmd_line"], read["ParentImage"]));
    }

    [Fact]
    public void AnInboundFlowHasItsRemoteEndAsSourceAndProvesIt()
    {
        var read = Line("socket", """{"event":"flow","protocol":"tcp","direction":"inbound","local_address":"192.0.2.1","local_port":22,"remote_address":"203.0.113.7","remote_port":5022,"uid":0}""");
        Assert.Equal((EventClass.NetworkActivity, 1, true), (read.Class, read.Activity, read.Proven));
        Assert.Equal(("203.0.113.7", "22"), (read["src_endpoint.ip"], read["dst_endpoint.port"]));
    }

    [Fact]
    public void AFailedSignInKeepsANameThatLooksLikeAField()
    {
        var read = Line("login", """{"event":"failed","user":"x\",\"address\":\"198.51.100.1","terminal":"ssh:notty","host":"h","address":"203.0.113.7","pid":1,"at":1772366398}""");
        Assert.Equal((EventClass.Authentication, 1, 2), (read.Class, read.Activity, read.Status));
        Assert.Equal(("x\",\"address\":\"198.51.100.1", "203.0.113.7"), (read["user.name"], read["src_endpoint.ip"]));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1772366398), read.Time);
    }

    [Fact]
    public void AJournalEntryIsReadByTheDecoderOfItsProgram()
    {
        const string Entry = """{"__CURSOR":"s=1","__REALTIME_TIMESTAMP":"1772366398123456","_HOSTNAME":"gate","_UID":"UID","_PID":"42","SYSLOG_IDENTIFIER":"sshd","MESSAGE":"Failed password for root from 203.0.113.7 port 5022 ssh2"}""";
        var read = Line("journal", Entry.Replace("UID\":\"UID", "UID\":\"0", StringComparison.Ordinal));
        Assert.Equal((EventClass.Authentication, 2), (read.Class, read.Status));
        Assert.Equal(("203.0.113.7", "gate", "s=1"), (read["src_endpoint.ip"], read["device.hostname"], read["__CURSOR"]));
        // Whoever may write to the journal may name any program.
        Assert.False(Line("journal", Entry.Replace("UID\":\"UID", "UID\":\"1000", StringComparison.Ordinal)).Proven);
    }

    /// <summary>An entry as journalctl 252 prints it: its fields stand in no order, the cursor and the message among the others.</summary>
    [Fact]
    public void AnEntryAsARealJournalPrintsItIsRead()
    {
        var read = Line("journal", """
            {"_PID":"23703","_SOURCE_REALTIME_TIMESTAMP":"1772366397416410","SYSLOG_IDENTIFIER":"sshd","_HOSTNAME":"vm","_TRANSPORT":"journal","__REALTIME_TIMESTAMP":"1772366397417482","__MONOTONIC_TIMESTAMP":"1048469408","_RUNTIME_SCOPE":"system","__CURSOR":"s=bd9f97d4a3004987b107aad319b611b0;i=159;b=941a0f6a53864d0ea353f65578cbf5b5;m=3e7e5fa0;t=66152b5d9aa4a;x=91aedd315046940e","PRIORITY":"3","_COMM":"sshd","_GID":"0","MESSAGE":"Failed password for root from 203.0.113.7 port 5022 ssh2","_CAP_EFFECTIVE":"1fffeffffff","_UID":"0"}
            """.Trim());
        Assert.Equal((EventClass.Authentication, 2), (read.Class, read.Status));
        Assert.Equal(("203.0.113.7", "vm"), (read["src_endpoint.ip"], read["device.hostname"]));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1772366397417).AddMicroseconds(482), read.Time);
    }

    /// <summary>Records as auditd 3.0.9 wrote them with log_format ENRICHED: a group separator (0x1d) stands before what it looked up.</summary>
    [Theory]
    [InlineData("""type=SYSCALL msg=audit(1795857773.397:40): arch=c000003e syscall=44 success=yes exit=1092 a0=3 a1=7ffc09f91ce0 a2=444 a3=0 items=0 ppid=24458 pid=24534 auid=4294967295 uid=0 gid=0 euid=0 suid=0 fsuid=0 egid=0 sgid=0 fsgid=0 tty=(none) ses=4294967295 comm="auditctl" exe="/usr/sbin/auditctl" key=(null)|ARCH=x86_64 SYSCALL=sendto AUID="unset" UID="root" GID="root" EUID="root" SUID="root" FSUID="root" EGID="root" SGID="root" FSGID="root" """, "key", "(null)")]
    [InlineData("""type=CONFIG_CHANGE msg=audit(1795857773.413:42): op=set audit_enabled=0 old=1 auid=4294967295 ses=4294967295 res=1|AUID="unset" """, "res", "1")]
    [InlineData("""type=USER_AUTH msg=audit(1795857772.349:34): pid=24525 uid=0 auid=4294967295 ses=4294967295 msg='op=PAM:authentication grantors=pam_rootok acct="nobody" exe="/usr/bin/su" hostname=? addr=? terminal=? res=success'|UID="root" AUID="unset" """, "acct", "nobody")]
    [InlineData("""type=PROCTITLE msg=audit(1795857773.413:42): proctitle=617564697463746C002D650030""", "proctitle", "auditctl\0-e\00")]
    public void ARecordAsARealAuditdWritesItIsRead(string record, string field, string value)
    {
        var read = Line("audit", System.Text.Json.JsonSerializer.Serialize(record.Trim().Replace('|', '\u001d')));
        Assert.True(read.Understood);
        Assert.Equal(value, read[field]);
    }

    [Theory]
    [InlineData("package", """{"event":"present","manager":"dpkg","name":"openssl","version":"3.0","architecture":"amd64"}""", EventClass.SoftwareInfo, 2)]
    [InlineData("integrity", """{"event":"modified","path":"/etc/passwd","sha256":"ab","mode":"0644","uid":0,"gid":0,"size":1}""", EventClass.FileActivity, 3)]
    [InlineData("listen", """{"event":"listens","protocol":"tcp","address":"::","port":22,"uid":0}""", EventClass.NetworkActivity, 7)]
    [InlineData("agent", """{"event":"lost","policy":"oldest first","lines":5}""", EventClass.Base, 0)]
    public void EachSourceHasItsClass(string source, string line, EventClass expected, int activity)
    {
        var read = Line(source, line);
        Assert.True(read.Understood);
        Assert.Equal((expected, activity), (read.Class, read.Activity));
    }

    [Theory]
    [InlineData("unheard", """{"event":"x"}""")]
    [InlineData("process", """{"event":"ended"}""")]
    [InlineData("process", "[1]")]
    [InlineData("journal", """{"MESSAGE":[1,2]}""")]
    [InlineData("file", "\"no program writes so\"")]
    public void WhatIsNotKnownIsNotClaimed(string source, string line) => Assert.False(Line(source, line).Understood);

    private static Decoded Line(string source, string line) =>
        Decoded.Line("ward-agent", $$"""{"seq":7,"time":"2026-03-01T11:59:58.000000Z","source":"{{source}}","line":{{line}}}""");
}
