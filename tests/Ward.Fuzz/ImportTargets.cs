using System.Text;
using Ward.City;
using Ward.City.Imports;
using Ward.City.Merging;
using Ward.City.Reading;
using Ward.City.Software;
using Ward.Govern.Risk;
using Ward.Govern.ThreatModel;
using Ward.Govern.ThreatModel.Makers;
using Ward.Standards.Csaf;
using Ward.Standards.Csv;
using Ward.Standards.Cve;
using Ward.Standards.Cvss;
using Ward.Standards.CycloneDx;
using Ward.Standards.Epss;
using Ward.Standards.Kev;
using Ward.Standards.Nmap;
using Ward.Standards.Otm;
using Ward.Standards.Packages;
using Ward.Standards.Threagile;
using Ward.Standards.Yaml;

namespace Ward.Fuzz;

/// <summary>What comes in from files of other tools: read, or refused with a problem; each with a text to begin from.</summary>
internal static class ImportTargets
{
    public static IReadOnlyDictionary<string, (Action<byte[]> Read, string Seed)> All { get; } = new Dictionary<string, (Action<byte[]>, string)>
    {
        ["cvss"] = (ReadVector, "CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:A/VC:H/VI:L/VA:N/SC:N/SI:L/SA:H/E:P/CR:M/MAV:A/MSI:S/AU:Y/U:Amber"),
        ["purl"] = (ReadPurl, "pkg:rpm/redhat/openssl-libs@1.1.1k-9.el8_6?arch=x86_64&epoch=1&distro=el8#x"),
        ["package-range"] = (ReadRange, "vers:deb/>=1:3.0.11-1~deb12u1|<3.0.11-1%2Bb2"),
        ["city-packages"] = Imported(ImportFormat.CycloneDx, """{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"bom-ref":"o","type":"library","name":"openssl","purl":"pkg:deb/debian/openssl?arch=source&distro=debian-12"}],"vulnerabilities":[{"id":"CVE-2026-1234","analysis":{"state":"exploitable"},"affects":[{"ref":"o","versions":[{"range":"vers:deb/<3.0.13-1"},{"version":"1","status":"unaffected"}]}]}]}"""),
        ["csv"] = (ReadRows, "name;address;\"a \"\"b\"\"\nc\"\r\nplc;192.0.2.1;x\n"),
        ["epss"] = (Told(Streamed(EpssReader.Read)), "#model_version:v2025.03.14,score_date:2026-03-01T12:55:00+0000\ncve,epss,percentile\nCVE-2021-44228,0.94358,0.99957\n"),
        ["kev"] = (Told((b, p) => KevReader.Read(b, p)), """{"catalogVersion":"2026.03.01","dateReleased":"2026-03-01T15:00:02Z","count":1,"vulnerabilities":[{"cveID":"CVE-2021-44228","vendorProject":"Apache","product":"Log4j2","dateAdded":"2021-12-10","dueDate":"2021-12-24","knownRansomwareCampaignUse":"Known","cwes":["CWE-20"]}]}"""),
        ["cve"] = (Told((b, p) => CveReader.Read(b, p)), """{"dataType":"CVE_RECORD","dataVersion":"5.1","cveMetadata":{"cveId":"CVE-2026-1234","state":"PUBLISHED"},"containers":{"cna":{"affected":[{"vendor":"A","product":"B","versions":[{"version":"1","lessThan":"2","status":"affected"}]}],"metrics":[{"cvssV3_1":{"vectorString":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}}]},"adp":[{"metrics":[{"other":{"type":"ssvc","content":{"options":[{"Exploitation":"poc"}]}}}]}]}}"""),
        ["csaf"] = (Told((b, p) => CsafReader.Read(b, p)), """{"document":{"category":"csaf_vex","csaf_version":"2.0","title":"T","publisher":{"name":"A"},"tracking":{"id":"1"}},"product_tree":{"branches":[{"category":"vendor","name":"A","branches":[{"category":"product_name","name":"B","product":{"product_id":"P","name":"AB"}}]}],"product_groups":[{"group_id":"G","product_ids":["P"]}]},"vulnerabilities":[{"cve":"CVE-2026-1234","product_status":{"known_affected":["P"]},"remediations":[{"category":"workaround","details":"d","group_ids":["G"]}]}]}"""),
        ["cyclonedx"] = (Told((b, p) => BomReader.Read(b, p)), """{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"bom-ref":"a","type":"device","name":"A","components":[{"bom-ref":"b","type":"library","name":"B"}]}],"vulnerabilities":[{"id":"CVE-2026-1234","ratings":[{"method":"CVSSv31","vector":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],"analysis":{"state":"in_triage"},"affects":[{"ref":"b"}]}]}"""),
        ["nmap"] = (Told(Streamed(NmapReader.Read)), """<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE nmaprun><nmaprun args="nmap" start="1"><host><status state="up"/><address addr="192.0.2.1" addrtype="ipv4"/><address addr="00:0e:8c:aa:bb:cc" addrtype="mac"/><ports><port protocol="tcp" portid="102"><state state="open"/><service name="iso-tsap" method="probed"><cpe>cpe:/h:s:s7</cpe></service></port></ports></host><runstats/></nmaprun>"""),
        ["otm"] = (ReadOtm, "otmVersion: 0.2.0\nproject: {name: S, id: s}\ntrustZones:\n  - {id: a, name: A, risk: {trustRating: 1}}\ncomponents:\n  - {id: c, name: C, parent: {trustZone: a}}\n  - {id: d, name: D, parent: {component: c}}\ndataflows:\n  - {id: f, source: c, destination: d}\n"),
        ["threagile"] = (ReadThreats, "title: S\nbusiness_criticality: critical\ntags_available: [aws]\ndata_assets:\n  P: &p\n    id: p\n    quantity: many\n    confidentiality: internal\n    integrity: critical\n    availability: critical\n  L:\n    <<: *p\n    id: l\ntechnical_assets:\n  A:\n    id: a\n    type: process\n    technologies: [web-application]\n    machine: container\n    internet: true\n    tags: [aws]\n    data_formats_accepted: [xml, file]\n    confidentiality: internal\n    integrity: critical\n    availability: critical\n    data_assets_stored: [p]\n    communication_links:\n      X: {target: b, protocol: jdbc, authentication: none, data_assets_sent: [p]}\n  B:\n    id: b\n    type: datastore\n    technology: database\n    machine: virtual\n    confidentiality: confidential\n    integrity: critical\n    availability: mission-critical\n    data_assets_stored: [p, l]\ntrust_boundaries:\n  N: {id: n, type: network-cloud-provider, technical_assets_inside: [a], trust_boundaries_nested: [m]}\n  M: {id: m, type: execution-environment, technical_assets_inside: [b]}\nshared_runtimes:\n  R: {id: r, technical_assets_running: [a, b]}\nindividual_risk_categories:\n  K:\n    id: k\n    risks_identified:\n      T: {severity: low, most_relevant_technical_asset: a, most_relevant_communication_link: a>x}\nrisk_tracking:\n  sql-nosql-injection@*@b@*: {status: accepted, date: 2026-01-01}\n"),
        ["risk-register"] = (ReadRegister, "title: S\ncycles: {critical: 7, low: 300}\nrisks:\n  - id: k@a\n    severity: high\n    what: w\n    kind: k\n    at: [a, b]\n    status: accepted\n    tracked: true\n    date: 2026-01-01\n    owner: \"o\"\n    first_seen: 2026-01-01\n    review_by: 2026-02-01\ngone:\n  - {id: k@b, severity: low, what: w, kind: k, at: [], status: unchecked, first_seen: 2026-01-01, review_by: 2026-02-01, gone_since: 2026-01-05}\nfacts:\n  a: {type: process, \"sends\": \"x, y\"}\n"),
        ["city-csv"] = Imported(ImportFormat.Csv, "Device,IP address,MAC,Type,Ports,Zone\nplc,10.50.0.10,00-0e-8c-00-00-01,PLC,502;161/udp,ops\n"),
        ["city-nmap"] = Imported(ImportFormat.Nmap, """<nmaprun start="1"><host><status state="up"/><address addr="10.50.0.10" addrtype="ipv4"/><ports><port protocol="tcp" portid="22"><state state="open"/></port></ports></host><runstats/></nmaprun>"""),
        ["city-csaf"] = Imported(ImportFormat.Csaf, """{"document":{"category":"c","csaf_version":"2.0","title":"T","publisher":{"name":"A"},"tracking":{"id":"1"}},"product_tree":{"branches":[{"category":"vendor","name":"Acme","branches":[{"category":"product_name","name":"SC","branches":[{"category":"product_version_range","name":"vers:all/*","product":{"product_id":"P","name":"AB"}}]}]}]},"vulnerabilities":[{"cve":"CVE-2026-1234","product_status":{"known_affected":["P"]},"scores":[{"products":["P"],"cvss_v3":{"vectorString":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}}]}]}"""),
        ["city-nftables"] = Imported(ImportFormat.Nftables, """{"nftables":[{"chain":{"family":"inet","table":"f","name":"forward","type":"filter","hook":"forward","policy":"drop"}},{"rule":{"family":"inet","table":"f","chain":"forward","handle":1,"expr":[{"match":{"op":"==","left":{"payload":{"protocol":"ip","field":"saddr"}},"right":{"prefix":{"addr":"10.20.0.0","len":24}}}},{"match":{"op":"==","left":{"payload":{"protocol":"tcp","field":"dport"}},"right":{"set":[502,{"range":[1,3]}]}}},{"accept":null}]}}]}"""),
        ["city-iptables"] = Imported(ImportFormat.Iptables, "*filter\n:FORWARD DROP [0:0]\n:x - [0:0]\n-A FORWARD -s 10.20.0.0/24 -d 10.50.0.10/32 -p tcp -m tcp --dport 502:504 -m comment --comment \"a b\" -j ACCEPT\n-A FORWARD ! -i eth0 -g x\n-A x -j RETURN\nCOMMIT\n"),
        ["city-pfsense"] = Imported(ImportFormat.Pfsense, "<pfsense><interfaces><lan><ipaddr>10.20.0.1</ipaddr><subnet>24</subnet></lan></interfaces><aliases><alias><name>a</name><address>10.50.0.10</address></alias></aliases><filter><rule><type>pass</type><interface>lan</interface><protocol>tcp/udp</protocol><source><network>lan</network></source><destination><address>a</address><port>80-90</port></destination></rule></filter></pfsense>"),
        ["city-cisco"] = Imported(ImportFormat.Cisco, "interface Gi0/1\n ip access-group A in\nip access-list extended A\n 10 permit tcp 10.20.0.0 0.0.0.255 host 10.50.0.10 range 500 502\n deny ip any any\naccess-list 101 permit udp any eq 53 any established log\n"),
        ["city-zeek"] = Imported(ImportFormat.Zeek, "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tconn\n#fields\tts\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tconn_state\tlocal_orig\tresp_pkts\n1772366400.1\t10.20.0.30\t40000\t10.50.0.10\t102\ttcp\tSF\tT\t4\n1772366401.1\t203.0.113.9\t40000\t10.20.0.30\t22\ttcp\tS0\tF\t-\n{\"ts\":1.0,\"host\":\"10.50.0.10\",\"port_num\":22,\"port_proto\":\"tcp\",\"service\":[\"SSH\"]}\n{\"ts\":1.0,\"host\":\"10.50.0.10\",\"host_p\":22,\"software_type\":\"SSH::SERVER\",\"name\":\"OpenSSH\",\"version.major\":9,\"version.addl\":\"p1\"}\n{\"ts\":1.0,\"mac\":\"00:0e:8c:00:00:01\",\"host_name\":\"plc\",\"assigned_addr\":\"10.50.0.12\",\"msg_types\":[\"ACK\"]}\n"),
        ["city-dhcpd"] = Imported(ImportFormat.Dhcpd, "lease 10.20.0.71 {\n  starts 0 2026/03/01 11:00:00;\n  ends epoch 1772370000; # x\n  binding state active;\n  hardware ethernet 00:0e:8c:00:00:71;\n  on expiry {\n    x;\n  }\n  client-hostname \"camera-71\";\n}\nia-na \"\\001\\000\\000\\000\\000\\003\\000\\001\\000\\016\\214\\000\\000t\" {\n  iaaddr 2001:db8::74 {\n    binding state active;\n    ends never;\n  }\n}\n"),
        ["city-kea"] = Imported(ImportFormat.Kea, "address,hwaddr,client_id,valid_lifetime,expire,subnet_id,fqdn_fwd,fqdn_rev,hostname,state,user_context\n10.20.0.81,00:0e:8c:00:00:81,,4000,1772370000,1,1,1,sign&#x2c81.,0,\n"),
        ["city-dnsmasq"] = Imported(ImportFormat.Dnsmasq, "1772370000 00:0e:8c:00:00:91 10.20.0.91 siren-91 01:00\nduid 00:01\n0 12345 2001:db8::93 * 00:03:00:01:00:0e:8c:00:00:93\n"),
        ["city-neighbours"] = Imported(ImportFormat.Neighbours, "10.20.0.1 dev eth0 lladdr 00:0e:8c:00:00:01 REACHABLE\n? (10.20.0.2) at 0:e:8c:0:0:8 on en0\n10.20.0.3 0x1 0x2 00:0e:8c:00:00:03 * eth0\n"),
        ["city-neighbours-json"] = Imported(ImportFormat.Neighbours, """[{"dst":"10.20.0.1","dev":"eth0","lladdr":"00:0e:8c:00:00:01","state":["REACHABLE"]},{}]"""),
        ["city-ngsi"] = Imported(ImportFormat.Ngsi, """[{"id":"urn:ngsi-ld:Device:camera-7","type":"Device","category":{"type":"Property","value":["sensor"]},"serialNumber":"SN-7","refDeviceModel":{"object":"urn:m"},"ipAddress":["10.50.0.17"],"macAddress":"00:0e:8c:00:00:17","location":{"type":"GeoProperty","value":{"type":"Polygon","coordinates":[[[0,0],[4,0],[4,2],[0,0]]]}},"name":{"languageMap":{"en":"x"}}},{"id":"urn:m","type":"DeviceModel","modelName":"Eye"}]"""),
        ["city-geojson"] = Imported(ImportFormat.GeoJson, """{"type":"FeatureCollection","features":[{"type":"Feature","id":7,"geometry":{"type":"Point","coordinates":[13.4,52.5,3]},"properties":{"asset":"plc","n":1.5}},{"type":"Feature","geometry":{"type":"MultiPolygon","coordinates":[[[[0,0],[4,0],[4,2],[0,0]]]]},"properties":null},{"type":"Feature","geometry":null}]}"""),
        ["city-bloodhound"] = Imported(ImportFormat.BloodHound, """{"data":[{"ObjectIdentifier":"S-1-5-21-1-1001","Properties":{"name":"PLC","samaccountname":"PLC$","operatingsystem":"Windows 10 Pro"},"PrimaryGroupSID":"S-1-5-21-1-516","Sessions":{"Results":[{"UserSID":"S-1-5-21-1-1002"}],"Collected":true},"LocalAdmins":{"Results":[{"ObjectIdentifier":"S-1-5-21-1-1002"}]},"LocalGroups":[{"ObjectIdentifier":"S-1-1-544","Results":[{"ObjectIdentifier":"S-1-1-0"}]}],"Aces":[{"PrincipalSID":"S-1","RightName":"Owns"}]},{"ObjectIdentifier":"S-1-5-21-1-1002","Properties":{"name":"B"}}],"meta":{"type":"computers","count":2,"version":6}}"""),
        ["city-events"] = Imported(ImportFormat.Events, "{\"class_uid\":4001,\"activity_id\":6,\"time\":1772362800000,\"src_endpoint\":{\"ip\":\"10.20.0.30\",\"port\":40000},\"dst_endpoint\":{\"ip\":\"10.50.0.10\",\"port\":102},\"connection_info\":{\"protocol_num\":6,\"tcp_flags\":27}}\n{\"kind\":\"row\",\"event\":{\"classUid\":4001,\"fields\":{\"src_endpoint.ip\":\"10.20.0.31\",\"dst_endpoint.ip\":\"10.50.0.10\",\"dst_endpoint.port\":\"22\",\"connection_info.protocol_name\":\"tcp\"}}}\n"),
        ["city-events-csv"] = Imported(ImportFormat.Events, "time,activity,status,src_ip,src_port,dst_ip,dst_port,proto,raw\n2026-03-01T11:00:00Z,1,success,10.20.0.30,40000,10.50.0.10,102,tcp,\"a\nb\"\n2026-03-01T11:00:01Z,5,failure,203.0.113.9,4000,10.20.0.30,22,icmp,x\n"),
        ["city-threagile"] = Imported(ImportFormat.Threagile, "title: S\nbusiness_criticality: critical\ntechnical_assets:\n  A:\n    id: a\n    type: process\n    technology: tool\n    machine: virtual\n    confidentiality: internal\n    integrity: critical\n    availability: critical\n    communication_links:\n      X: {target: a, protocol: https}\ntrust_boundaries:\n  B: {id: b, type: network-on-prem, technical_assets_inside: [a]}\n"),
    };

    private static readonly CityModel Base = ((CityReading.Read)CityReader.Read("base", "id: c\nname: C\nzones:\n  - {id: net, kind: external}\n  - {id: ops, kind: operations, networks: [10.50.0.0/24]}\n  - {id: dmz, kind: perimeter, networks: [10.20.0.0/24]}\n"
        + "assets:\n  - {id: plc, zone: ops, kind: controller, addresses: [10.50.0.10], listens: [modbus], vendor: Acme, model: SC}\n")).City;

    private static readonly InstalledPackages Installed = new([KeyValuePair.Create(new AssetId("plc"), (IReadOnlyCollection<InstalledPackage>)
        [new InstalledPackage(PackageManager.Dpkg, "libssl3", "amd64", "3.0.11-1~deb12u1", "openssl", "3.0.11-1~deb12u1", new OsRelease("debian", "12", "bookworm")),
         new InstalledPackage(PackageManager.Rpm, "openssl-libs", "x86_64", "1:1.1.1k-8.el8_6", "openssl", "1:1.1.1k-8.el8_6", new OsRelease("rhel", "8.6", ""))])]);

    /// <summary>Whatever a file says, what is merged is a city that reads as it was written.</summary>
    private static (Action<byte[]>, string) Imported(ImportFormat format, string seed) => (
        bytes =>
        {
            var problems = new ProblemList("fuzz");
            var at = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
            var delta = CityImport.Read(format, bytes, new ImportSettings(null, "fuzz", at, new Dictionary<string, string>()), problems);
            if (delta is null && problems.Count == 0) throw new InvalidOperationException("refused without a reason");
            if (delta is not null && CityMerge.Of(Base, new Provenance("city", "base", at), [delta], MergePolicy.Default, "dmz", null, Installed) is MergedCity.Refused refused)
                throw new InvalidOperationException(string.Join('\n', refused.Problems) + "\n" + refused.Text);
        },
        seed);

    private static void ReadVector(byte[] text)
    {
        if (!CvssVector.TryRead(Encoding.UTF8.GetString(text), out var vector, out _)) return;
        if (vector.Score is < 0 or > 10 || !CvssVector.TryRead(vector.ToString(), out var again, out _) || !again.Equals(vector)) throw new InvalidOperationException(vector.ToString());
    }

    private static void ReadPurl(byte[] text)
    {
        if (!PackageUrl.TryRead(Encoding.UTF8.GetString(text), out var url)) return;
        if (url.Type.Length == 0 || url.Name.Length == 0) throw new InvalidOperationException("a package without type or name");
        foreach (var (_, package) in Installed.Named("openssl")) PackageIdentity.Fit(url, [url.Name], package, out _);
    }

    /// <summary>What holds of a version holds of an equal one.</summary>
    private static void ReadRange(byte[] text)
    {
        var range = Encoding.UTF8.GetString(text);
        foreach (var manager in Enum.GetValues<PackageManager>())
            if (PackageRange.Holds(range, manager, "3.0.11-1") != PackageRange.Holds(range, manager, "0:3.0.11-1")) throw new InvalidOperationException(range);
    }

    private static void ReadRows(byte[] text)
    {
        using var reader = new StringReader(Encoding.UTF8.GetString(text));
        foreach (var row in CsvReader.Read(reader, ';', new ProblemList("fuzz.csv")))
            if (row.Cells.Count == 0 || row.Line < 1) throw new InvalidOperationException("a row without cells or line");
    }

    /// <summary>Over whatever is read without a problem, every kind of risk can be asked.</summary>
    private static void ReadThreats(byte[] bytes)
    {
        var problems = new ProblemList("fuzz");
        var model = ThreagileReader.Read(Encoding.UTF8.GetString(bytes), problems);
        if (model is null && problems.Count == 0) throw new InvalidOperationException("refused without a reason");
        if (model is null || problems.Count > 0) return;
        var system = ThreagileMaker.Of(model);
        var findings = ThreatAnalysis.Of(system, ThreagileMaker.OwnFindings(model)).Findings;
        var register = RiskRegister.Empty("").After(system, findings, TrackingRule.Of(model), new DateOnly(2026, 3, 1));
        if (RegisterText.Read(RegisterText.Write(register), problems) is not { } back || RegisterChange.Between(register, back).Count > 0) throw new InvalidOperationException("a register that does not read as it was written");
    }

    private static void ReadOtm(byte[] bytes)
    {
        var problems = new ProblemList("fuzz");
        var model = OtmReader.Read(Encoding.UTF8.GetString(bytes), problems);
        if (model is null && problems.Count == 0) throw new InvalidOperationException("refused without a reason");
        if (model is not null && problems.Count == 0) ThreatAnalysis.Of(OtmMaker.Of(model), []);
    }

    private static void ReadRegister(byte[] bytes)
    {
        var problems = new ProblemList("fuzz");
        var register = RegisterText.Read(Encoding.UTF8.GetString(bytes), problems);
        if (register is null && problems.Count == 0) throw new InvalidOperationException("refused without a reason");
        if (register is not null && RegisterText.Read(RegisterText.Write(register), problems) is null) throw new InvalidOperationException(string.Join('\n', problems.Sorted()));
    }

    private static Action<byte[]> Told(Func<byte[], ProblemList, object?> read) => bytes =>
    {
        var problems = new ProblemList("fuzz");
        if (read(bytes, problems) is null && problems.Count == 0) throw new InvalidOperationException("refused without a reason");
    };

    private static Func<byte[], ProblemList, object?> Streamed(Func<Stream, ProblemList, object?> read) => (bytes, problems) =>
    {
        using var stream = new MemoryStream(bytes);
        return read(stream, problems);
    };
}
