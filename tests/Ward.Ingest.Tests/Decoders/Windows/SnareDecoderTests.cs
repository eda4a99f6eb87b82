using System.Text;
using System.Text.Json;

namespace Ward.Ingest.Tests.Decoders.Windows;

public sealed class SnareDecoderTests
{
    private const string Head = "<131>Mar  1 11:59:58 relay MSWinEventLog\t1\tSecurity\t512\tSun Mar 01 11:59:58 2026\t";

    [Fact]
    public void TheLabelsOfTheMessageBecomeTheEventsData()
    {
        var read = Decoded.Line("auto", Head + "4625\tMicrosoft-Windows-Security-Auditing\tN/A\tN/A\tFailure Audit\tdesk-7\tLogon\t\tAn account failed to log on.    Subject:   Security ID:  S-1-0-0   Account Name:  -   Account Domain:  -   Logon ID:  0x0    Logon Type:   3    Account For Which Logon Failed:   Security ID:  S-1-0-0   Account Name:  ann   Account Domain:  CITY    Network Information:   Workstation Name: DESK-9   Source Network Address: 203.0.113.7   Source Port:  50122\t7");
        Assert.Equal(("snare", EventClass.Authentication, 2), (read.By, read.Class, read.Status));
        Assert.Equal(["ann", "CITY", "203.0.113.7", "50122", "3", "DESK-9", "desk-7"],
            new[] { "user.name", "user.domain", "src_endpoint.ip", "src_endpoint.port", "logon_type_id", "src_endpoint.hostname", "device.hostname" }.Select(p => read[p]));
        Assert.Equal(new LogSource("", "windows", "security"), read.Source);
    }

    [Fact]
    public void ACommandLineCannotNameAnotherProcess()
    {
        var read = Decoded.Line("snare", Head + "4688\tMicrosoft-Windows-Security-Auditing\tN/A\tN/A\tSuccess Audit\tdesk-7\tProcess Creation\t\tA new process has been created.    Process Information:   New Process ID:  0x10   New Process Name: C:\\real.exe   Process Command Line: x    New Process Name: C:\\false.exe   Creator Process Name: C:\\other.exe\t7");
        Assert.Equal("C:\\real.exe", read["process.file.path"]);
        Assert.Null(read["ParentProcessName"]);
        Assert.Equal("x    New Process Name: C:\\false.exe   Creator Process Name: C:\\other.exe", read["process.cmd_line"]);
    }

    [Theory]
    [InlineData("MSWinEventLog\t1\tSecurity")]
    [InlineData("MSWinEventLog\t1\tSecurity\t5\tx\tmany\ta\tb\tc\td\te\tf\tg\th\ti")]
    [InlineData("some text of MSWinEventLog")]
    public void WhatIsNotWholeIsNotRead(string line) => Assert.False(Decoded.Line("snare", line).Understood);

    [Fact]
    public void EveryLineOfThePublicLaneIsRead()
    {
        var path = Path.Combine(Conformance.Folder(), "sigma", "lanes", "raw_windows.ndjson.gz");
        if (!File.Exists(path)) Assert.Skip("needs the shared conformance material (sigma/lanes)");
        using var reader = new StreamReader(new System.IO.Compression.GZipStream(File.OpenRead(path), System.IO.Compression.CompressionMode.Decompress));
        var wrong = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            var parts = json.RootElement.GetProperty("message").GetString()!.Split('\t');
            var read = Decoded.Line("auto", Encoding.UTF8.GetBytes(line), new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero));
            if (read.By == "snare" && read["metadata.log_name"] == parts[2] && read["metadata.event_code"] == parts[5]) continue;
            if (wrong.Count < 5) wrong.Add($"{read.By} {read["metadata.log_name"]} {read["metadata.event_code"]}: {line}");
        }

        Assert.Empty(wrong);
    }
}
