namespace Ward.Ingest.Tests.Decoders.Windows;

public sealed class WinlogbeatDecoderTests
{
    [Fact]
    public void TheEventsOwnNamesAreRestored()
    {
        var read = Decoded.Line("auto", """{"@timestamp":"2026-03-01T11:59:58.5Z","event":{"code":"3"},"host":{"name":"desk-7"},"winlog":{"channel":"Microsoft-Windows-Sysmon/Operational","event_id":3,"computer_name":"desk-7.example.org","provider_name":"Microsoft-Windows-Sysmon","event_data":{"Image":"C:\\x.exe","DestinationIp":"203.0.113.7","DestinationPort":"443","DestinationHostname":"-","Protocol":"tcp","User":"CITY\\ann"}},"message":"Network connection detected"}""");
        Assert.Equal(("winlogbeat", EventClass.NetworkActivity, 1), (read.By, read.Class, read.Activity));
        Assert.Equal(new LogSource("network_connection", "windows", "sysmon"), read.Source);
        Assert.Equal(["203.0.113.7", "443", "tcp", "C:\\x.exe", "desk-7.example.org"], new[] { "dst_endpoint.ip", "dst_endpoint.port", "connection_info.protocol_name", "actor.process.file.path", "device.hostname" }.Select(p => read[p]));
        Assert.Equal(["3", "C:\\x.exe", "desk-7.example.org", "CITY\\ann", "desk-7"], new[] { "EventID", "Image", "Computer", "User", "host.name" }.Select(p => read[p]));
        Assert.Null(read["dst_endpoint.hostname"]);
    }

    [Theory]
    [InlineData("Audit Success", 1)]
    [InlineData("Audit Failure", 2)]
    public void TheAuditKeywordsSayHowItWent(string keywords, int status) =>
        Assert.Equal(status, Decoded.Line("winlogbeat", $$$"""{"winlog":{"channel":"Security","event_id":"5140","keywords":["{{{keywords}}}"]}}""").Status);

    [Theory]
    [InlineData("""{"winlog":{"channel":"Security"}}""")]
    [InlineData("""{"winlog":{"event_id":4624}}""")]
    [InlineData("""{"winlog":{"channel":"Security","event_id":{"x":1}}}""")]
    public void WhatNamesNoEventIsNotRead(string line) => Assert.False(Decoded.Line("winlogbeat", line).Understood);
}
