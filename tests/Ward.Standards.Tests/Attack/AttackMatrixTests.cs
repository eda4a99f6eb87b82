using System.IO.Compression;
using System.Text.Json;
using Ward.Standards.Attack;
using Ward.Standards.Tests.Sigma;

namespace Ward.Standards.Tests.Attack;

public sealed class AttackMatrixTests
{
    [Theory]
    [InlineData("T1110", AttackDomain.Enterprise, "credential-access")]
    [InlineData("t1110.001", AttackDomain.Enterprise, "credential-access")]
    [InlineData("T0855", AttackDomain.Ics, "impair-process-control")]
    [InlineData("T1692.001", AttackDomain.Ics, "impair-process-control")]
    [InlineData("T1562.001", AttackDomain.Enterprise, "defense-impairment")]
    public void ATechniqueStandsInAMatrixUnderATactic(string id, AttackDomain domain, string tactic)
    {
        Assert.True(AttackMatrix.TryFind(id, out var place));
        Assert.Equal((domain, true), (place.Domain, place.Tactics.Contains(tactic)));
        Assert.All(place.Tactics, t => Assert.Contains(t, AttackTactics.Of(domain)));
    }

    [Theory]
    [InlineData("T9999")]
    [InlineData("")]
    [InlineData("T9999.001")]
    public void WhatIsNoTechniqueStandsNowhere(string id) => Assert.False(AttackMatrix.TryFind(id, out _));

    [Theory]
    [InlineData("enterprise", AttackDomain.Enterprise)]
    [InlineData("ics", AttackDomain.Ics)]
    public void ThePublicKnowledgeBaseSaysTheSame(string name, AttackDomain domain)
    {
        var folder = Conformance.Folder("attack");
        if (folder is null) Assert.Skip("needs the public ATT&CK objects in ../shared/conformance/attack");

        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(folder, $"{name}-attack.jsonl.gz")), CompressionMode.Decompress));
        var (compared, differing) = (0, new List<string>());
        while (reader.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(line);
            var o = document.RootElement;
            if (o.GetProperty("type").GetString() != "attack-pattern" || Flag(o, "revoked") || Flag(o, "x_mitre_deprecated")) continue;
            var id = o.GetProperty("external_references").EnumerateArray().First(r => r.GetProperty("source_name").GetString()!.StartsWith("mitre", StringComparison.Ordinal)).GetProperty("external_id").GetString()!;
            // What v19 made new stands under v19's tactics.
            if (AttackTechniques.Current(id) != id && domain == AttackDomain.Enterprise) continue;
            var tactics = o.GetProperty("kill_chain_phases").EnumerateArray().Select(p => Today(p.GetProperty("phase_name").GetString()!)).Order(StringComparer.Ordinal);
            compared++;
            if (!AttackMatrix.TryFind(id, out var place) || place.Domain != domain || !place.Tactics.Order(StringComparer.Ordinal).SequenceEqual(tactics)) differing.Add(id);
        }

        Assert.Empty(differing);
        Assert.True(compared > 70, $"{compared} compared");
    }

    /// <summary>The tables of tactics and of techniques are of one version: a tag, a technique's place and a layer name a tactic alike.</summary>
    [Theory]
    [InlineData("T1027")]
    [InlineData("T1070")]
    public void WhatWasDefenseEvasionStandsUnderTheNameThatATagIsReadAs(string id)
    {
        Assert.True(AttackMatrix.TryFind(id, out var place));
        Assert.Contains(Today("defense_evasion"), place.Tactics);
    }

    [Fact]
    public void TacticsHaveTheOrderOfAnAttackAcrossMatrices()
    {
        Assert.True(AttackTactics.StageOf("initial-access") < AttackTactics.StageOf("lateral_movement"));
        Assert.True(AttackTactics.StageOf("lateral-movement") < AttackTactics.StageOf("impair-process-control"));
        Assert.Equal(AttackTactics.StageOf("stealth"), AttackTactics.StageOf("defense-evasion"));
        Assert.Null(AttackTactics.StageOf("no tactic"));
    }

    private static string Today(string tactic) => AttackTactics.TryFind(tactic, out var now) ? now : tactic;

    [Fact]
    public void ALayerIsOfFormat45AndItsMatrix()
    {
        using var layer = JsonDocument.Parse(new NavigatorLayer(AttackDomain.Ics, "n", "d", [("T1692.001", 3, "a \"rule\"")]).ToJson());

        Assert.Equal(("ics-attack", "4.5", "n"), (layer.RootElement.GetProperty("domain").GetString(), layer.RootElement.GetProperty("versions").GetProperty("layer").GetString(), layer.RootElement.GetProperty("name").GetString()));
        var technique = layer.RootElement.GetProperty("techniques")[0];
        Assert.Equal(("T1692.001", 3, "a \"rule\""), (technique.GetProperty("techniqueID").GetString(), technique.GetProperty("score").GetInt32(), technique.GetProperty("comment").GetString()));
    }

    private static bool Flag(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
