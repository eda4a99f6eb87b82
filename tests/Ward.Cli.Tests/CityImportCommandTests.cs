using System.Text.Json;

namespace Ward.Cli.Tests;

public sealed class CityImportCommandTests : IDisposable
{
    private const string City = """
        id: c
        name: C
        zones:
          - {id: internet, kind: external}
          - {id: ops, kind: operations, networks: [10.50.0.0/24]}
        assets:
          - {id: plc, name: Signals, zone: ops, kind: controller, addresses: [10.50.0.10], listens: [modbus], vendor: Acme}
        exposures:
          - {id: open, asset: plc, kind: no-authentication, port: modbus, technique: T1692.001, probability: 0.5, gains: user, reference: CVE-2021-44228}
        protected: {networks: [10.50.0.1/32]}
        """;

    private const string List = "name,ip,vendor\nplc-two,10.50.0.11,Acme\nsignals,10.50.0.10,Siemens\n";

    private readonly Desk desk = new();

    public CityImportCommandTests() => desk.Write("city.yaml", City);

    public void Dispose() => desk.CleanUp();

    private string At(string name) => Path.Combine(desk.State, name);

    [Fact]
    public async Task ADryRunShowsWhatWouldBeAndWritesNothing()
    {
        var list = desk.Write("list.csv", List);

        Assert.Equal(0, await desk.Run("city", "import", list, "--city", At("city.yaml"), "--dry-run"));

        var said = desk.Out.ToString();
        Assert.Contains("asset plc-two", said, StringComparison.Ordinal);
        Assert.Contains("vendor is \"Acme\" by city", said, StringComparison.Ordinal);
        Assert.Contains("dry run", said, StringComparison.Ordinal);
        Assert.False(Directory.Exists(At("city.book")));
    }

    [Fact]
    public async Task AnImportMakesAVersionThatCanBeShownComparedAndReadAgain()
    {
        var list = desk.Write("list.csv", List);
        Assert.Equal(0, await desk.Run("city", "import", list, "--city", At("city.yaml"), "--why", "spring inventory", "--json"));
        using var first = JsonDocument.Parse(desk.Out.ToString());
        var version = first.RootElement.GetProperty("version").GetString()!;
        Assert.Equal(["plc-two"], first.RootElement.GetProperty("changes").EnumerateArray().Where(c => c.GetProperty("kind").GetString() == "new").Select(c => c.GetProperty("id").GetString()));

        desk.Out.GetStringBuilder().Clear();
        desk.Write("scan.xml", "<nmaprun start=\"1\"><host><status state=\"up\"/><address addr=\"10.50.0.11\" addrtype=\"ipv4\"/><ports><port protocol=\"tcp\" portid=\"23\"><state state=\"open\"/></port></ports></host><runstats/></nmaprun>");
        Assert.Equal(0, await desk.Run("city", "import", At("scan.xml"), "--city", At("city.yaml")));
        Assert.Equal(0, await desk.Run("city", "check", At("city.book/city.yaml")));

        desk.Out.GetStringBuilder().Clear();
        Assert.Equal(0, await desk.Run("city", "diff", $"{At("city.book")}@{version[..12]}", At("city.book")));
        Assert.Contains("asset plc-two: listens telnet/tcp/23", desk.Out.ToString(), StringComparison.Ordinal);

        desk.Out.GetStringBuilder().Clear();
        Assert.Equal(0, await desk.Run("city", "show", At("city.book"), "--version", version[..12], "--json"));
        Assert.DoesNotContain("telnet", desk.Out.ToString(), StringComparison.Ordinal);

        desk.Out.GetStringBuilder().Clear();
        Assert.Equal(0, await desk.Run("city", "show", At("city.book"), "--sources"));
        Assert.Contains("telnet/tcp/23 [nmap]", desk.Out.ToString(), StringComparison.Ordinal);

        desk.Out.GetStringBuilder().Clear();
        Assert.Equal(0, await desk.Run("city", "show", At("city.book"), "--versions"));
        Assert.Contains("spring inventory", desk.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheSameImportTwiceIsTheSameVersion()
    {
        var list = desk.Write("list.csv", List);
        Assert.Equal(0, await desk.Run("city", "import", list, "--city", At("city.yaml")));
        Assert.Equal(0, await desk.Run("city", "import", list, "--city", At("city.yaml")));
        Assert.Contains("The city stays as it is", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(At("city.book/versions"), "*.yaml"));
    }

    [Fact]
    public async Task OfARegisterOnlyWhatTheCityHasIsTakenAndTheRestIsCounted()
    {
        desk.Write("epss.csv", "#model_version:v1,score_date:2026-03-01T00:00:00+0000\ncve,epss,percentile\nCVE-2021-44228,0.94,0.99\nCVE-2020-0001,0.1,0.5\n");
        Assert.Equal(0, await desk.Run("city", "import", At("epss.csv"), "--city", At("city.yaml")));
        Assert.Contains("2 scores, 1 of vulnerabilities that the city has", desk.Out.ToString(), StringComparison.Ordinal);

        desk.Out.GetStringBuilder().Clear();
        Assert.Equal(0, await desk.Run("city", "show", At("city.book"), "--priorities", "--json"));
        using var json = JsonDocument.Parse(desk.Out.ToString());
        Assert.Equal(0.94, json.RootElement.GetProperty("exposures")[0].GetProperty("epss").GetDouble());
    }

    [Fact]
    public async Task AFileInWhichSomethingIsWrongIsRefusedWholeUnlessTheRestIsWanted()
    {
        var list = desk.Write("list.csv", List + "third,10.50.0.300,x\n");

        Assert.Equal(1, await desk.Run("city", "import", list, "--city", At("city.yaml")));
        Assert.Contains("list.csv:4: ip: expected an IP address such as 10.1.2.3, found \"10.50.0.300\"", desk.Error.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(At("city.book")));

        Assert.Equal(0, await desk.Run("city", "import", list, "--city", At("city.yaml"), "--skip-bad"));
        Assert.Contains("1 skipped:", desk.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnotherSourceMayBePreferredAndIsRemembered()
    {
        var list = desk.Write("list.csv", "ip,vendor\n10.50.0.10,Siemens\n");
        Assert.Equal(0, await desk.Run("city", "import", list, "--city", At("city.yaml"), "--prefer", "csv"));
        Assert.Equal(0, await desk.Run("city", "import", "--city", At("city.yaml")));
        Assert.Contains("vendor: \"Siemens\"", await File.ReadAllTextAsync(At("city.book/city.yaml"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("there is no format", "list.csv", "--format", "excel")]
    [InlineData("is not A=B", "list.csv", "--map", "name")]
    [InlineData("is no zone of", "list.csv", "--zone", "moon")]
    public async Task AWrongOptionIsNamed(string words, params string[] arguments)
    {
        desk.Write("list.csv", List);
        Assert.Equal(2, await desk.Run(["city", "import", At(arguments[0]), "--city", At("city.yaml"), .. arguments.Skip(1)]));
        Assert.Contains(words, desk.Error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html></html>", "a file of a known format")]
    [InlineData("{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"components\":[{}]}", "$.components[0].type")]
    public async Task WhatCannotBeReadSaysWhy(string text, string words)
    {
        var file = desk.Write("x", text);
        Assert.Equal(1, await desk.Run("city", "import", file, "--city", At("city.yaml")));
        Assert.Contains(words, desk.Error.ToString(), StringComparison.Ordinal);
    }

    // One small file of each format that tells of hosts, rights, places or traffic, and what of it must be in the city afterwards.
    public static TheoryData<string, string, string> Files => new()
    {
        { "zeek", "#separator \\x09\n#unset_field\t-\n#path\tconn\n#fields\tts\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tconn_state\n1772366400.1\t198.51.100.7\t40000\t10.50.0.11\t443\ttcp\tSF\n", "from: \"internet\", to: \"10.50.0.11\", protocol: \"tcp\", port: 443" },
        { "zeek", "{\"ts\":1772366400.0,\"host\":\"10.50.0.10\",\"port_num\":2222,\"port_proto\":\"tcp\",\"service\":[\"SSH\"]}\n", "{name: \"ssh\", protocol: tcp, port: 2222}" },
        { "dhcpd", "lease 10.50.0.71 {\n  starts 0 2026/03/01 11:00:00;\n  ends never;\n  binding state active;\n  hardware ethernet 00:0e:8c:00:00:71;\n  client-hostname \"camera-71\";\n}\n", "00:0E:8C:00:00:71" },
        { "kea", "address,hwaddr,client_id,valid_lifetime,expire,subnet_id,fqdn_fwd,fqdn_rev,hostname,state,user_context\n10.50.0.81,00:0e:8c:00:00:81,,4294967295,253402300799,1,1,1,sign-81.,0,\n", "sign-81" },
        { "dnsmasq", "0 00:0e:8c:00:00:91 10.50.0.91 siren-91 *\n", "siren-91" },
        { "neighbours", "10.50.0.10 dev eth0 lladdr 00:0e:8c:00:00:10 REACHABLE\n", "00:0E:8C:00:00:10" },
        { "neighbours", "[{\"dst\":\"10.50.0.10\",\"dev\":\"eth0\",\"lladdr\":\"00:0e:8c:00:00:10\",\"state\":[\"STALE\"]}]", "00:0E:8C:00:00:10" },
        { "ngsi", "[{\"id\":\"urn:ngsi-ld:Streetlight:lamp-3\",\"type\":\"Streetlight\",\"ipAddress\":\"10.50.0.33\",\"location\":{\"type\":\"Point\",\"coordinates\":[13.4,52.5]}}]", "position: {latitude: 52.5, longitude: 13.4}" },
        { "geojson", "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[13.4,52.5]},\"properties\":{\"asset\":\"plc\"}}", "position: {latitude: 52.5, longitude: 13.4}" },
        { "bloodhound", "{\"data\":[{\"ObjectIdentifier\":\"S-1-5-21-1-1001\",\"Properties\":{\"name\":\"PLC\",\"samaccountname\":\"PLC$\",\"operatingsystem\":\"Windows 10 Pro\"},\"LocalAdmins\":{\"Results\":[]}}],\"meta\":{\"type\":\"computers\",\"version\":4}}", "cpe:2.3:o:microsoft:windows_10" },
        { "events", "time,activity,status,src_ip,src_port,dst_ip,dst_port,proto\n2026-03-01T11:00:00Z,1,success,198.51.100.7,40000,10.50.0.10,102,tcp\n", "from: \"internet\", to: \"plc\", protocol: \"tcp\", port: 102" },
        { "events", "{\"class_uid\":4001,\"activity_id\":1,\"time\":1772362800000,\"src_endpoint\":{\"ip\":\"198.51.100.7\"},\"dst_endpoint\":{\"ip\":\"10.50.0.10\",\"port\":102},\"connection_info\":{\"protocol_name\":\"tcp\"}}\n", "from: \"internet\", to: \"plc\", protocol: \"tcp\", port: 102" },
    };

    [Theory, MemberData(nameof(Files))]
    public async Task EachFormatIsToldByItsContentAndStandsInTheCity(string format, string text, string words)
    {
        var file = desk.Write("in", text);
        var code = await desk.Run("city", "import", file, "--city", At("city.yaml"));
        Assert.True(code == 0, desk.Error.ToString());
        Assert.Contains($"in: {format}, ", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.Contains(words, await File.ReadAllTextAsync(At("city.book/city.yaml"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(0, await desk.Run("city", "check", At("city.book/city.yaml")));
    }

    [Fact]
    public async Task ALogThatIsGzippedIsReadAsItIs()
    {
        var file = Path.Combine(desk.State, "conn.log.gz");
        await using (var packed = new System.IO.Compression.GZipStream(File.Create(file), System.IO.Compression.CompressionLevel.Fastest))
            await packed.WriteAsync("{\"ts\":1772366400.1,\"id.orig_h\":\"198.51.100.7\",\"id.resp_h\":\"10.50.0.10\",\"id.resp_p\":502,\"proto\":\"tcp\",\"conn_state\":\"SF\"}\n"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.Equal(0, await desk.Run("city", "import", file, "--city", At("city.yaml")));
        Assert.Contains("by zeek:conn", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("flow internet-plc-tcp-502", desk.Out.ToString(), StringComparison.Ordinal);
    }
}
