using System.Globalization;
using Ward.Ingest.Tests.Decoders;
using Ward.Standards.Sigma;

namespace Ward.Ingest.Tests.Names;

public sealed class LogSourceTests
{
    /// <summary>What the corpus speaks of and no decoder feeds: sources that Ward has no decoder for. A name that leaves this list is a gain; one that would have to join it is a loss.</summary>
    private static readonly string[] NotFed =
    [
        "category=application", "category=database", "product=azure service=pim", "product=bitbucket", "product=cisco service=duo", "product=linux service=clamav", "product=linux service=guacamole",
        "product=m365 service=exchange", "product=m365 service=threat_detection", "product=m365 service=threat_management", "product=okta", "product=onelogin", "product=huawei", "product=juniper",
        "category=process_creation product=macos", "category=file_event product=macos", "category=file_access product=windows", "category=file_rename product=windows",
    ];

    [Theory]
    [InlineData("", "nginx", "", "nginx")]
    [InlineData("", "", "nginx", "nginx")]
    [InlineData("webserver", "", "", "nginx")]
    [InlineData("webserver", "", "", "ApacheDecoder")]
    [InlineData("", "", "apache", "apache")]
    [InlineData("proxy", "", "", "squid")]
    [InlineData("dns", "", "", "bind")]
    [InlineData("registry_event", "windows", "", "windows")]
    public void ARulesSourceIsAnsweredBy(string category, string product, string service, string by) =>
        Assert.Contains(ProducedSources.All, p => (p.Source.Product == by || p.Decoder == by) && p.Source.Answers(category, product, service));

    [Theory]
    [InlineData("", "linux", "auth", "sshd", true)]
    [InlineData("", "linux", "auth", "sudo", true)]
    [InlineData("", "linux", "syslog", "cron", true)]
    [InlineData("", "linux", "syslog", "auditd", false)]
    [InlineData("", "linux", "sshd", "auth", false)]
    [InlineData("", "LINUX", "SSHD", "sshd", true)]
    [InlineData("dns", "linux", "", "sshd", false)]
    public void AServiceThatStandsForSeveralIsAnsweredByEach(string category, string product, string service, string there, bool answered) =>
        Assert.Equal(answered, new LogSource("", "linux", there).Answers(category, product, service));

    [Fact]
    public void EveryLogSourceOfTheCorpusIsFedOrKnownNotToBe()
    {
        var folder = Path.Combine(Conformance.Folder(), "sigma", "rules");
        if (!Directory.Exists(folder)) Assert.Skip("needs the shared conformance material (sigma/rules)");
        var sources = Directory.EnumerateFiles(folder, "*.yml", SearchOption.AllDirectories)
            .SelectMany(f => SigmaParser.Read(Path.GetFileName(f), File.ReadAllText(f)).Rules)
            .GroupBy(d => (d.LogSource.Category, d.LogSource.Product, d.LogSource.Service)).OrderBy(g => g.Key.ToString(), StringComparer.Ordinal).ToList();
        Assert.True(sources.Count > 50, string.Create(CultureInfo.InvariantCulture, $"{sources.Count} log sources read"));
        var table = sources.Select(g => (Name: NameOf(g.Key), Rules: g.Count(), By: ProducedSources.All.Where(p => p.Source.Answers(g.Key.Category, g.Key.Product, g.Key.Service)).Select(p => p.Decoder).Distinct().ToList())).ToList();
        TestContext.Current.SendDiagnosticMessage(string.Join('\n', table.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Rules,5} {t.Name}: {(t.By.Count == 0 ? "NOT FED" : string.Join(", ", t.By))}"))));
        Assert.Empty(table.Where(t => t.By.Count == 0 && !NotFed.Any(n => t.Name.StartsWith(n, StringComparison.Ordinal))).Select(t => t.Name));
        Assert.DoesNotContain(NotFed, n => table.Any(t => t.Name == n && t.By.Count > 0));
    }

    private static string NameOf((string Category, string Product, string Service) source) =>
        string.Join(' ', new[] { ("category", source.Category), ("product", source.Product), ("service", source.Service) }.Where(p => p.Item2.Length > 0).Select(p => $"{p.Item1}={p.Item2}"));
}
