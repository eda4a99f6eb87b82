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
}
