using CsCheck;
using Ward.Govern.Risk;
using Ward.Govern.ThreatModel;
using Ward.Govern.ThreatModel.Systems;
using Ward.Standards.Threagile;

namespace Ward.Govern.Tests.ThreatModel;

public sealed class AnalysisProperties
{
    private static readonly string[] Technologies = [.. ThreagileWords.Technologies.Keys], Protocols = [.. ThreagileWords.Protocols.Keys];

    private static readonly Gen<Sensitivity> Worth = Gen.Select(Gen.Enum<Confidentiality>(), Gen.Enum<Criticality>(), Gen.Enum<Criticality>(), (c, i, a) => new Sensitivity(c, i, a));

    private static readonly Gen<TechnicalAsset> Part = Gen.Select(Gen.OneOf(Technologies.Select(Gen.Const).ToArray()), Gen.Enum<AssetType>(), Gen.Enum<Machine>(), Worth, Gen.Bool.Array[6], Gen.OneOf(Gen.Const("plain"), Gen.Const("secret"), Gen.Const("crown")), (t, type, machine, own, flags, data) =>
        Sketch.Part("", t, type) with { Machine = machine, Own = own, Internet = flags[0], OutOfScope = flags[1], UsedByHuman = flags[2], CustomDeveloped = flags[3], MultiTenant = flags[4], Stored = flags[5] ? [data] : [], Formats = flags[0] ? ["xml", "file", "serialization"] : [] });

    private static readonly Gen<SystemModel> Models = Gen.Select(Part.Array[1, 8],
        Gen.Select(Gen.Int[0, 7], Gen.Int[0, 7], Gen.OneOf(Protocols.Select(Gen.Const).ToArray()), Gen.Enum<Authentication>(), Gen.Enum<Authorization>(), Gen.Bool.Array[3], Gen.OneOf(Gen.Const("plain"), Gen.Const("secret"), Gen.Const("crown"))).Array[0, 12],
        Gen.Int[0, 3].Array[8], Gen.Enum<BoundaryType>().Array[3], (parts, calls, places, types) =>
        {
            var assets = parts.Select((p, i) => p with { Id = $"a{i}", Title = $"A{i}" }).ToList();
            var links = calls.Select((c, i) => Sketch.Call($"a{c.Item1 % assets.Count}", $"a{c.Item2 % assets.Count}", c.Item3) with
            {
                Id = $"a{c.Item1 % assets.Count}>l{i}", Authentication = c.Item4, Authorization = c.Item5, DevOps = c.Item6[0], Vpn = c.Item6[1], ReadOnly = c.Item6[2], Sent = [c.Item7],
            }).ToList();
            var boundaries = types.Select((t, b) => new Boundary($"b{b}", $"B{b}", t, [.. assets.Where((_, i) => places[i] == b).Select(a => a.Id)], b < 2 ? [$"b{b + 1}"] : [])).ToList();
            return new SystemModel("random", Facts.All, Sketch.Data, assets, links, boundaries, [new SharedRuntime("r", "R", [.. assets.Take(2).Select(a => a.Id)])]);
        });

    [Fact]
    public void NoTwoFindingsShareAnIdAndAllNameTheModel() => Models.Sample(model =>
    {
        var all = ThreatKinds.All.SelectMany(k => k.Look(model)).ToList();
        var elements = model.Assets.Select(a => a.Id).Concat(model.Links.Select(l => l.Id)).Concat(model.Boundaries.Select(b => b.Id)).Concat(model.Runtimes.Select(r => r.Id)).Concat(model.Data.Select(d => d.Id)).ToHashSet();
        Assert.Equal(all.Count, all.Select(f => f.Id).Distinct().Count());
        Assert.All(all, f => Assert.Subset(elements, f.At.ToHashSet()));
        Assert.All(all, f => Assert.Equal(Severities.Of(f.Likelihood, f.Impact), f.Severity));
    });

    [Fact]
    public void TheOrderInWhichAModelIsWrittenDoesNotMatter() => Models.Sample(model =>
    {
        var turned = new SystemModel(model.Title, model.Said, [.. model.Data.Reverse()], [.. model.Assets.Reverse()], [.. model.Links.Reverse()], [.. model.Boundaries.Reverse()], model.Runtimes);
        Assert.Equal(ThreatAnalysis.Of(model, []).Findings.Select(f => (f.Id, f.Severity)), ThreatAnalysis.Of(turned, []).Findings.Select(f => (f.Id, f.Severity)));
    });

    [Fact]
    public void WhatIsOutOfScopeAltogetherHasNoFlawsOfCode() => Models.Sample(model =>
    {
        var outside = new SystemModel(model.Title, model.Said, model.Data, [.. model.Assets.Select(a => a with { OutOfScope = true })], model.Links, model.Boundaries, model.Runtimes);
        Assert.DoesNotContain(ThreatKinds.All.Where(k => k.About.Function == RiskFunction.Development).SelectMany(k => k.Look(outside)), _ => true);
    });

    [Fact]
    public void ARegisterBroughtUpToDateTwiceChangesOnce() => Gen.Select(Models, Models).Sample((before, after) =>
    {
        var day = new DateOnly(2026, 3, 1);
        var first = RiskRegister.Empty("").After(before, ThreatAnalysis.Of(before, []).Findings, [], day);
        var second = first.After(after, ThreatAnalysis.Of(after, []).Findings, [], day);
        var changes = RegisterChange.Between(first, second);
        Assert.All(changes, c => Assert.NotEmpty(c.Why));
        Assert.Equal(second.Entries.Count, first.Entries.Count + changes.Count(c => c.Kind == RiskChangeKind.New) - changes.Count(c => c.Kind == RiskChangeKind.Gone));
        Assert.Empty(RegisterChange.Between(second, second.After(after, ThreatAnalysis.Of(after, []).Findings, [], day)));
    });
}
