using System.Text.Json;

namespace Ward.Cli.Tests;

public sealed class RuleCoverageCommandTests : IDisposable
{
    private const string Modbus =
        "title: Write\ntags: [attack.t0855]\nlogsource: {category: ot, product: modbus}\ndetection:\n  s:\n    ot.function_name|contains: write\n  condition: s\n"
        + "---\ntitle: Misspelt\ntags: [attack.t0855]\nlogsource: {category: ot, product: modbus}\ndetection:\n  s:\n    ot.funktion: write\n  condition: s\n"
        + "---\ntitle: Dovecot's own\ntags: [attack.credential-access, attack.t1110.003]\nlogsource: {product: linux, service: dovecot}\ndetection:\n  s:\n    user: x\n  condition: s\n";

    private readonly Desk desk = new();

    public void Dispose() => desk.CleanUp();

    [Fact]
    public async Task TechniquesStandUnderTheirTacticsAndWhatCannotFireSaysWhy()
    {
        Assert.Equal(0, await desk.Run("rules", "coverage", desk.Write("r.yml", Modbus)));

        var said = desk.Out.ToString();
        Assert.Matches(@"(?m)impair-process-control +1 of \d+", said);
        Assert.Matches(@"(?m)T1692\.001 Unauthorized Command Message +2 +2", said);
        Assert.Matches(@"(?m)T1110\.003 Password Spraying +1 +1", said);
        Assert.Matches(@"Misspelt \(.*r\.yml:\d+\): the decoder modbus never sets ot\.funktion", said);
        Assert.Contains("3 rules: 2 can fire with every decoder that Ward has", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheFeedsOfAConfigurationAreTheFeedsAtHand()
    {
        var config = desk.Write("ward.yaml", "city: city.yaml\nfeeds:\n  - id: wire\n    kind: pcap\n    path: x.pcap\n");
        desk.Write("city.yaml", await File.ReadAllTextAsync(Path.Combine(Root(), "samples", "city", "city.yaml"), TestContext.Current.CancellationToken));

        Assert.Equal(1, await desk.Run("rules", "coverage", desk.Write("r.yml", Modbus), "--config", config, "--strict"));
        Assert.Contains("no feed at hand has a decoder that writes product linux, service dovecot", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("3 rules: 1 can fire with the 1 feed of the configuration", desk.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ALayerOfEachMatrixIsWritten()
    {
        Assert.Equal(0, await desk.Run("rules", "coverage", desk.Write("r.yml", Modbus), "--layer", Path.Combine(desk.State, "layer.json")));

        using var ics = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(desk.State, "layer.ics.json"), TestContext.Current.CancellationToken));
        using var enterprise = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(desk.State, "layer.enterprise.json"), TestContext.Current.CancellationToken));
        Assert.Equal("T1692.001", ics.RootElement.GetProperty("techniques")[0].GetProperty("techniqueID").GetString());
        Assert.Equal(("enterprise-attack", "T1110.003"), (enterprise.RootElement.GetProperty("domain").GetString(), enterprise.RootElement.GetProperty("techniques")[0].GetProperty("techniqueID").GetString()));
    }

    [Fact]
    public async Task TheDearestRulesAreShownWithHowOftenTheyHadToBeEvaluated()
    {
        var rules = desk.Write("r.yml",
            "title: Found by the index\nlogsource: {}\ndetection:\n  s:\n    user: nobody\n  condition: s\n---\ntitle: Asked every time\nlogsource: {}\ndetection:\n  s:\n    user: root\n  condition: not s\n");
        desk.In = "<38>sshd[1]: Accepted password for root from 203.0.113.7 port 5022 ssh2\nwhat is this\n";

        Assert.Equal(0, await desk.Run("rules", "cost", "-", "--rules", rules, "--passes", "2"));

        Assert.Matches(@"(?m)Asked every time .* 2 +2 +1 +asks nothing that an index could look for", desk.Out.ToString());
        Assert.DoesNotContain("Found by the index", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("2 events (1 understood by no decoder), 2 rules: 1 had to be evaluated for some event, 1 matched", desk.Out.ToString(), StringComparison.Ordinal);
    }

    private static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Ward.slnx"))) at = at.Parent!;
        return at.FullName;
    }
}
