using System.Text;
using System.Text.Json;

namespace Ward.Ingest.Tests.Decoders.Json;

public sealed class EnvelopeTests
{
    private const string Ssh = "Failed password for root from 203.0.113.7 port 5022 ssh2";
    private const string Lined = "Mar  1 11:00:00 gate sshd[4242]: " + Ssh;

    [Theory]
    [InlineData("""{"@timestamp":"2026-03-01T11:59:58Z","agent":{"type":"filebeat"},"host":{"name":"web-1"},"message":"LINE"}""")]
    [InlineData("""{"timestamp":"2026-03-01T11:59:58Z","host":"web-1","source_type":"file","message":"LINE"}""")]
    [InlineData("""{"date":1772366398.0,"log":"LINE\n","stream":"stdout","hostname":"web-1"}""")]
    [InlineData("""{"time":1772366398,"host":"web-1","sourcetype":"syslog","event":"LINE"}""")]
    [InlineData("""{"otlp":{"timeUnixNano":"1772366398000000000","body":"LINE","attributes":{},"resource":{"host.name":"web-1"}}}""")]
    public void TheLineInsideIsReadWithTheEnvelopesTimeAndHost(string envelope)
    {
        var read = Decoded.Line("auto", envelope.Replace("LINE", Lined, StringComparison.Ordinal));
        Assert.Equal(("sshd", EventClass.Authentication, 2), (read.By, read.Class, read.Status));
        Assert.Equal(("203.0.113.7", "web-1"), (read["src_endpoint.ip"], read["device.hostname"]));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 11, 59, 58, TimeSpan.Zero), read.Time);
        Assert.True(read.Proven);
    }

    [Fact]
    public void TheEnvelopesMembersAreKeptBesideTheLines()
    {
        var read = Decoded.Line("auto", $$$"""{"@timestamp":"2026-03-01T11:59:58Z","log":{"file":{"path":"/var/log/auth.log"}},"tags":["a","b"],"message":"{{{Lined}}}"}""");
        Assert.Equal(("/var/log/auth.log", "a"), (read["log.file.path"], read["tags"]));
        Assert.Equal(Ssh, read["message"]);
    }

    [Fact]
    public void TheLogSourceThatTheShipperWroteStands()
    {
        var read = Decoded.Line("auto", $$"""{"message":"{{Lined}}","product":"linux","service":"auth"}""");
        Assert.Equal(new LogSource("", "linux", "auth"), read.Source);
    }

    [Fact]
    public void AnObjectInsideIsReadByTheDecodersOfObjects()
    {
        const string windows = """{"EventID":4625,"Channel":"Security","Computer":"desk-7","TargetUserName":"ann","IpAddress":"203.0.113.7"}""";
        foreach (var line in new[] { $$"""{"time":1772366398,"host":"relay","event":{{windows}}}""", JsonSerializer.Serialize(new { message = windows, hostname = "relay" }) })
        {
            var read = Decoded.Line("auto", line);
            Assert.Equal(("windows-json", EventClass.Authentication, 2), (read.By, read.Class, read.Status));
            Assert.Equal(("desk-7", "ann"), (read["device.hostname"], read["user.name"]));
        }
    }

    [Fact]
    public void WhereNobodyKnowsTheLineThePlainDecoderKeepsTheEnvelopeAndCountsItAsItsOwn()
    {
        const string line = """{"@timestamp":"2026-03-01T11:59:58Z","host":{"name":"web-1"},"message":"the tide is high"}""";
        var read = Decoded.Line("auto", line);
        Assert.Equal(("json", EventClass.Base, true), (read.By, read.Class, read.Understood));
        Assert.Equal(("web-1", "the tide is high"), (read["device.hostname"], read["message"]));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 11, 59, 58, TimeSpan.Zero), read.Time);
        Assert.False(Decoded.Line("shipper", line).Understood);
    }

    [Fact]
    public void EnvelopesInEnvelopesAreOpenedThreeDeepAndNoFurther()
    {
        var line = Lined;
        for (var depth = 1; depth <= 3; depth++)
        {
            line = JsonSerializer.Serialize(new { message = line, depth });
            Assert.Equal("sshd", Decoded.Line("auto", line).By);
        }

        var fourth = Decoded.Line("auto", JsonSerializer.Serialize(new { message = line, depth = 4 }));
        Assert.Equal("json", fourth.By);
        Assert.False(fourth.Proven);
    }

    [Fact]
    public void AJournalEntryIsALineOfTheProgramThatItNames()
    {
        var read = Decoded.Line("auto", Journal("0", "sshd", Ssh));
        Assert.Equal(("sshd", "203.0.113.7", "gate", "4242"), (read.By, read["src_endpoint.ip"], read["device.hostname"], read["process.pid"]));
        Assert.True(read.Proven);
    }

    [Fact]
    public void WhatAUserWroteUnderAProgramsNameProvesNothing() => Assert.False(Decoded.Line("auto", Journal("1000", "sshd", Ssh)).Proven);

    [Fact]
    public void AJournalEntryThatNoDecoderKnowsIsKeptAsAnEntry()
    {
        var read = Decoded.Line("auto", Journal("0", "lampd", "lamp 12 is out"));
        Assert.Equal(("journald", "lamp 12 is out", "lampd"), (read.By, read["message"], read["process.name"]));
    }

    [Fact]
    public void AJournalMessageOfBytesIsKeptUnread()
    {
        var read = Decoded.Line("auto", """{"__REALTIME_TIMESTAMP":"1772366398000000","SYSLOG_IDENTIFIER":"x","MESSAGE":[104,255,105]}""");
        Assert.Equal("journald", read.By);
    }

    [Fact]
    public void ALogRecordThatNoDecoderKnowsIsItselfTheEvent()
    {
        var read = Decoded.Line("auto", """{"otlp":{"timeUnixNano":"1772366398000000000","severityText":"ERROR","severityNumber":17,"body":"pump 3 failed","attributes":{"pump":3},"resource":{"service.name":"water"}}}""");
        Assert.Equal(("otlp", "pump 3 failed", "4", "3"), (read.By, read["message"], read["severity_id"], read["otlp.attributes.pump"]));
    }

    [Fact]
    public void TextInsideThatIsNotUtf8DoesNotStopTheEnvelope()
    {
        byte[] line = [.. Encoding.UTF8.GetBytes("""{"message":"Mar  1 11:00:00 gate sshd[1]: Invalid user """), 0xff, 0xc3, .. Encoding.UTF8.GetBytes(""" from 203.0.113.7 port 1","host":"h"}""")];
        Assert.Equal("sshd", Decoded.Line("auto", line).By);
    }

    private static string Journal(string uid, string identifier, string message) =>
        JsonSerializer.Serialize(new Dictionary<string, string>
        {
            ["__REALTIME_TIMESTAMP"] = "1772366398123456", ["_HOSTNAME"] = "gate", ["_UID"] = uid, ["_PID"] = "4242", ["SYSLOG_IDENTIFIER"] = identifier, ["MESSAGE"] = message,
        });
}
