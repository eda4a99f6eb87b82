using System.Text.Json;
using Ward.Standards.Stix.Matching;
using Ward.Standards.Stix.Patterns;
using Ward.Standards.Tests.Sigma;

namespace Ward.Standards.Tests.Stix;

public sealed class PatternConformanceTests
{
    [Fact]
    public void EveryPublicPatternCaseIsMatchedOrRefusedAsItSays()
    {
        var folder = Conformance.Folder("stix");
        if (folder is null) Assert.Skip("conformance/stix is not beside the checkout.");
        using var cases = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "pattern_vectors_v21.json")));
        var wrong = new List<string>();
        foreach (var one in cases.RootElement.EnumerateArray())
        {
            var (text, expected) = (one.GetProperty("pattern").GetString()!, one.GetProperty("expected").GetString()!);
            if (Outcome(text, one.GetProperty("observations")) is var found && found != expected) wrong.Add($"{text}: {found}, not {expected}");
        }

        Assert.Empty(wrong);
        Assert.True(cases.RootElement.GetArrayLength() > 200);
    }

    private static string Outcome(string text, JsonElement bundles)
    {
        if (PatternParser.Read(text) is not PatternReading.Read read) return "error";
        var observations = bundles.EnumerateArray().SelectMany(JsonObservation.Of).ToList();
        return PatternMatch.Of(read.Pattern, observations) switch
        {
            StixVerdict.Match => "match",
            StixVerdict.NoMatch => "nomatch",
            _ => "error",
        };
    }
}
