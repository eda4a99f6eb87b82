using Microsoft.Extensions.Time.Testing;
using Ward.Configuration;
using Ward.Detect.Rules;
using Ward.Standards.Sigma;

namespace Ward.Tests.Configuration;

public sealed class SiteFiltersTests : IDisposable
{
    private const string Rule = "title: Root\nid: 00000000-0000-4000-8000-0000000000aa\nlogsource: {product: linux, service: sshd}\ndetection: {s: {user.name: root}, condition: s}\n";
    private readonly string state = Directory.CreateTempSubdirectory("ward-test-").FullName;
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 12, 1, 12, 0, 0, TimeSpan.Zero));

    private string Rules => Path.Combine(state, "rules", "root.yml");

    [Fact]
    public void AFilterThatWasMadeHereIsInForceSurvivesAnUpdateOfTheRuleAndEndsByItself()
    {
        var (site, reload) = Start();
        Assert.Null(InForce(reload));
        var name = site.Write(Read(Filter("2026-12-03")), Filter("2026-12-03"));
        Assert.True(reload.Look());
        Assert.Equal("Quiet", InForce(reload)?.Header.Title);
        File.WriteAllText(Rules, Rule.Replace("title: Root", "title: Root, better said", StringComparison.Ordinal));
        Assert.True(reload.Look());
        Assert.Equal("Quiet", InForce(reload)?.Header.Title);
        Assert.Contains(reload.Current.Set.Rules, r => r.Header.Title == "Root, better said" && r.Selections.Count == 2);
        time.Advance(TimeSpan.FromDays(3));
        Assert.True(reload.Look());
        Assert.Null(InForce(reload));
        Assert.True(site.Remove(name));
        Assert.Empty(site.All());
    }

    [Fact]
    public void OneOfTheSameKeyIsReplacedAndAnyKeyHasAName()
    {
        var (site, _) = Start();
        var first = site.Write(Read(Filter("2026-12-03")), Filter("2026-12-03"));
        Assert.Equal((first, new DateOnly(2026, 12, 3)), Assert.Single(site.Read()) is var (file, filter) ? (file, filter.Header.Until!.Value) : default);
        Assert.Equal(first, site.Write(Read(Filter("2026-12-09")), Filter("2026-12-09")));
        Assert.Equal(new DateOnly(2026, 12, 9), Assert.Single(site.Read()).Filter.Header.Until);
        Assert.Contains("2026-12-09", Assert.Single(site.All()).Text, StringComparison.Ordinal);
        var odd = Filter("2026-12-03").Replace("id: 00000000-0000-4000-8000-0000000000ab\n", "name: ../Odd Name\n", StringComparison.Ordinal);
        var name = site.Write(Read(odd), odd);
        Assert.DoesNotContain("Odd", name, StringComparison.Ordinal);
        Assert.True(site.Remove(name));
    }

    [Theory]
    [InlineData("../rules/root")]
    [InlineData("")]
    [InlineData("not-there")]
    public void WhatIsNoFilterOfOursIsNotRemoved(string name)
    {
        var (site, _) = Start();
        Assert.False(site.Remove(name));
        Assert.True(File.Exists(Rules));
    }

    public void Dispose() => Directory.Delete(state, recursive: true);

    private (SiteFilters Site, RuleReload Reload) Start()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Rules)!);
        File.WriteAllText(Rules, Rule);
        var site = new SiteFilters(state);
        IReadOnlyList<string> paths = [Path.GetDirectoryName(Rules)!, site.Folder];
        var read = ShippedContent.Read(paths, RuleSettings.Default, RuleReading.Today(time));
        var set = read.Compile();
        return (site, new RuleReload(new RuleEngine(set), paths, RuleSettings.Default, read, set, time));
    }

    private static SigmaFilter? InForce(RuleReload reload) => reload.Current.Set.Filters.FirstOrDefault(f => f.Rules.Contains("00000000-0000-4000-8000-0000000000aa"));

    private static IReadOnlyList<SigmaFilter> Read(string text) => SigmaParser.Read("f", text).Filters;

    private static string Filter(string until) =>
        $"title: Quiet\nid: 00000000-0000-4000-8000-0000000000ab\nauthor: kim\nlogsource: {{product: linux, service: sshd}}\nfilter:\n  rules: [00000000-0000-4000-8000-0000000000aa]\n  s: {{src_endpoint.ip: 192.0.2.1}}\n  condition: not s\nward: {{until: {until}}}\n";
}
