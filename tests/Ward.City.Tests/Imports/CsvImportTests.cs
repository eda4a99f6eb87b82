using System.Text;
using Ward.City.Imports;
using Ward.City.Merging;
using Ward.Standards.Yaml;

namespace Ward.City.Tests.Imports;

public sealed class CsvImportTests
{
    [Fact]
    public void ColumnsAreProposedFromTheirHeadings()
    {
        var proposed = ColumnMapping.Propose(["Device name", "IP-Address", "MAC address", "Type", "Serial No", "Owner"]);
        Assert.Equal([("Device name", "name"), ("IP-Address", "addresses"), ("MAC address", "macs"), ("Type", "kind"), ("Serial No", "serial")], proposed.Select(p => (p.Key, p.Value)));
    }

    [Fact]
    public void RowsBecomeAssetsAndUnusedColumnsAreNamed()
    {
        var (delta, problems) = Read("Device;IP;MAC;Type;Ports;Owner\nPLC 1;10.50.0.10, 10.50.0.11;000e.8caa.bbcc;PLC;502 161/udp;x\n");
        Assert.Empty(problems.Sorted());
        var record = Assert.Single(delta!.Records);
        Assert.Equal(["10.50.0.10", "10.50.0.11"], record.All("addresses"));
        Assert.Equal(("00:0E:8C:AA:BB:CC", "controller"), (record["macs"], record["kind"]));
        Assert.Equal(["modbus/tcp/502", "snmp/udp/161"], record.All("listens"));
        Assert.Contains("columns left out: Owner", delta.Notes);
    }

    [Fact]
    public void WhatThePersonSaysWins()
    {
        var (delta, _) = Read("a,b,name\nplc,10.50.0.10,Signals\n", ("a", "names"), ("b", "addresses"), ("name", "-"));
        var record = Assert.Single(delta!.Records);
        Assert.Equal(("plc", "10.50.0.10", null), (record["names"], record["addresses"], record["name"]));
    }

    [Theory]
    [InlineData("ip,type\n10.0.0.300,server\n", 2, "ip")]
    [InlineData("ip,type\n10.0.0.3,toaster\n", 2, "type")]
    [InlineData("ip,mac\n10.0.0.3,00:11\n", 2, "mac")]
    [InlineData("ip,ports\n10.0.0.3,99999\n", 2, "ports")]
    [InlineData("ip,type\n,server\n", 2, "")]
    [InlineData("ip\n10.0.0.3\n10.0.0.3\n", 3, "")]
    [InlineData("ip,type\n10.0.0.3\n", 2, "")]
    public void ARowThatIsWrongIsNamedAndLeftOut(string text, int line, string field)
    {
        var (delta, problems) = Read(text);
        Assert.Equal((line, field), Assert.Single(problems.Sorted().Select(p => (p.Line, p.Field))));
        Assert.True(delta!.Records.Count <= 1);
    }

    [Theory]
    [InlineData("colour,taste\nred,sweet\n")]
    [InlineData("type,vendor\nserver,x\n")]
    [InlineData("")]
    public void AListByWhichNoAssetCanBeKnownIsRefused(string text)
    {
        var (delta, problems) = Read(text);
        Assert.Null(delta);
        Assert.NotEmpty(problems.Sorted());
    }

    [Fact]
    public void AMappingOfWhatIsNotThereIsRefusedWithWhatWasMeant()
    {
        var (delta, problems) = Read("Adress,b\n10.0.0.1,x\n", ("Address", "addresses"), ("b", "nmae"));
        Assert.Null(delta);
        Assert.Equal(["Adress", "name"], problems.Sorted().Select(p => p.Suggestion).OfType<string>().Order(StringComparer.Ordinal));
    }

    private static (CityDelta? Delta, ProblemList Problems) Read(string text, params (string From, string To)[] map)
    {
        var problems = new ProblemList("list.csv");
        return (CityImport.Read(ImportFormat.Csv, Encoding.UTF8.GetBytes(text), new ImportSettings(null, "list.csv", Merging.Cities.Now, map.ToDictionary(m => m.From, m => m.To)), problems), problems);
    }
}
