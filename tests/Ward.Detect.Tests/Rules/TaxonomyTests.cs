using System.Text;
using Ward.City;
using Ward.Ingest;
using Ward.Ingest.Decoders;
using Ward.Ingest.Journal;

namespace Ward.Detect.Tests.Rules;

/// <summary>Lines as programs write them, through the decoders, against rules in the words of Sigma's taxonomy for the log source.</summary>
public sealed class TaxonomyTests
{
    private const string Nginx = "203.0.113.7 - ann [04/Mar/2026:05:05:58 +0000] \"GET /shop/cart.php?item=1%20union HTTP/1.1\" 404 153 \"http://referrer.example/\" \"sqlmap/1.8\"";
    private const string Squid = "1772366398.123    153 203.0.113.7 TCP_MISS/200 4512 GET http://www.example.org/a?b ann HIER_DIRECT/192.0.2.34 text/html";
    private const string ZeekDns = """{"ts":1772600758.1,"uid":"CHh1","id.orig_h":"203.0.113.7","id.orig_p":50122,"id.resp_h":"192.0.2.53","id.resp_p":53,"proto":"udp","trans_id":7,"query":"tunnel.example.org","qtype_name":"TXT","rcode_name":"NOERROR","answers":["abc"]}""";
    private const string ZeekConn = """{"ts":1772600758.1,"uid":"CHh2","id.orig_h":"203.0.113.7","id.orig_p":50122,"id.resp_h":"192.0.2.1","id.resp_p":4444,"proto":"tcp","orig_bytes":700,"resp_bytes":5200,"conn_state":"SF"}""";
    private const string SuricataDns = """{"timestamp":"2026-03-04T05:05:58.123456+0000","flow_id":1,"event_type":"dns","src_ip":"203.0.113.7","src_port":50122,"dest_ip":"192.0.2.53","dest_port":53,"proto":"UDP","dns":{"type":"query","id":7,"rrname":"tunnel.example.org","rrtype":"TXT"}}""";
    private const string SuricataHttp = """{"timestamp":"2026-03-04T05:05:58.123456+0000","flow_id":1,"event_type":"http","src_ip":"203.0.113.7","src_port":50122,"dest_ip":"192.0.2.34","dest_port":80,"proto":"TCP","http":{"hostname":"www.example.org","url":"/gate.php?id=1","http_user_agent":"Evil/1.0","http_method":"POST","status":200}}""";
    private const string SysmonConnection = """{"EventID":3,"Channel":"Microsoft-Windows-Sysmon/Operational","Computer":"desk-7","Provider_Name":"Microsoft-Windows-Sysmon","SystemTime":"2026-03-04T05:05:58.123Z","UtcTime":"2026-03-04 05:05:58.123","Image":"C:\\Temp\\beacon.exe","User":"CITY\\ann","Protocol":"tcp","Initiated":"true","SourceIp":"192.0.2.7","SourcePort":"50122","DestinationIp":"203.0.113.9","DestinationPort":"4444"}""";
    private const string SysmonProcess = """{"EventID":1,"Channel":"Microsoft-Windows-Sysmon/Operational","Computer":"desk-7","Provider_Name":"Microsoft-Windows-Sysmon","SystemTime":"2026-03-04T05:05:58.123Z","UtcTime":"2026-03-04 05:05:58.123","Image":"C:\\Windows\\System32\\cmd.exe","CommandLine":"cmd /c whoami","User":"CITY\\ann","ParentImage":"C:\\Temp\\dropper.exe","ParentCommandLine":"dropper","IntegrityLevel":"High"}""";

    [Theory]
    [InlineData("nginx", Nginx, "category: webserver", "cs-method: GET\n    c-uri|contains: 'cart.php?item='\n    sc-status: 404", true)]
    [InlineData("nginx", Nginx, "category: webserver", "cs-uri-query|contains: union\n    cs-user-agent|startswith: sqlmap\n    c-ip: 203.0.113.7", true)]
    [InlineData("nginx", Nginx, "category: webserver", "cs-uri-stem|endswith: /cart.php\n    cs-referer|contains: referrer.example\n    cs-username: ann", true)]
    [InlineData("nginx", Nginx, "product: nginx", "c-uri|contains: union", true)]
    [InlineData("nginx", Nginx, "category: webserver", "sc-status: 200", false)]
    [InlineData("nginx", Nginx, "category: proxy", "cs-method: GET", false)]
    [InlineData("squid", Squid, "category: proxy", "c-uri|startswith: 'http://www.example.org/'\n    cs-method: GET\n    sc-status: 200\n    c-ip: 203.0.113.7", true)]
    [InlineData("zeek-json", ZeekDns, "category: dns", "query|endswith: .example.org\n    record_type: TXT\n    answer: abc", true)]
    [InlineData("zeek-json", ZeekDns, "product: zeek\n  service: dns", "qtype_name: TXT\n    rcode_name: NOERROR\n    id.orig_h: 203.0.113.7", true)]
    [InlineData("suricata", SuricataDns, "category: dns", "query: tunnel.example.org\n    record_type: TXT\n    src_ip: 203.0.113.7\n    dst_port: 53", true)]
    [InlineData("suricata", SuricataHttp, "category: proxy", "c-uri|contains: gate.php\n    cs-method: POST\n    cs-host: www.example.org\n    c-useragent: Evil/1.0", true)]
    [InlineData("zeek-json", ZeekConn, "category: firewall", "dst_ip: 192.0.2.1\n    dst_port: 4444\n    src_ip|cidr: 203.0.113.0/24", true)]
    [InlineData("zeek-json", ZeekConn, "product: zeek\n  service: conn", "id.resp_p: 4444", true)]
    [InlineData("windows-json", SysmonConnection, "category: network_connection\n  product: windows", "Image|endswith: \\beacon.exe\n    DestinationIp: 203.0.113.9\n    DestinationPort: 4444\n    Initiated: 'true'", true)]
    [InlineData("windows-json", SysmonProcess, "category: process_creation\n  product: windows", "Image|endswith: \\cmd.exe\n    CommandLine|contains: whoami\n    ParentImage|endswith: \\dropper.exe\n    IntegrityLevel: High", true)]
    [InlineData("windows-json", SysmonProcess, "category: network_connection\n  product: windows", "Image|endswith: \\cmd.exe", false)]
    public void ARuleFindsWhatItsLogSourceMeans(string decoder, string line, string source, string selection, bool holds)
    {
        var engine = Engines.Of($"title: T\nlogsource:\n  {source}\ndetection:\n  s:\n    {selection}\n  condition: s\n");

        Assert.Equal(holds, engine.Feed(Decode(decoder, line)).Count == 1);
    }

    private static Event Decode(string name, string line)
    {
        Assert.True(DecoderSet.TryMake(name, out var decoder));
        var builder = new EventBuilder();
        var bytes = Encoding.UTF8.GetBytes(line);
        builder.Begin(new Arrival(new CityId("c"), new FeedId("f"), 1, Lines.Start, Assurance.Authenticated, null, null, bytes, false));
        var header = SyslogHeader.Read(bytes, Lines.Start, TimeZoneInfo.Utc);
        Assert.True(decoder.TryDecode(header.Message, header, builder), $"{name} does not understand {line}");
        return builder.Event;
    }
}
