using System.Net;
using System.Net.Sockets;
using Ward.Server.Tests.Samples;

namespace Ward.Server.Tests.Api.Senders;

/// <summary>Shippers as Debian packs them, each writing to Ward with nothing but its own configuration.</summary>
public sealed class RealShipperTests : IClassFixture<SenderServer>, IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ward-shipper-").FullName;
    private readonly SenderServer ward;
    private readonly RealPrograms programs;

    public RealShipperTests(SenderServer ward) => (this.ward, programs) = (ward, new RealPrograms(folder));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RsyslogWritesByItsElasticsearchModule()
    {
        var rsyslogd = RealPrograms.Find("rsyslogd");
        Assert.SkipUnless(Directory.EnumerateFiles("/usr/lib", "omelasticsearch.so", SearchOption.AllDirectories).Any(), "rsyslog-elasticsearch is not installed; ./test.sh --install brings it");
        var socket = Path.Combine(folder, "log");
        await Write("rsyslog.conf", $$"""
            global(workDirectory="{{folder}}")
            module(load="omelasticsearch")
            module(load="imuxsock" SysSock.Use="off")
            input(type="imuxsock" Socket="{{socket}}" CreatePath="on")
            template(name="doc" type="list" option.jsonf="on") {
              property(outname="@timestamp" name="timereported" dateFormat="rfc3339" format="jsonf")
              property(outname="host" name="hostname" format="jsonf")
              property(outname="message" name="msg" format="jsonf")
            }
            action(type="omelasticsearch" server="127.0.0.1" serverport="{{ward.Address.Port}}" template="doc" searchIndex="syslog" searchType="" bulkmode="on"
                   uid="ward" pwd="{{await ward.Token("web")}}")
            """);
        programs.Begin(rsyslogd, "-n", "-f", Path.Combine(folder, "rsyslog.conf"), "-i", Path.Combine(folder, "pid"));
        await RealPrograms.Until(() => File.Exists(socket));
        await programs.Do(RealPrograms.Find("logger"), "-u", socket, "-t", "sshd", "by way of omelasticsearch");
        Assert.Contains("\"@timestamp\"", await ward.Holds("web", "by way of omelasticsearch"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SyslogNgWritesByItsElasticsearchDestination()
    {
        var (input, syslogNg) = (RealPrograms.FreePort().Port, RealPrograms.Find("syslog-ng"));
        await Write("ng.conf", $$"""
            @version: 3.38
            @include "scl.conf"
            source s { network(ip(127.0.0.1) port({{input}}) transport(tcp)); };
            destination d { elasticsearch-http(url("http://127.0.0.1:{{ward.Address.Port}}/_bulk") index("syslog") type("") user("ward") password("{{await ward.Token("web")}}") batch-lines(1)
              template("$(format-json --scope rfc5424 --key ISODATE @timestamp=${ISODATE})")); };
            log { source(s); destination(d); };
            """);
        programs.Begin(syslogNg, "-F", "--no-caps", "-f", Path.Combine(folder, "ng.conf"), "-R", Path.Combine(folder, "persist"), "-c", Path.Combine(folder, "ctl"), "-p", Path.Combine(folder, "pid"));
        await Send(input, "<38>Nov 28 07:00:00 host sshd[1]: by way of syslog-ng\n");
        Assert.Contains("@timestamp", await ward.Holds("web", "by way of syslog-ng"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SyslogNgWritesBySplunksCollector()
    {
        var (input, syslogNg) = (RealPrograms.FreePort().Port, RealPrograms.Find("syslog-ng"));
        await Write("hec.conf", $$"""
            @version: 3.38
            source s { network(ip(127.0.0.1) port({{input}}) transport(tcp)); };
            destination d { http(url("http://127.0.0.1:{{ward.Address.Port}}/services/collector/event") method("POST") batch-lines(1)
              headers("Authorization: Splunk {{await ward.Token("web")}}") body("$(format-json event=${MESSAGE} host=${HOST} sourcetype=syslog)")); };
            log { source(s); destination(d); };
            """);
        programs.Begin(syslogNg, "-F", "--no-caps", "-f", Path.Combine(folder, "hec.conf"), "-R", Path.Combine(folder, "persist"), "-c", Path.Combine(folder, "ctl"), "-p", Path.Combine(folder, "pid"));
        await Send(input, "<38>Nov 28 07:00:00 host sshd[1]: collected\n");
        Assert.Contains("\"event\":\"collected\"", await ward.Holds("web", "\"collected\""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CurlPostsABulkFile()
    {
        var curl = RealPrograms.Find("curl");
        await Write("bulk", "{\"create\":{\"_index\":\"a\"}}\n{\"m\":\"by curl\"}\n");
        await programs.Do(curl, "-fsS", "-u", $"ward:{await ward.Token("web")}", "-H", "Content-Type: application/x-ndjson", "--data-binary", "@" + Path.Combine(folder, "bulk"), $"{ward.Address}elastic/web/_bulk");
        Assert.Equal("{\"m\":\"by curl\"}", await ward.Holds("web", "\"m\":\"by curl\""));
    }

    [Fact]
    public async Task CurlPostsTextLinesAsTheyAre()
    {
        var curl = RealPrograms.Find("curl");
        await Write("lines", "Nov 28 07:00:00 host sshd[1]: plain text by curl\n");
        await programs.Do(curl, "-fsS", "-H", $"Authorization: Bearer {await ward.Token("web")}", "-H", "Content-Type: text/plain", "--data-binary", "@" + Path.Combine(folder, "lines"), $"{ward.Address}api/v1/ingest/web");
        Assert.Equal("Nov 28 07:00:00 host sshd[1]: plain text by curl", await ward.Holds("web", "plain text by curl"));
    }

    private Task Write(string name, string text) => File.WriteAllTextAsync(Path.Combine(folder, name), text, Stop);

    private static async Task Send(int port, string line)
    {
        using var tcp = new TcpClient();
        await RealPrograms.Until(() =>
        {
            try
            {
                tcp.Connect(IPAddress.Loopback, port);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        });
        await tcp.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(line), Stop);
        tcp.Client.Shutdown(SocketShutdown.Send);
        await tcp.GetStream().CopyToAsync(Stream.Null, Stop);
    }

    public ValueTask DisposeAsync()
    {
        programs.Dispose();
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
