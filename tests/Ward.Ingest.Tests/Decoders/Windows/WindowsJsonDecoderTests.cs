namespace Ward.Ingest.Tests.Decoders.Windows;

public sealed class WindowsJsonDecoderTests
{
    private const string Raw = """{"Event":{"#attributes":{"xmlns":"http://schemas.microsoft.com/win/2004/08/events/event"},"System":{"Provider":{"#attributes":{"Name":"Microsoft-Windows-Sysmon"}},"EventID":1,"TimeCreated":{"#attributes":{"SystemTime":"2026-03-01T11:59:58.5Z"}},"EventRecordID":77,"Channel":"Microsoft-Windows-Sysmon/Operational","Computer":"desk-7"},"EventData":{"ProcessGuid":"{A}","ProcessId":4242,"Image":"C:\\Windows\\System32\\reg.exe","CommandLine":"reg query HKLM","User":"CITY\\ann","Hashes":"MD5=AA,SHA256=BBBB,IMPHASH=CCCCCCCC","ParentImage":"C:\\Windows\\explorer.exe","ParentProcessId":12}}}""";

    [Fact]
    public void ARawSysmonProcessFillsTheProcessAndKeepsTheNamesOfRules()
    {
        var read = Decoded.Line("auto", Raw);
        Assert.Equal((EventClass.ProcessActivity, 1, new LogSource("process_creation", "windows", "sysmon")), (read.Class, read.Activity, read.Source));
        Assert.Equal(
            ["C:\\Windows\\System32\\reg.exe", "4242", "reg query HKLM", "reg.exe", "BBBB", "C:\\Windows\\explorer.exe", "12", "CITY\\ann", "desk-7", "1", "77"],
            new[] { "process.file.path", "process.pid", "process.cmd_line", "process.name", "process.file.hashes.value", "process.parent_process.file.path", "process.parent_process.pid", "process.user.name", "device.hostname", "metadata.event_code", "metadata.uid" }.Select(p => read[p]));
        Assert.Equal(["C:\\Windows\\System32\\reg.exe", "reg query HKLM", "CITY\\ann", "Microsoft-Windows-Sysmon", "1"], new[] { "Image", "CommandLine", "User", "Provider_Name", "EventID" }.Select(p => read[p]));
        Assert.Null(read["user.name"]);
    }

    [Theory]
    [InlineData(4624, "0x8020000000000000", EventClass.Authentication, 1, 1)]
    [InlineData(4625, "0x8010000000000000", EventClass.Authentication, 1, 2)]
    [InlineData(4634, "0x8020000000000000", EventClass.Authentication, 2, 1)]
    [InlineData(4672, "0x8020000000000000", EventClass.AuthorizeSession, 1, 1)]
    [InlineData(4698, "0x8020000000000000", EventClass.ScheduledJobActivity, 1, 1)]
    [InlineData(4720, "0x8020000000000000", EventClass.UserManagement, 1, 1)]
    [InlineData(4724, "0x8010000000000000", EventClass.UserManagement, 9, 2)]
    [InlineData(4740, "0x8020000000000000", EventClass.UserManagement, 6, 1)]
    [InlineData(4732, "0x8020000000000000", EventClass.GroupManagement, 3, 1)]
    [InlineData(5145, "0x8010000000000000", EventClass.SmbActivity, 99, 2)]
    [InlineData(5157, "0x8010000000000000", EventClass.NetworkActivity, 5, 2)]
    [InlineData(1102, "0x4020000000000000", EventClass.EventLogActivity, 1, 1)]
    [InlineData(4999, "0x8020000000000000", EventClass.Base, 0, 1)]
    public void SecurityEventsHaveTheirClass(int id, string keywords, EventClass expected, int activity, int status)
    {
        var read = Decoded.Line("windows-json", $$"""{"EventID":{{id}},"Channel":"Security","Computer":"desk-7","Keywords":"{{keywords}}","TargetUserName":"ann","SubjectUserName":"bo"}""");
        Assert.Equal((expected, activity, status), (read.Class, read.Activity, read.Status));
        Assert.Equal(("windows", "security"), (read.Source.Product, read.Source.Service));
    }

    [Theory]
    [InlineData("0x0", 1)]
    [InlineData("0x00000000", 1)]
    [InlineData("0xc000006a", 2)]
    public void ATicketOrAValidationIsJudgedByItsCode(string code, int status) =>
        Assert.Equal(status, Decoded.Line("windows-json", $$"""{"EventID":4776,"Channel":"Security","Status":"{{code}}"}""").Status);

    [Fact]
    public void AFailedLogonNamesWhoAndWhenceButProvesNothing()
    {
        var read = Decoded.Line("windows-json", """{"EventID":4625,"Channel":"Security","TargetUserName":"ann","IpAddress":"::ffff:203.0.113.7","IpPort":"50122","LogonType":3,"WorkstationName":"-","SubjectUserName":"-","ProcessId":"0x1a4"}""");
        Assert.Equal(["ann", "203.0.113.7", "50122", "3", "420"], new[] { "user.name", "src_endpoint.ip", "src_endpoint.port", "logon_type_id", "actor.process.pid" }.Select(p => read[p]));
        Assert.Null(read["src_endpoint.hostname"]);
        Assert.Equal("-", read["WorkstationName"]);
        Assert.False(read.Proven);
    }

    [Fact]
    public void ThatWhichIsNoAddressFillsNoAddress()
    {
        var read = Decoded.Line("windows-json", """{"EventID":4625,"Channel":"Security","IpAddress":"LOCAL","IpPort":"99999"}""");
        Assert.Null(read["src_endpoint.ip"]);
        Assert.Null(read["src_endpoint.port"]);
        Assert.Equal("LOCAL", read["IpAddress"]);
    }

    [Fact]
    public void ACreatedProcessOfSecurityHasItsCreatorApart()
    {
        var read = Decoded.Line("windows-json", """{"EventID":4688,"Channel":"Security","NewProcessName":"C:\\a\\b.exe","NewProcessId":"0x53e9","ProcessId":"0x10","ParentProcessName":"C:\\c.exe","CommandLine":"b /x","SubjectUserName":"ann"}""");
        Assert.Equal(["C:\\a\\b.exe", "21481", "16", "C:\\c.exe", "b /x", "ann", "b.exe"],
            new[] { "process.file.path", "process.pid", "process.parent_process.pid", "process.parent_process.file.path", "process.cmd_line", "actor.user.name", "process.file.name" }.Select(p => read[p]));
        Assert.Equal("process_creation", read.Source.Category);
    }

    [Theory]
    [InlineData("CreateKey", "registry_add")]
    [InlineData("DeleteValue", "registry_delete")]
    [InlineData("Else", "registry_event")]
    public void RegistryChangesAreRoutedByTheirType(string type, string category) =>
        Assert.Equal(category, Decoded.Line("windows-json", $$"""{"EventID":12,"Channel":"Microsoft-Windows-Sysmon/Operational","EventType":"{{type}}","TargetObject":"HKLM\\x"}""").Source.Category);

    [Fact]
    public void UnnamedDataStandTogetherSoThatRulesSeeAllOfThem() =>
        Assert.Equal("one\ntwo", Decoded.Line("windows-json", """{"Event":{"System":{"EventID":{"#text":400},"Channel":"Windows PowerShell"},"EventData":{"Data":{"#text":["one","two"]}}}}""")["Data"]);

    [Fact]
    public void TheDataOfUserDataLoseTheProvidersElement()
    {
        var read = Decoded.Line("windows-json", """{"Event":{"System":{"EventID":1102,"Channel":"Security"},"UserData":{"LogFileCleared":{"SubjectUserName":"ann"}}}}""");
        Assert.Equal((EventClass.EventLogActivity, "ann", "ann"), (read.Class, read["actor.user.name"], read["SubjectUserName"]));
    }

    [Fact]
    public void NxlogsFlatFormIsRead()
    {
        var read = Decoded.Line("auto", """{"EventTime":"2026-03-01T11:59:58.000000+00:00","Hostname":"desk-7","EventID":7045,"SourceName":"Service Control Manager","Channel":"System","ServiceName":"svc","ImagePath":"C:\\x.exe","Message":"A service was installed"}""");
        Assert.Equal((EventClass.EntityManagement, 1, "svc", "C:\\x.exe", "desk-7"), (read.Class, read.Activity, read["service.name"], read["win_service.cmd_line"], read["device.hostname"]));
        Assert.Equal("Service Control Manager", read["Provider_Name"]);
    }

    [Fact]
    public void ADoubledEventIdIsReadOnceAndTheSame()
    {
        var read = Decoded.Line("windows-json", """{"EventID":4624,"EventID":4625,"Channel":"Security","Channel":"System","Computer":"a"}""");
        Assert.Equal((1, "4624", "Security", "security"), (read.Status, read["metadata.event_code"], read["metadata.log_name"], read.Source.Service));
    }

    [Theory]
    [InlineData("""{"EventID":"many","Channel":"Security"}""")]
    [InlineData("""{"EventID":-1,"Channel":"Security"}""")]
    [InlineData("""{"EventID":70000,"Channel":"Security"}""")]
    [InlineData("""{"EventID":1e400,"Channel":"Security"}""")]
    [InlineData("""{"EventID":4624}""")]
    [InlineData("""{"Channel":"Security"}""")]
    public void WhatNamesNoEventIsNotRead(string line) => Assert.False(Decoded.Line("windows-json", line).Understood);
}
