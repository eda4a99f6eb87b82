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
    [InlineData("protocol: https", "protocol: htps", "technical_assets.Portal.communication_links.Set plan.protocol")]
    [InlineData("authentication: credentials", "authentication: password", "technical_assets.Portal.communication_links.Set plan.authentication")]
    [InlineData("authorization: technical-user", "authorization: somebody", "technical_assets.Portal.communication_links.Set plan.authorization")]
    [InlineData("technology: web-server", "technology: web-servr", "technical_assets.Portal.technology")]
    [InlineData("technologies: [iot-device]", "technologies: [iot-device, toaster]", "technical_assets.Controller.technologies[1]")]
    [InlineData("machine: virtual", "machine: vm", "technical_assets.Portal.machine")]
    [InlineData("size: application", "size: huge", "technical_assets.Portal.size")]
    [InlineData("encryption: none", "encryption: strong", "technical_assets.Portal.encryption")]
    [InlineData("type: process", "type: thing", "technical_assets.Portal.type")]
    [InlineData("usage: business", "usage: fun", "data_assets.Plans.usage")]
    [InlineData("quantity: few", "quantity: lots", "data_assets.Plans.quantity")]
    [InlineData("type: network-on-prem", "type: fence", "trust_boundaries.Ops.type")]
    [InlineData("trust_boundaries_nested: []", "trust_boundaries_nested: [ops]", "trust_boundaries.Ops.trust_boundaries_nested")]
    [InlineData("{status: accepted}", "{status: acepted}", "risk_tracking.unencrypted-asset@*.status")]
    [InlineData("{status: accepted}", "{status: accepted, date: yesterday}", "risk_tracking.unencrypted-asset@*.date")]
    [InlineData("internet: true", "internt: true", "technical_assets.Portal")]
    [InlineData("title: Signals", "title: Signals\ntagz: []", "")]
    [InlineData("title: Signals", "title: Signals\nincludes: [other.yaml]", "includes")]
    [InlineData("size: system", "size: system\n    tags: [linux]", "technical_assets.Controller.tags[0]")]
    public void AWordThatIsNoneAndAFieldThatIsNoneAreNamed(string good, string bad, string field)
    {
        var text = "tags_available: [scada]\n" + Good;
        Assert.Contains(good, text, StringComparison.Ordinal);
        var at = text.IndexOf(good, StringComparison.Ordinal);
        Assert.Contains(field, Read(text[..at] + bad + text[(at + good.Length)..]).Problems.Sorted().Where(p => p.Line > 0).Select(p => p.Field));
    }

    [Theory]
    [InlineData("  Lab:\n    id: lab\n    type: network-on-prem\n    technical_assets_inside: [controller]\n", "trust_boundaries.Lab.technical_assets_inside")]
    [InlineData("  Lab:\n    id: lab\n    type: network-on-prem\n    trust_boundaries_nested: [ops]\n  Yard:\n    id: yard\n    type: network-on-prem\n    trust_boundaries_nested: [ops]\n", "trust_boundaries.Yard.trust_boundaries_nested")]
    [InlineData("  Lab:\n    id: lab\n    type: network-on-prem\n    trust_boundaries_nested: [yard]\n  Yard:\n    id: yard\n    type: network-on-prem\n    trust_boundaries_nested: [lab]\n", "trust_boundaries.Yard.trust_boundaries_nested")]
    public void BoundariesThatContradictEachOtherAreNamed(string more, string field) =>
        Assert.Equal([field], Read(Good.Replace("risk_tracking:", more + "risk_tracking:", StringComparison.Ordinal)).Problems.Sorted().Select(p => p.Field));

    [Fact]
    public void ATechnologyOfSomebodysOwnIsReportedAndKept()
    {
        var (model, problems) = Read(Good.Replace("technology: web-server", "technology: camera", StringComparison.Ordinal));
        Assert.Equal(["technical_assets.Portal.technology"], problems.Sorted().Select(p => p.Field));
        Assert.Equal(["camera"], model!.Assets[0].Technologies);
    }

    [Fact]
    public void BoundariesNestedBeyondAllMeasureAreRefused()
    {
        var deep = string.Concat(Enumerable.Range(0, 100).Select(i => $"  B{i}: {{id: b{i}, type: network-on-prem, trust_boundaries_nested: [{(i < 99 ? $"b{i + 1}" : "")}]}}\n"));
        Assert.NotEmpty(Read(Good.Replace("risk_tracking:", deep + "risk_tracking:", StringComparison.Ordinal)).Problems.Sorted());
    }

    [Fact]
    public void TwoLinksOfOneIdAreRefused()
    {
        var text = Good.Replace("Set plan:", "Set-plan!: {target: controller, protocol: https}\n      Set plan:", StringComparison.Ordinal);
        Assert.Equal(["technical_assets.Portal.communication_links.Set plan.target"], Read(text).Problems.Sorted().Select(p => p.Field));
    }

    [Fact]
    public void WhatItsAuthorsFoundAndDecidedIsRead()
    {
        var (model, problems) = Read(Good.Replace("{status: accepted}", "{status: accepted, justification: fine, ticket: T-1, date: 2026-01-04, checked_by: Ana}", StringComparison.Ordinal) + """

            questions:
              Who patches?: ""
            abuse_cases:
              Green wave: All lights green
            security_requirements:
              Fail safe: Lights flash amber
            individual_risk_categories:
              Own kind:
                id: own-kind
                description: d
                stride: tampering
                function: operations
                cwe: 693
                risks_identified:
                  <b>Cut</b> cable:
                    severity: high
                    exploitation_likelihood: frequent
                    exploitation_impact: low
                    data_breach_probability: improbable
                    data_breach_technical_assets: [portal]
                    most_relevant_communication_link: portal>set-plan
                    most_relevant_technical_asset: controller
            """);
        Assert.Empty(problems.Sorted());
        var tracking = Assert.Single(model!.Tracking);
        Assert.Equal(("unencrypted-asset@*", "accepted", "fine", "T-1", new DateOnly(2026, 1, 4), "Ana"), (tracking.Pattern, tracking.Status, tracking.Justification, tracking.Ticket, tracking.Date!.Value, tracking.CheckedBy));
        var kind = Assert.Single(model.OwnKinds);
        Assert.Equal(("own-kind", "tampering", "operations", 693), (kind.Id, kind.Stride, kind.Function, kind.Cwe!.Value));
        var risk = Assert.Single(kind.Risks);
        Assert.Equal(("high", "frequent", "low", "improbable"), (risk.Severity, risk.Likelihood, risk.Impact, risk.Breach));
        Assert.Equal((string[])["controller", "portal>set-plan"], risk.At);
        Assert.Equal((1, "", 1, 1), (model.Questions.Count, model.Questions[0].Value, model.AbuseCases.Count, model.Requirements.Count));
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
