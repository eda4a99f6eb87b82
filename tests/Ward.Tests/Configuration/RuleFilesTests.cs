using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Ward.Configuration;
using Ward.Detect.Rules;
using Ward.Standards.Sigma;

namespace Ward.Tests.Configuration;

public sealed class RuleFilesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ward-rules-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string At(string name) => Path.Combine(folder, name);

    private static string Rule(string title) => $"title: {title}\nlogsource: {{}}\ndetection:\n  s:\n    f: 1\n  condition: s\n";

    private (IReadOnlyList<(string File, string Text)> Files, List<SigmaError> Errors) Read(params string[] paths)
    {
        var errors = new List<SigmaError>();
        return (RuleFiles.Read(paths.Select(At), errors), errors);
    }

    private RuleReload Reload(TimeProvider? at = null)
    {
        var time = at ?? TimeProvider.System;
        var read = ShippedContent.Read([folder], RuleSettings.Default, RuleReading.Today(time));
        var set = read.Compile();
        return new RuleReload(new RuleEngine(set), [folder], RuleSettings.Default, read, set, time);
    }

    private void Zip(string name, params (string Name, byte[] Content)[] entries)
    {
        using var zip = ZipFile.Open(At(name), ZipArchiveMode.Create);
        foreach (var (entry, content) in entries)
            using (var stream = zip.CreateEntry(entry).Open()) stream.Write(content);
    }

    [Fact]
    public void AFolderIsReadWithAllBelowItArchivesIncluded()
    {
        Directory.CreateDirectory(At("sub"));
        File.WriteAllText(At("sub/b.yaml"), Rule("B"));
        File.WriteAllText(At("a.yml"), Rule("A"));
        File.WriteAllText(At("notes.txt"), "no rule");
        Zip("c.zip", ("rules/c.yml", Encoding.UTF8.GetBytes(Rule("C"))), ("rules/README.md", [1]));

        var (files, errors) = Read("");

        Assert.Empty(errors);
        Assert.Equal(["A", "C", "B"], RuleSet.Compile(files).Rules.Select(r => r.Header.Title));
        Assert.EndsWith("c.zip!rules/c.yml", files[1].File, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("r.tar")]
    [InlineData("r.tar.gz")]
    [InlineData("r.tgz")]
    public void ATarIsRead(string name)
    {
        using (var file = File.Create(At(name)))
        using (Stream plain = name.EndsWith(".tar", StringComparison.Ordinal) ? file : new GZipStream(file, CompressionLevel.Fastest))
        using (var tar = new TarWriter(plain))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "../../escape/a.yml") { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(Rule("A"))) });
            tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "link.yml") { LinkName = "/etc/passwd" });
        }

        var (files, errors) = Read(name);

        Assert.Empty(errors);
        Assert.Equal("A", Assert.Single(RuleSet.Compile(files).Rules).Header.Title);
        Assert.Single(Directory.GetFiles(folder));
    }

    [Fact]
    public void WhatCannotBeReadIsToldOfAndTheRestStands()
    {
        File.WriteAllBytes(At("bad.yml"), [0xFF, 0xFE, 0xFD]);
        File.WriteAllBytes(At("broken.zip"), [1, 2, 3]);
        File.WriteAllText(At("good.yml"), Rule("Good"));
        Zip("large.zip", ("large.yml", new byte[5 << 20]), ("good2.yml", Encoding.UTF8.GetBytes(Rule("Good 2"))));

        var (files, errors) = Read("", "missing.yml");

        Assert.Equal(["Good", "Good 2"], RuleSet.Compile(files).Rules.Select(r => r.Header.Title));
        Assert.Equal(4, errors.Count);
    }

    [Fact]
    public void WhatWasTouchedIsSeenWithoutOpeningIt()
    {
        File.WriteAllText(At("a.yml"), Rule("A"));
        File.WriteAllText(At("no-rule.txt"), "x");
        var before = RuleFiles.Stamp([folder]);
        Assert.Equal(before, RuleFiles.Stamp([folder]));

        File.WriteAllText(At("no-rule.txt"), "longer");
        Assert.Equal(before, RuleFiles.Stamp([folder]));
        File.SetLastWriteTimeUtc(At("a.yml"), new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.NotEqual(before, RuleFiles.Stamp([folder]));
        Assert.Contains("-1", RuleFiles.Stamp([At("missing.yml")]), StringComparison.Ordinal);
    }

    [Fact]
    public void AChangeThatNoStampShowsIsSeenInTheEnd()
    {
        File.WriteAllText(At("a.yml"), Rule("A"));
        var written = File.GetLastWriteTimeUtc(At("a.yml"));
        var reload = Reload();
        Assert.False(reload.Look());

        File.WriteAllText(At("a.yml"), Rule("B"));
        File.SetLastWriteTimeUtc(At("a.yml"), written);

        Assert.Contains(Enumerable.Range(0, 25), _ => reload.Look());
        Assert.Contains(reload.Current.Set.Rules, r => r.Header.Title == "B");
    }

    [Fact]
    public void AFilterCountsUntilItsLastDayIsOverThoughNothingIsTouched()
    {
        File.WriteAllText(At("a.yml"), "name: a\n" + Rule("A") + "---\ntitle: Quiet for now\nauthor: the water works\nlogsource: {}\nfilter:\n  rules: [a]\n  s:\n    g: 1\n  condition: not s\nward: {until: 2026-11-28}\n");
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 28, 23, 59, 0, TimeSpan.Zero));
        var reload = Reload(time);
        Assert.False(reload.Look());
        Assert.Equal("Quiet for now", Assert.Single(reload.Current.Set.Filters).Header.Title);
        Assert.Empty(reload.Current.Set.Errors);

        time.Advance(TimeSpan.FromMinutes(2));

        Assert.True(reload.Look());
        Assert.Empty(reload.Current.Set.Filters);
        Assert.Equal(("ward.until", "2026-11-28"), (Assert.Single(reload.Current.Set.Errors).Field, reload.Current.Set.Errors[0].Found));
        Assert.Contains(reload.Current.Set.Rules, r => r.Header.Title == "A" && r.Selections.Count == 1);
        Assert.Equal(new DateOnly(2026, 11, 29), reload.Current.Texts.Day);
        Assert.False(reload.Look());
    }

    [Fact]
    public void ChangedRulesAreTakenIntoUseAndTheSameAreNot()
    {
        File.WriteAllText(At("a.yml"), Rule("A"));
        var reload = Reload();
        Assert.Contains(reload.Current.Set.Rules, r => r.Header.Title == "A");
        Assert.False(reload.Look());
        Assert.False(reload.Look());

        File.WriteAllText(At("b.yml"), Rule("B") + "---\ntitle: Bad\n");

        Assert.True(reload.Look());
        Assert.Contains(reload.Current.Texts.Files, f => f.Name.EndsWith("b.yml", StringComparison.Ordinal));
        Assert.Contains(reload.Current.Set.Rules, r => r.Header.Title == "B");
        Assert.Equal(["logsource", "detection"], reload.Current.Set.Errors.Select(e => e.Field));
        Assert.False(reload.Look());
    }

    [Fact]
    public void WhatCannotBeReadStaysAsItWasUntilItCan()
    {
        Zip("public.zip", ("a.yml", Encoding.UTF8.GetBytes(Rule("A"))), ("b.yml", Encoding.UTF8.GetBytes(Rule("B"))));
        var whole = File.ReadAllBytes(At("public.zip"));
        var reload = Reload();
        reload.Look();

        File.WriteAllBytes(At("public.zip"), whole[..(whole.Length / 2)]);
        Assert.True(reload.Look());
        Assert.Equal(["A", "B"], Titles(reload));
        Assert.EndsWith("what it held before stays in force", Assert.Single(reload.Current.Set.Errors).Found, StringComparison.Ordinal);
        Assert.False(reload.Look());

        File.Delete(At("public.zip"));
        Zip("public.zip", ("a.yml", Encoding.UTF8.GetBytes(Rule("A"))), ("c.yml", Encoding.UTF8.GetBytes(Rule("C"))));
        Assert.True(reload.Look());
        Assert.Equal(["A", "C"], Titles(reload));
        Assert.Empty(reload.Current.Set.Errors);

        // What was taken away is no error.
        File.Delete(At("public.zip"));
        Assert.True(reload.Look());
        Assert.Empty(Titles(reload));
    }

    [Fact]
    public void AFileThatWasGoodStaysInForceAsLongAsItIsWrong()
    {
        File.WriteAllText(At("a.yml"), Rule("A"));
        File.WriteAllText(At("b.yml"), Rule("B"));
        var reload = Reload();
        reload.Look();

        File.WriteAllText(At("a.yml"), Rule("A") + "---\ntitle: Bad\n");
        Assert.True(reload.Look());
        Assert.Equal(["A", "B"], Titles(reload));
        Assert.All(reload.Current.Set.Errors, e => Assert.EndsWith("the file stays in force as it was before", e.Found, StringComparison.Ordinal));
        Assert.Equal(2, reload.Current.Set.Errors.Count);

        // Wrong in another way, while another file changes.
        File.WriteAllText(At("a.yml"), "title: [\n");
        File.WriteAllText(At("b.yml"), Rule("C"));
        Assert.True(reload.Look());
        Assert.Equal(["A", "C"], Titles(reload));
        Assert.NotEmpty(reload.Current.Set.Errors);
        Assert.False(reload.Look());

        File.WriteAllText(At("a.yml"), Rule("D"));
        Assert.True(reload.Look());
        Assert.Equal(["C", "D"], Titles(reload));
        Assert.Empty(reload.Current.Set.Errors);
    }

    private static string[] Titles(RuleReload reload) => [.. reload.Current.Set.Rules.Select(r => r.Header.Title).Where(t => t.Length == 1).Order(StringComparer.Ordinal)];
}
