using System.Text;
using Ward.Standards.Otm;
using Ward.Standards.Yaml;

namespace Ward.Standards.Tests.Otm;

public sealed class OtmReaderTests
{
    private const string Good = """
        otmVersion: 0.2.0
        project: {name: Signals, id: signals}
        trustZones:
          - {id: net, name: Internet, risk: {trustRating: 1}}
          - {id: ops, name: Operations, type: private, risk: {trustRating: 80}}
          - {id: cab, name: Cabinet, parent: {trustZone: ops}}
        components:
          - {id: web, name: Portal, type: web-application, parent: {trustZone: net}, tags: [nginx]}
          - {id: plc, name: Controller, type: plc, parent: {trustZone: cab}}
          - {id: io, name: Relay, type: io, parent: {component: plc}}
        dataflows:
          - {id: f1, name: Set plan, source: web, destination: plc, bidirectional: true}
        threats: [{id: t1, name: x}]
        """;

    [Fact]
    public void AModelIsReadWithTheZoneOfEachComponent()
    {
        var (model, problems) = Read(Good);
        Assert.Empty(problems.Sorted());
        Assert.Equal([("web", "net"), ("plc", "cab"), ("io", "cab")], model!.Components.Select(c => (c.Id, c.Zone!)));
        Assert.Equal(("web", "plc", true), (model.Flows[0].Source, model.Flows[0].Destination, model.Flows[0].Bidirectional));
        Assert.Equal((80, "ops", 1), (model.Zones[1].Trust!.Value, model.Zones[2].Parent, model.Threats));
    }

    [Fact]
    public void JsonIsReadToo() =>
        Assert.Single(Read("""{"otmVersion":"0.1.0","project":{"name":"A","id":"a"},"trustZones":[{"id":"z","name":"Z","risk":{"trustRating":10}}],"components":[]}""").Model!.Zones);

    [Theory]
    [InlineData("destination: plc", "destination: pcl", 12, "dataflows[0].destination")]
    [InlineData("parent: {component: plc}", "parent: {component: io}", 10, "components[2].parent")]
    [InlineData("{id: plc,", "{id: web,", 9, "components[1].id")]
    [InlineData("trustRating: 80", "trustRating: 800", 5, "trustZones[1].risk.trustRating")]
    public void WhatIsWrongIsNamedByLineAndField(string good, string bad, int line, string field) =>
        Assert.Contains((line, field), Read(Good.Replace(good, bad, StringComparison.Ordinal)).Problems.Sorted().Select(p => (p.Line, p.Field)));

    [Fact]
    public void AnyBytesAreReadOrRefused() => Hostile.Sample(Good, bytes =>
    {
        var problems = new ProblemList("otm.yaml");
        Assert.True(OtmReader.Read(Encoding.UTF8.GetString(bytes), problems) is not null || problems.Count > 0);
    });

    private static (OtmModel? Model, ProblemList Problems) Read(string text)
    {
        var problems = new ProblemList("otm.yaml");
        return (OtmReader.Read(text, problems), problems);
    }
}
