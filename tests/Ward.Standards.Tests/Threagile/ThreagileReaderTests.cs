using System.Text;
using System.Text.Json;
using Ward.Standards.Json;
using Ward.Standards.Tests.Sigma;
using Ward.Standards.Threagile;
using Ward.Standards.Yaml;

namespace Ward.Standards.Tests.Threagile;

public sealed class ThreagileReaderTests
{
    private const string Good = """
        title: Signals
        business_criticality: critical
        data_assets:
          Plans: &plans
            id: plans
            usage: business
            quantity: few
            confidentiality: internal
            integrity: critical
            availability: critical
          Logs:
            <<: *plans
            id: logs
            integrity: operational
        technical_assets:
          Portal:
            id: portal
            type: process
            usage: business
            size: application
            technology: web-server
            machine: virtual
            encryption: none
            internet: true
            confidentiality: internal
            integrity: critical
            availability: critical
            data_assets_processed: [plans]
            data_assets_stored:
            communication_links:
              Set plan:
                target: controller
                protocol: https
                authentication: credentials
                authorization: technical-user
                usage: business
                data_assets_sent: [plans]
          Controller:
            id: controller
            type: process
            size: system
            technologies: [iot-device]
            machine: physical
            confidentiality: internal
            integrity: mission-critical
            availability: mission-critical
        trust_boundaries:
          Ops:
            id: ops
            type: network-on-prem
            technical_assets_inside: [controller]
            trust_boundaries_nested: []
        risk_tracking:
          unencrypted-asset@*: {status: accepted}
        """;

    [Fact]
    public void AModelIsReadWithWhatItInherits()
    {
        var (model, problems) = Read(Good);
        Assert.Empty(problems.Sorted());
        Assert.Equal([ThreagileRating.Critical, ThreagileRating.Operational], model!.DataAssets.Select(d => d.Integrity));
        Assert.Equal(ThreagileRating.Critical, model.DataAssets[1].Availability);
        Assert.Equal(("controller", "https", "credentials"), (model.Assets[0].Links[0].Target, model.Assets[0].Links[0].Protocol, model.Assets[0].Links[0].Authentication));
        Assert.Equal((true, "iot-device", 1), (model.Assets[0].Internet, model.Assets[1].Technologies[0], model.Tracking.Count));
        Assert.Equal(["controller"], model.Boundaries[0].Inside);
    }

    [Theory]
    [InlineData("target: controller", "target: controler", 33, "technical_assets.Portal.communication_links.Set plan.target")]
    [InlineData("data_assets_processed: [plans]", "data_assets_processed: [plan]", 29, "technical_assets.Portal.data_assets_processed[0]")]
    [InlineData("integrity: mission-critical", "integrity: high", 46, "technical_assets.Controller.integrity")]
    [InlineData("id: controller", "id: portal", 40, "technical_assets.Controller.id")]
    [InlineData("internet: true", "internet: perhaps", 25, "technical_assets.Portal.internet")]
    public void WhatIsWrongIsNamedByLineAndField(string good, string bad, int line, string field)
    {
        var found = Read(Good.Replace(good, bad, StringComparison.Ordinal)).Problems.Sorted();
        Assert.Contains(field, found.Select(p => p.Field));
        Assert.InRange(found.First(p => p.Field == field).Line, line - 3, line + 3);
    }

    [Theory]
    [InlineData("demo_example_threagile.yaml", 12, 14, 5)]
    [InlineData("demo_stub_threagile.yaml", 1, 2, 1)]
    [InlineData("test_all.yaml", 12, 14, 5)]
    public void EveryPublicModelIsReadWhole(string file, int data, int assets, int boundaries)
    {
        var folder = Conformance.Folder("threagile");
        if (folder is null) Assert.Skip("conformance/threagile is not beside the checkout.");
        var (model, problems) = Read(File.ReadAllText(Path.Combine(folder, file)));
        Assert.Empty(problems.Sorted());
        Assert.Equal((data, assets, boundaries), (model!.DataAssets.Count, model.Assets.Count, model.Boundaries.Count));
    }

    [Fact]
    public void TheModelIsReadAsThreagileItselfReadIt()
    {
        var folder = Conformance.Folder("threagile");
        if (folder is null) Assert.Skip("conformance/threagile is not beside the checkout.");
        var (model, _) = Read(File.ReadAllText(Path.Combine(folder, "test_all.yaml")));
        using var parsed = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "test_all.json")));
        var theirs = parsed.RootElement.GetProperty("technical_assets").EnumerateObject().Select(a => a.Value).ToList();
        Assert.Equal(
            theirs.Select(a => $"{a.Text("id")} {a.Text("type") ?? "external-entity"} {a.Text("integrity") ?? "archive"} [{Joined(a.Texts("data_assets_processed"))}] [{Joined(a.Texts("data_assets_stored"))}] "
                + Joined(a.Items("communication_links").Select(l => $"{l.Text("target_id")}:{l.Text("protocol")}:{l.Text("authentication") ?? "none"}:{Joined(l.Texts("data_assets_sent"))}"))).Order(StringComparer.Ordinal),
            model!.Assets.Select(a => $"{a.Id} {a.Type} {Hyphened(a.Integrity)} [{Joined(a.DataProcessed)}] [{Joined(a.DataStored)}] "
                + Joined(a.Links.Select(l => $"{l.Target}:{l.Protocol}:{l.Authentication}:{Joined(l.DataSent)}"))).Order(StringComparer.Ordinal));

        static string Joined(IEnumerable<string> texts) => string.Join(',', texts.Order(StringComparer.Ordinal));

        static string Hyphened(ThreagileRating rating) => rating == ThreagileRating.MissionCritical ? "mission-critical" : rating.ToString().ToLowerInvariant();
    }

    [Fact]
    public void AnyBytesAreReadOrRefused() => Hostile.Sample(Good, bytes =>
    {
        var problems = new ProblemList("threagile.yaml");
        Assert.True(ThreagileReader.Read(Encoding.UTF8.GetString(bytes), problems) is not null || problems.Count > 0);
    });

    private static (ThreagileModel? Model, ProblemList Problems) Read(string text)
    {
        var problems = new ProblemList("threagile.yaml");
        return (ThreagileReader.Read(text, problems), problems);
    }
}
