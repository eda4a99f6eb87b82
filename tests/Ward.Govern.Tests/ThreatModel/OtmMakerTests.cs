using Ward.Govern.ThreatModel;
using Ward.Govern.ThreatModel.Makers;
using Ward.Standards.Otm;
using Ward.Standards.Yaml;

namespace Ward.Govern.Tests.ThreatModel;

public sealed class OtmMakerTests
{
    private const string Text = """
        otmVersion: 0.2.0
        project: {name: Shop, id: shop}
        trustZones:
          - {id: internet, name: Internet, risk: {trustRating: 1}}
          - {id: house, name: House, risk: {trustRating: 80}}
        components:
          - {id: browser, name: Browser, type: browser, parent: {trustZone: internet}}
          - {id: shop, name: Shop, type: web-application, parent: {trustZone: house}}
          - {id: db, name: Database, type: CD-V2-RDS, tags: [database], parent: {trustZone: house}}
          - {id: thing, name: Thing, type: something-else, parent: {trustZone: house}}
        dataflows:
          - {id: order, name: Order, source: browser, destination: shop, tags: [https]}
          - {id: save, name: Save, source: shop, destination: db, tags: [jdbc], bidirectional: true}
          - {id: anybody, name: Anybody, source: internet, destination: thing}
        """;

    [Fact]
    public void KindsSpeakOfComponentsWhoseTypeTheyKnow()
    {
        var analysis = Analysed(Text);
        Assert.Equal(["cross-site-request-forgery@shop@order", "cross-site-scripting@shop", "missing-waf@shop", "sql-nosql-injection@shop@db@save"], analysis.Findings.Select(f => f.Id).Order(StringComparer.Ordinal));
        Assert.Equal(42 - 8, analysis.Silent.Count);
    }

    [Fact]
    public void ZonesThatAreEachOthersParentsEndSomewhere() => Assert.NotNull(Analysed(Text.Replace("{id: house, name: House, risk: {trustRating: 80}}", "{id: house, name: House, parent: {trustZone: yard}}\n  - {id: yard, name: Yard, parent: {trustZone: house}}", StringComparison.Ordinal)));

    private static ThreatAnalysis Analysed(string text)
    {
        var problems = new ProblemList("otm.yaml");
        var model = OtmReader.Read(text, problems);
        Assert.Empty(problems.Sorted());
        return ThreatAnalysis.Of(OtmMaker.Of(model!), []);
    }
}
