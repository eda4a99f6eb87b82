using System.Diagnostics;
using System.Text.Json.Nodes;
using Ward.OcsfTables;
using Ward.Standards.Ocsf;
using Ward.Standards.Tests.Sigma;

namespace Ward.Standards.Tests.Ocsf;

/// <summary>The table that the assembly carries against the whole schema source, resolved a second time by other means.</summary>
public sealed class SchemaSourceTests
{
    private static readonly OcsfSchema Schema = OcsfSchema.Current;

    [Fact]
    public void EveryClassAndEachOfItsAttributesEqualsTheSource() => Same(Source().Classes, Schema.Classes.SelectMany(TableFacts.Of));

    [Fact]
    public void EveryObjectAndEachOfItsAttributesEqualsTheSource() => Same(Source().Objects, Schema.Objects.Values.SelectMany(TableFacts.Of));

    [Fact]
    public void CategoriesProfilesAndVersionEqualTheSource()
    {
        var source = Source();
        Same(source.Categories, Schema.Categories.Select(c => $"{c.Uid}|{c.Name}|{c.Caption}"));
        Same(source.Profiles, Schema.Profiles);
        Assert.Equal((string)JsonNode.Parse(File.ReadAllText(Path.Combine(Folder(), "version.json")))!["version"]!, Schema.Version);
    }

    [Fact]
    public void EveryTypeHasTheLimitsOfTheSource() =>
        Same(
            Source().Types.Select(t => string.Join('|', t.Key, (string?)t.Value["type"], (int?)t.Value["max_len"], t.Value["range"]?.ToJsonString(), (string?)t.Value["regex"], t.Value["values"]?.ToJsonString())),
            Schema.Types.Values.Select(t => string.Join('|', t.Name, t.Base, t.MaxLength, t.Range is var (min, max) ? $"[{min},{max}]" : null, t.Pattern, t.Values.Count > 0 ? $"[{string.Join(',', t.Values)}]" : null)));

    [Fact]
    public void TheToolMakesTheTableAgainByteForByte() => Assert.Equal(OcsfTable.Make(Folder()), OcsfSchema.OpenTable().ReadToEnd());

    [Fact]
    public void TheTableIsSmallAndReadAtOnce()
    {
        var table = OcsfSchema.OpenTable().ReadToEnd();
        var clock = Stopwatch.StartNew();
        var schema = OcsfSchema.Read(new StringReader(table));
        var first = clock.Elapsed;
        foreach (var c in schema.Classes) Assert.NotEmpty(c.Attributes);
        TestContext.Current.SendDiagnosticMessage($"{table.Length} characters, read in {first.TotalMilliseconds:f1} ms, all classes resolved in {clock.Elapsed.TotalMilliseconds:f1} ms");
        Assert.True(table.Length < 600_000);
    }

    private static string Folder()
    {
        var folder = Conformance.Folder("ocsf");
        if (folder is null) Assert.Skip("needs the OCSF schema source in ../shared/conformance/ocsf");
        return folder;
    }

    private static SourceFacts Source() => new(Folder());

    private static void Same(IEnumerable<string> source, IEnumerable<string> table)
    {
        var (expected, actual) = (source.ToHashSet(), table.ToHashSet());
        Assert.NotEmpty(expected);
        Assert.Empty(expected.Except(actual).Take(5));
        Assert.Empty(actual.Except(expected).Take(5));
    }
}
