using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Ward.City;
using Ward.Ingest.Feeds;
using Ward.Ingest.Journal;

namespace Ward.Ingest.Tests.Decoders;

/// <summary>Alone: whenever tests beside it make the collector run, what is left of this thread's allocation buffer counts as allocated.</summary>
[Collection(nameof(Alone))]
public sealed class DecodeRateTests
{
    private const string Ssh = "<38>Mar  1 11:59:58 gate sshd[4242]: Failed password for invalid user admin from 203.0.113.7 port 5022 ssh2";
    private const string Web = "203.0.113.7 - ann [01/Mar/2026:11:59:58 +0000] \"GET /a/b?x=1&y HTTP/1.1\" 404 153 \"https://ref.example/\" \"Mozilla/5.0 (X11; Linux x86_64)\"";
    private const string Fire = "Mar  1 11:59:58 fw kernel: [ 12.5] ward-drop: IN=eth0 OUT= MAC=00:11 SRC=203.0.113.7 DST=192.0.2.1 LEN=60 TTL=52 ID=1 DF PROTO=TCP SPT=40000 DPT=22 SYN";
    private const string Json = """{"time":"2026-03-01T11:59:58Z","class_uid":3002,"product":"linux","service":"auth","src_endpoint":{"ip":"203.0.113.7","port":22},"user":{"name":"ann"},"note":"x\ny"}""";

    private const string Sysmon = """{"EventID":1,"Channel":"Microsoft-Windows-Sysmon/Operational","Computer":"desk-7.example.org","Provider_Name":"Microsoft-Windows-Sysmon","SystemTime":"2026-03-01T11:59:58.440907Z","ProcessId":7112,"Image":"C:\\Windows\\System32\\reg.exe","CommandLine":"reg query HKLM\\SOFTWARE /v Build","User":"CITY\\ann","IntegrityLevel":"High","ParentProcessId":6304,"ParentImage":"C:\\Windows\\System32\\cmd.exe","ParentCommandLine":"cmd.exe"}""";
    private const string Eve = """{"timestamp":"2026-03-01T11:59:58.123456+0000","flow_id":1790512345678901,"in_iface":"eth0","event_type":"alert","src_ip":"203.0.113.7","src_port":50122,"dest_ip":"192.0.2.1","dest_port":502,"proto":"TCP","alert":{"action":"blocked","gid":1,"signature_id":2400001,"rev":3,"signature":"Write to a controller from outside","category":"Attempted Administrator Privilege Gain","severity":1}}""";
    private const string Conn = """{"ts":1772366398.123456,"uid":"CHhAvVGS1DHFjwGM9","id.orig_h":"203.0.113.7","id.orig_p":50122,"id.resp_h":"192.0.2.1","id.resp_p":443,"proto":"tcp","service":"ssl","duration":1.5,"orig_bytes":700,"resp_bytes":5200,"conn_state":"SF","history":"ShADadFf","orig_pkts":9,"resp_pkts":11}""";
    private const string Shipped = """{"@timestamp":"2026-03-01T11:59:58Z","agent":{"type":"filebeat"},"host":{"name":"gate"},"message":"Mar  1 11:59:58 gate sshd[4242]: Failed password for root from 203.0.113.7 port 5022 ssh2"}""";

    [Theory]
    [InlineData("auto", Sysmon)]
    [InlineData("auto", Eve)]
    [InlineData("auto", Conn)]
    [InlineData("auto", Shipped)]
    [InlineData("sshd", Ssh)]
    [InlineData("nginx", Web)]
    [InlineData("nftables", Fire)]
    [InlineData("json", Json)]
    [InlineData("auto", Ssh)]
    public void ALineIsReadWithoutAllocating(string decoder, string line)
    {
        const int rounds = 100_000;
        var meter = new FeedMeter(new FeedOptions(new FeedId("f"), FeedKind.Http, null, null, decoder, null, []), NullLogger.Instance);
        var normaliser = new Normaliser([meter], _ => null, new IngestOptions(), NullLogger.Instance);
        var arrival = new Arrival(new CityId("c"), new FeedId("f"), 1, Decoded.Received, Assurance.Authenticated, null, null, Encoding.UTF8.GetBytes(line), false);
        for (var i = 0; i < 20_000; i++) normaliser.Read(arrival);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < rounds; i++) normaliser.Read(arrival);
        var rate = rounds / Stopwatch.GetElapsedTime(start).TotalSeconds;
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"{decoder} ({meter.Status().Decoders[0].Decoder}): {rate:n0} lines/s on one core, {line.Length} bytes each"));
        Assert.Equal(rounds + 20_000, meter.Status().Understood);
        Assert.True(allocated < rounds, $"{allocated / (double)rounds:f1} bytes per line");
    }
}
