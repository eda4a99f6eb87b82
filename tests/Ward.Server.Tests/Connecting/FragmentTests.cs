using System.Buffers.Binary;
using System.Net.NetworkInformation;
using Ward.Server.Application.Connecting;
using Ward.Server.Tests.Samples;

namespace Ward.Server.Tests.Connecting;

/// <summary>What the console tells people to copy, run by the programs themselves; only paths of this machine are put in.</summary>
public sealed class FragmentTests : IAsyncLifetime
{
    private const string Line = "Failed password for root from 203.0.113.7 port 4022 ssh2";
    private ConnectedServer ward = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => ward = await ConnectedServer.Start();

    public ValueTask DisposeAsync() => ward.DisposeAsync();

    [Theory, InlineData("rsyslog", "tcp"), InlineData("rsyslog", "udp"), InlineData("rsyslog", "tls"), InlineData("rsyslog-http", "posted")]
    public async Task RsyslogWritesAsTheFragmentSays(string source, string feed)
    {
        var rsyslogd = RealPrograms.Find("rsyslogd");
        foreach (var (needs, module) in new[] { ("tls", "lmnsd_gtls.so"), ("posted", "omelasticsearch.so") })
            Assert.SkipWhen(feed == needs && !Directory.EnumerateFiles("/usr/lib", module, SearchOption.AllDirectories).Any(), $"{module} is not installed; ./test.sh --install brings it");
        var socket = Path.Combine(ward.Folder, "log");
        var fragment = (await ward.Fragment(source, feed)).Replace("/etc/ward-ca.pem", ward.Authority, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(ward.Folder, "rsyslog.conf"), $"""
            global(workDirectory="{ward.Folder}")
            module(load="imuxsock" SysSock.Use="off")
            input(type="imuxsock" Socket="{socket}" CreatePath="on")
            {fragment}
            """, Stop);
        ward.Programs.Begin(rsyslogd, "-n", "-f", Path.Combine(ward.Folder, "rsyslog.conf"), "-i", Path.Combine(ward.Folder, "pid"));
        await RealPrograms.Until(() => File.Exists(socket));

        // Again and again, since a datagram to a feed that does not listen yet is lost.
        Assert.Equal("sshd", await ward.HeardBy(feed, () => ward.Programs.Do(RealPrograms.Find("logger"), "-u", socket, "-t", "sshd", "--id=4022", Line)));
    }

    [Fact]
    public async Task NginxWritesAsTheFragmentSays()
    {
        var nginx = RealPrograms.Find("nginx");
        var at = RealPrograms.FreePort();
        await File.WriteAllTextAsync(Path.Combine(ward.Folder, "nginx.conf"), $$"""
            daemon off;
            pid {{ward.Folder}}/nginx.pid;
            error_log stderr;
            events { }
            http {
              client_body_temp_path {{ward.Folder}}; proxy_temp_path {{ward.Folder}}; fastcgi_temp_path {{ward.Folder}}; uwsgi_temp_path {{ward.Folder}}; scgi_temp_path {{ward.Folder}};
              {{await ward.Fragment("nginx", "udp")}}
              server { listen {{at}}; return 204; }
            }
            """, Stop);
        ward.Programs.Begin(nginx, "-e", "stderr", "-c", Path.Combine(ward.Folder, "nginx.conf"));
        using var visitor = new HttpClient();
        Assert.Equal("nginx", await ward.HeardBy("udp", async () =>
        {
            try
            {
                await visitor.GetAsync(new Uri($"http://{at}/admin"), Stop);
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
        }));
    }

    [Fact]
    public async Task CurlPostsAnIndentedWarningAsTheFragmentSays()
    {
        RealPrograms.Find("curl");
        var alert = Path.Combine(ward.Folder, "alert.xml");
        await File.WriteAllTextAsync(alert, """
            <?xml version="1.0" encoding="UTF-8"?>
            <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
              <identifier>drill-7</identifier>
              <sender>warn@city.example</sender>
              <sent>2026-03-01T11:59:58-00:00</sent>
              <msgType>Alert</msgType>
            </alert>
            """, Stop);
        await ward.Programs.Do("/bin/sh", "-ec", (await ward.Fragment("cap", "posted")).Replace("@alert.xml", "@" + alert, StringComparison.Ordinal));
        Assert.Equal("cap", await ward.HeardBy("posted"));
    }

    /// <summary>The broker itself cannot be had here: its notification is sent by curl, with the headers that Orion sends.</summary>
    [Theory]
    [InlineData("application/json; charset=utf-8", """{"subscriptionId":"57edf552","data":[{"id":"Room1","type":"Room","temperature":{"value":28.5,"type":"Float","metadata":{}}},{"id":"Room2","type":"Room","temperature":{"value":3,"type":"Float","metadata":{}}}]}""", 2)]
    [InlineData("application/ld+json", "{\n \"id\":\"urn:n:7\",\n \"type\":\"Notification\",\n \"subscriptionId\":\"urn:s:1\",\n \"notifiedAt\":\"2026-03-01T11:59:58Z\",\n \"data\":[{\"id\":\"urn:r:1\",\"type\":\"Room\",\"t\":{\"type\":\"Property\",\"value\":1}}]}", 1)]
    public async Task ANotificationOfAContextBrokerIsTakenByItsEntities(string type, string body, int entities)
    {
        RealPrograms.Find("curl");
        var file = Path.Combine(ward.Folder, "notification.json");
        await File.WriteAllTextAsync(file, body, Stop);
        await ward.Programs.Do("/bin/sh", "-ec", (await ward.Fragment("cap", "posted")).Replace("@alert.xml", "@" + file, StringComparison.Ordinal).Replace("application/cap+xml", type, StringComparison.Ordinal));
        Assert.Equal("ngsi-ld", await ward.HeardBy("posted"));
        Assert.Equal(entities, ward.Received("posted"));
    }

    [Fact]
    public async Task CurlPostsAsTheFragmentSays()
    {
        RealPrograms.Find("curl");
        var log = Path.Combine(ward.Folder, "auth.log");
        await File.WriteAllTextAsync(log, $"Nov 28 07:00:00 gate sshd[1]: {Line}\n", Stop);
        await ward.Programs.Do("/bin/sh", "-ec", (await ward.Fragment("curl", "posted")).Replace("/var/log/auth.log", log, StringComparison.Ordinal));
        Assert.Equal("sshd", await ward.HeardBy("posted"));
    }

    [Fact]
    public async Task ACollectorOfSplunkIsWrittenToAsTheFragmentSays()
    {
        RealPrograms.Find("curl");
        await ward.Programs.Do("/bin/sh", "-ec", await ward.Fragment("hec", "posted"));
        Assert.NotEqual("", await ward.HeardBy("posted"));
    }

    [Fact]
    public async Task MosquittoPublishesAsTheFragmentSays()
    {
        RealPrograms.Find("mosquitto_pub");
        await File.WriteAllTextAsync(Path.Combine(ward.Folder, "mosquitto.conf"), $"listener {ward.Broker.Port} 127.0.0.1\nallow_anonymous true\n", Stop);
        ward.Programs.Begin(RealPrograms.Find("mosquitto"), "-c", Path.Combine(ward.Folder, "mosquitto.conf"));
        var fragment = await ward.Fragment("mosquitto", "mqtt");
        Assert.NotEqual("", await ward.HeardBy("mqtt", () => ward.Programs.Do("/bin/sh", "-c", fragment + " || true")));
    }

    [Fact]
    public async Task SoftflowdExportsAsTheFragmentSays()
    {
        RealPrograms.Find("softflowd");
        var capture = Path.Combine(ward.Folder, "one.pcap");
        await File.WriteAllBytesAsync(capture, Capture(), Stop);
        var control = Path.Combine(ward.Folder, "control");
        await RealPrograms.Until(() => IPGlobalProperties.GetIPGlobalProperties().GetActiveUdpListeners().Contains(ward.Flows)); // a datagram before that is lost
        // A capture stands in for the interface, which only root may listen on.
        ward.Programs.Begin("/bin/sh", "-ec", (await ward.Fragment("softflowd", "flows")).Replace("-i eth0", $"-d -r {capture} -p {ward.Folder}/pid -c {control}", StringComparison.Ordinal));
        await RealPrograms.Until(() => File.Exists(control));
        Assert.Equal("netflow", await ward.HeardBy("flows", () => ward.Programs.Do("/bin/sh", "-c", $"softflowctl -c {control} statistics || true")));
    }

    [Fact]
    public void NothingIsCalledTestedThatNoTestHereRuns() => Assert.Equal(
        ["cap Http", "curl Http", "hec Http", "mosquitto Mqtt", "nginx SyslogUdp", "rsyslog SyslogTcp", "rsyslog SyslogTls", "rsyslog SyslogUdp", "rsyslog-http Http", "softflowd Netflow"],
        Shippers.All.SelectMany(s => s.Tested.Select(k => $"{s.Id} {k}")).Order(StringComparer.Ordinal));

    private static byte[] Capture()
    {
        var bytes = new List<byte>();
        bytes.AddRange(Little(0xa1b2c3d4, 0x00040002, 0, 0, 65535, 1, 1772362800, 1000, 54, 54));
        bytes.AddRange([2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0]);
        bytes.AddRange([0x45, 0, 0, 40, 0, 1, 0, 0, 64, 6, 0, 0, 203, 0, 113, 7, 192, 0, 2, 9]);
        bytes.AddRange([4242 >> 8, 4242 & 0xff, 443 >> 8, 443 & 0xff, 0, 0, 0, 1, 0, 0, 0, 0, 0x50, 2, 255, 255, 0, 0, 0, 0]);
        return [.. bytes];
    }

    private static byte[] Little(params uint[] values)
    {
        var bytes = new byte[values.Length * 4];
        for (var i = 0; i < values.Length; i++) BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(i * 4), values[i]);
        return bytes;
    }
}
