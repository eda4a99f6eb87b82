using System.Text;
using Ward.Standards.Nmap;
using Ward.Standards.Yaml;

namespace Ward.Standards.Tests.Nmap;

public sealed class NmapReaderTests
{
    private const string Good = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE nmaprun>
        <?xml-stylesheet href="nmap.xsl" type="text/xsl"?>
        <nmaprun scanner="nmap" args="nmap -sV -O -oX - 192.0.2.0/29" start="1772362800" version="7.95" xmloutputversion="1.05">
        <host starttime="1" endtime="2"><status state="up" reason="arp-response"/><address addr="192.0.2.1" addrtype="ipv4"/><address addr="00:0e:8c:aa:bb:cc" addrtype="mac" vendor="Siemens"/>
        <hostnames><hostname name="plc-1.city.example" type="PTR"/></hostnames>
        <ports><extraports state="closed" count="998"/><port protocol="tcp" portid="102"><state state="open" reason="syn-ack"/><service name="iso-tsap" product="Siemens S7 PLC" method="probed" conf="10"><cpe>cpe:/h:siemens:s7</cpe></service></port>
        <port protocol="tcp" portid="443"><state state="open"/><service name="http" tunnel="ssl" method="table"/></port><port protocol="udp" portid="161"><state state="open|filtered"/></port></ports>
        <os><osmatch name="Siemens Simatic 300" accuracy="96"><osclass type="specialized" vendor="Siemens" osfamily="embedded" accuracy="96"><cpe>cpe:/h:siemens:simatic_300</cpe></osclass></osmatch></os></host>
        <host><status state="down"/><address addr="192.0.2.2" addrtype="ipv4"/></host>
        <runstats><finished time="1772362900"/><hosts up="1" down="1" total="2"/></runstats></nmaprun>
        """;

    [Fact]
    public void AScanIsReadWithWhatWasOpen()
    {
        var (scan, problems) = Read(Good);
        Assert.Empty(problems.Sorted());
        Assert.Equal((true, 1, 2026), (scan!.Whole, scan.Down, scan.Started!.Value.Year));
        var host = Assert.Single(scan.Hosts);
        Assert.Equal(("00:0E:8C:AA:BB:CC", "Siemens", "plc-1.city.example", "Siemens Simatic 300"), (host.Mac, host.MacVendor, host.Names[0], host.System));
        Assert.Equal([(102, false, false), (443, true, true)], host.Ports.Select(p => (p.Number, p.Encrypted, p.Guessed)));
        Assert.Equal("cpe:/h:siemens:s7", Assert.Single(host.Ports[0].Cpes));
    }

    [Fact]
    public void AScanThatWasStoppedIsRefusedOrSaysSo()
    {
        Assert.Null(Read(Good[..Good.IndexOf("<os>", StringComparison.Ordinal)]).Scan);
        var whole = Good.IndexOf("<runstats>", StringComparison.Ordinal);
        Assert.False(Read(Good[..whole] + "</nmaprun>").Scan!.Whole);
    }

    [Theory]
    [InlineData("addr=\"192.0.2.1\"", "addr=\"192.0.2.300\"", "host.address.addr")]
    [InlineData("portid=\"102\"", "portid=\"70000\"", "host.ports.port.portid")]
    [InlineData("protocol=\"udp\"", "protocol=\"carrier\"", "host.ports.port.protocol")]
    [InlineData("00:0e:8c:aa:bb:cc", "00-0e-8c", "host.address.addr")]
    public void WhatIsWrongIsNamedByLineAndField(string good, string bad, string field)
    {
        var problem = Assert.Single(Read(Good.Replace(good, bad, StringComparison.Ordinal)).Problems.Sorted());
        Assert.Equal((5, field), (problem.Line, problem.Field));
    }

    [Theory]
    [InlineData("<!DOCTYPE nmaprun>", "<!DOCTYPE nmaprun [<!ENTITY a \"x\"><!ENTITY b \"&a;&a;\">]>")]
    [InlineData("<!DOCTYPE nmaprun>", "<!DOCTYPE nmaprun [<!ENTITY b SYSTEM \"file:///etc/hostname\">]>")]
    public void EntitiesOfItsOwnAreRefused(string good, string bad)
    {
        var (scan, problems) = Read(Good.Replace(good, bad, StringComparison.Ordinal).Replace("plc-1.city", "plc-&b;.city", StringComparison.Ordinal));
        Assert.Null(scan);
        Assert.NotEmpty(problems.Sorted());
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html/>")]
    [InlineData("Starting Nmap 7.95")]
    public void WhatIsNoScanIsRefused(string text)
    {
        var (scan, problems) = Read(text);
        Assert.Null(scan);
        Assert.NotEmpty(problems.Sorted());
    }

    [Fact]
    public void AnyBytesAreReadOrRefused() => Hostile.Sample(Good, bytes =>
    {
        var problems = new ProblemList("scan.xml");
        using var stream = new MemoryStream(bytes);
        Assert.True(NmapReader.Read(stream, problems) is not null || problems.Count > 0);
    });

    private static (NmapScan? Scan, ProblemList Problems) Read(string text)
    {
        var problems = new ProblemList("scan.xml");
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return (NmapReader.Read(stream, problems), problems);
    }
}
