using System.Text;
using System.Text.Json;
using CsCheck;
using Ward.City;
using Ward.Ingest.Decoders;
using Ward.Ingest.Documents;
using Ward.Ingest.Journal;

namespace Ward.Ingest.Tests.Documents;

public sealed class EventJsonTests
{
    public static TheoryData<string> Decoders => [.. DecoderSet.Cards.Select(c => c.Name)];

    [Theory, MemberData(nameof(Decoders))]
    public void WhatADecoderReadsIsPrintedAsValidOcsf(string decoder)
    {
        var print = Printed.Line(decoder, DecoderSet.Cards.Single(c => c.Name == decoder).Sample);

        Assert.Equal(DecoderSet.Cards.Single(c => c.Name == decoder).Sample, print.GetProperty("raw_data").GetString());
    }

    [Fact]
    public void ASignInIsADocumentOfItsClass()
    {
        var print = Printed.Line("sshd", "Mar  1 11:59:58 gate sshd[42]: Failed password for root from 203.0.113.7 port 5022 ssh2");

        Assert.Equal((3002, 3, 300201L, 2), (Int(print, "class_uid"), Int(print, "category_uid"), print.GetProperty("type_uid").GetInt64(), Int(print, "status_id")));
        Assert.Equal(("Authentication", "Authentication: Logon", "Unknown"), (Text(print, "class_name"), Text(print, "type_name"), Text(print, "severity")));
        Assert.Equal(5022, print.GetProperty("src_endpoint").GetProperty("port").GetInt32());
        Assert.Equal("root", Text(print.GetProperty("user"), "name"));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 11, 59, 58, TimeSpan.Zero).ToUnixTimeMilliseconds(), print.GetProperty("time").GetInt64());
        Assert.Equal("1.9.0-dev", Text(print.GetProperty("metadata"), "version"));
        Assert.Contains("host", Texts(print.GetProperty("metadata").GetProperty("profiles")));
        Assert.True(print.GetProperty("unmapped").GetProperty("ward").GetProperty("source_proven").GetBoolean());
    }

    [Fact]
    public void ValuesHaveTheTypesOfTheSchema()
    {
        var print = Printed.Built(b => b.Is(EventClass.NetworkActivity, 6, 1, LogSource.None).Set(Fields.SourceIp, "192.0.2.1").Set(Fields.SourcePort, "22")
            .Set(Fields.StartTime, "2026-03-01T11:00:00Z").Set(Fields.EndTime, "1772362800123").Set(Fields.BytesIn, "9999999999").Set(Fields.RiskScore, "7"));

        Assert.Equal(22, Int(print.GetProperty("src_endpoint"), "port"));
        Assert.Equal(1772362800000, print.GetProperty("start_time").GetInt64());
        Assert.Equal(1772362800123, print.GetProperty("end_time").GetInt64());
        Assert.Equal(9999999999, print.GetProperty("traffic").GetProperty("bytes_in").GetInt64());
        Assert.Contains("security_control", Texts(print.GetProperty("metadata").GetProperty("profiles")));
    }

    [Theory]
    [InlineData("src_endpoint.port", "70000")]
    [InlineData("src_endpoint.port", "ssh")]
    [InlineData("src_endpoint.ip", "not an address")]
    [InlineData("severity_id", "42")]
    [InlineData("http_request.http_method", "BREW")]
    [InlineData("user.email_addr", "nobody")]
    [InlineData("is_remote", "maybe")]
    public void AValueThatDoesNotFitIsKeptUnmapped(string path, string text)
    {
        Assert.True(Fields.TryFind(path, out var id));
        var print = Printed.Built(b => b.Is(path.StartsWith("http", StringComparison.Ordinal) ? EventClass.HttpActivity : EventClass.Authentication, 1, 0, LogSource.None).Set(id, text));

        Assert.Equal(text, Text(print.GetProperty("unmapped"), path));
    }

    [Fact]
    public void AFieldThatItsClassDoesNotHaveIsKeptUnmapped() =>
        Assert.Equal("www.example.org", Text(Printed.Built(b => b.Is(EventClass.Authentication, 1, 0, LogSource.None).Set(Fields.DnsQuery, "www.example.org")).GetProperty("unmapped"), "query.hostname"));

    [Fact]
    public void UnmappedFieldsStandUnderTheirOwnNamesAndTwiceAsAnArray()
    {
        var unmapped = Printed.Built(b => b.SetUnmapped("EventID"u8, "4625"u8).SetUnmapped("x.y"u8, "1"u8).SetUnmapped("x.y"u8, "2"u8)).GetProperty("unmapped");

        Assert.Equal("4625", Text(unmapped, "EventID"));
        Assert.Equal(["1", "2"], Texts(unmapped.GetProperty("x.y")));
    }

    [Fact]
    public void WhatItsClassHasElsewhereStandsThere()
    {
        var signIn = Printed.Built(b => b.Is(EventClass.Authentication, 1, 1, LogSource.None).Set(Fields.UserName, "ann").Set(Fields.ProcessName, "sshd").Set(Fields.ProcessId, "42"));
        var finding = Printed.Built(b => b.Is(EventClass.DetectionFinding, 1, 0, LogSource.None).Set(Fields.FindingUid, "f").Set(Fields.SourceIp, "203.0.113.7").Set(Fields.DestinationPort, "502"));

        Assert.Equal(42, Int(signIn.GetProperty("actor").GetProperty("process"), "pid"));
        Assert.Equal("203.0.113.7", Text(finding.GetProperty("evidences")[0].GetProperty("src_endpoint"), "ip"));
        Assert.Equal(502, Int(finding.GetProperty("evidences")[0].GetProperty("dst_endpoint"), "port"));
    }

    [Fact]
    public void TwoUsersAreNeverMadeOne()
    {
        var print = Printed.Built(b => b.Is(EventClass.HttpActivity, 3, 0, LogSource.None).Set(Fields.ActorUser, "ann").Set(Fields.UserName, "root").Set(Fields.UserUid, "0"));

        Assert.False(print.GetProperty("actor").GetProperty("user").TryGetProperty("uid", out _));
        Assert.Equal(("root", "0"), (Text(print.GetProperty("unmapped"), "user.name"), Text(print.GetProperty("unmapped"), "user.uid")));
    }

    [Fact]
    public void ASourcesOwnWordIsNoOcsfPath()
    {
        var print = Printed.Built(b => b.SetUnmapped("status"u8, "404"u8).SetUnmapped("duration"u8, "5"u8).SetUnmapped("time"u8, "noon"u8));

        Assert.False(print.TryGetProperty("status", out _));
        Assert.Equal(("404", "5", "noon"), (Text(print.GetProperty("unmapped"), "status"), Text(print.GetProperty("unmapped"), "duration"), Text(print.GetProperty("unmapped"), "time")));
    }

    [Fact]
    public void WhatTheClassDemandsAndNobodyToldIsUnknownAndListed()
    {
        var print = Printed.Built(b => b.Is(EventClass.Authentication, 1, 0, LogSource.None));

        Assert.Equal("Unknown", Text(print.GetProperty("user"), "name"));
        Assert.Contains("user.name", Texts(print.GetProperty("unmapped").GetProperty("ward").GetProperty("filled")));
    }

    [Fact]
    public void ANumberFollowsFromItsCaptionAndAWordOfTheSourceIsOther()
    {
        var print = Printed.Built(b => b.Is(EventClass.Authentication, 1, 0, LogSource.None).Set(Fields.AuthProtocol, "Kerberos").Set(Fields.Severity, "crit"));

        Assert.Equal((2, 99), (Int(print, "auth_protocol_id"), Int(print, "severity_id")));
    }

    [Fact]
    public void AFileHasTheNameOfItsPath() =>
        Assert.Equal("shadow", Text(Printed.Built(b => b.Is(EventClass.FileActivity, 1, 0, LogSource.None).Set(Fields.FilePath, "/etc/shadow")).GetProperty("file"), "name"));

    [Fact]
    public void AnActivityThatItsClassDoesNotHaveIsOther()
    {
        var print = Printed.Built(b => b.Is(EventClass.Authentication, 55, 7, LogSource.None));

        Assert.Equal(99, Int(print, "activity_id"));
        Assert.Equal(("55", "7"), (Text(print.GetProperty("unmapped"), "activity_id"), Text(print.GetProperty("unmapped"), "status_id")));
    }

    [Fact]
    public void ALineThatIsNoUtf8IsKeptAsItCame()
    {
        byte[] raw = [0x41, 0xFF, 0x0A];

        Assert.Equal(raw, Convert.FromBase64String(Text(Printed.Built(_ => { }, raw).GetProperty("unmapped"), "raw_base64")!));
    }

    [Fact]
    public void TheOtProfileIsNamedWhereItIsUsed()
    {
        var print = Printed.Built(b => b.Is(EventClass.NetworkActivity, 6, 0, LogSource.None).Set(Fields.SourceIp, "192.0.2.1").Set(Fields.OtProtocol, "modbus").Set(Fields.OtFunction, "6").Set(Fields.OtCommand, "true"));

        Assert.Equal(["ward/ot"], Texts(print.GetProperty("metadata").GetProperty("profiles")));
        Assert.Equal(6, Int(print.GetProperty("ot"), "function_code"));
        Assert.True(print.GetProperty("ot").GetProperty("is_command").GetBoolean());
    }

    [Fact]
    public void RoundsOfTheSameNamesAreElementsAndAMixIsNotGuessed()
    {
        var rounds = Printed.Line("json", """{"class_uid":4003,"activity_id":2,"metadata":{"version":"1.9.0-dev"},"answers":[{"rdata":"192.0.2.1","ttl":5},{"rdata":"192.0.2.2","ttl":6}]}""");
        var mixed = Printed.Line("json", """{"class_uid":4003,"activity_id":2,"metadata":{"version":"1.9.0-dev"},"answers":[{"rdata":"192.0.2.1","ttl":5},{"rdata":"192.0.2.2"}]}""");

        Assert.Equal(6, Int(rounds.GetProperty("answers")[1], "ttl"));
        Assert.False(mixed.TryGetProperty("answers", out _));
        Assert.Equal(["192.0.2.1", "192.0.2.2"], Texts(mixed.GetProperty("unmapped").GetProperty("answers.rdata")));
    }

    [Fact]
    public void TheSameEventGivesTheSameBytes()
    {
        var arrival = new Arrival(new CityId("c"), new FeedId("f"), 7, Decoded.Received, Assurance.Session, null, null, "x"u8.ToArray(), false);
        var e = new EventBuilder().Begin(arrival).Is(EventClass.ProcessActivity, 1, 0, LogSource.None).Event;

        Assert.Equal(EventJson.ToUtf8(e), EventJson.ToUtf8(e));
    }

    [Fact]
    public void EveryClassWithoutAnyFieldIsPrintedValid() =>
        Assert.All(Enum.GetValues<EventClass>(), c => Printed.Built(b => b.Is(c, 0, 0, LogSource.None)));

    [Fact]
    public void AnyFieldsOfAnyClassArePrintedValid()
    {
        var classes = Enum.GetValues<EventClass>();
        string[] texts = ["", "0", "1", "99", "-5", "70000", "1e3", "x", "Unknown", "192.0.2.1", "::1", "a@example.org", "true", "2026-03-01T11:00:00Z", "1772362800123", "GET", "/a/b", "00:00:5E:00:53:01", "\u0000\n\"<", "é\ud83d\ude00"];
        var field = Gen.Select(Gen.Int[0, Fields.Count - 1], Gen.Int[0, texts.Length - 1]);

        Gen.Select(Gen.Int[0, classes.Length - 1], Gen.Int[0, 99], field.Array[0, 12]).Sample((c, activity, fields) =>
            Printed.Built(b =>
            {
                b.Is(classes[c], activity, activity % 4, LogSource.None);
                if (activity % 2 == 0) b.SetUnmapped("metadata.version"u8, "1.9.0-dev"u8);
                foreach (var (id, text) in fields)
                {
                    b.Set(new FieldId((ushort)id), texts[text]);
                    b.SetUnmapped(Encoding.UTF8.GetBytes(Fields.PathOf(new FieldId((ushort)id))), Encoding.UTF8.GetBytes(texts[text]));
                }
            }), iter: 1500);
    }

    [Fact]
    public void AnyBytesAsNamesAndValuesArePrintedValid() =>
        Gen.Select(Gen.Byte.Array[0, 40], Gen.Byte.Array[0, 80]).Sample((name, value) => Printed.Built(b => b.Set(Fields.UserName, value).SetUnmapped(name, value), value), iter: 1000);

    private static int Int(JsonElement o, string name) => o.GetProperty(name).GetInt32();

    private static string? Text(JsonElement o, string name) => o.GetProperty(name).GetString();

    private static IEnumerable<string?> Texts(JsonElement array) => array.EnumerateArray().Select(v => v.GetString());
}
