using System.Text;
using Ward.Standards.Ngsi;
using Ward.Standards.Yaml;

namespace Ward.Standards.Tests.Ngsi;

public sealed class NgsiReaderTests
{
    private const string Normalized = """
        {"id":"urn:ngsi-ld:Device:camera-7","type":"Device","@context":["https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context.jsonld"],"category":{"type":"Property","value":["sensor"]},"serialNumber":{"type":"Property","value":"SN-7","observedAt":"2026-03-01T12:00:00Z"},
        "refDeviceModel":{"type":"Relationship","object":"urn:ngsi-ld:DeviceModel:m1"},"location":{"type":"GeoProperty","value":{"type":"Point","coordinates":[13.40,52.52]}},"ipAddress":{"type":"Property","value":["10.50.0.17"]},"name":{"type":"LanguageProperty","languageMap":{"en":"Camera at the gate"}}}
        """;

    [Theory]
    [InlineData(Normalized)]
    [InlineData("""[{"id":"urn:ngsi-ld:Device:camera-7","type":"Device","category":{"value":["sensor"]},"serialNumber":{"value":"SN-7"},"refDeviceModel":{"object":"urn:ngsi-ld:DeviceModel:m1"},"location":{"value":{"type":"Point","coordinates":[13.40,52.52]}},"ipAddress":{"value":"10.50.0.17"},"name":{"languageMap":{"en":"Camera at the gate"}}}]""")]
    [InlineData("""{"id":"urn:ngsi-ld:Device:camera-7","type":"Device","category":["sensor"],"serialNumber":"SN-7","refDeviceModel":"urn:ngsi-ld:DeviceModel:m1","location":{"type":"Point","coordinates":[13.40,52.52]},"ipAddress":["10.50.0.17"],"name":{"en":"Camera at the gate"}}""")]
    [InlineData("""{"id":"urn:ngsi-ld:Device:camera-7","type":"Device","category":{"type":"StructuredValue","value":["sensor"],"metadata":{}},"serialNumber":{"type":"Text","value":"SN-7","metadata":{}},"refDeviceModel":{"type":"Text","value":"urn:ngsi-ld:DeviceModel:m1"},"location":{"type":"geo:json","value":{"type":"Point","coordinates":[13.40,52.52]}},"ipAddress":{"type":"Text","value":"10.50.0.17"},"name":{"type":"Text","value":"Camera at the gate"}}""")]
    [InlineData("""{"@id":"urn:ngsi-ld:Device:camera-7","@type":["https://uri.fiware.org/ns/dataModels#Device"],"https://uri.fiware.org/ns/dataModels#category":{"value":["sensor"]},"https://uri.fiware.org/ns/dataModels#serialNumber":"SN-7","fiware:refDeviceModel":"urn:ngsi-ld:DeviceModel:m1","https://uri.etsi.org/ngsi-ld/location":{"value":{"type":"Point","coordinates":[13.40,52.52]}},"ipAddress":"10.50.0.17","name":"Camera at the gate"}""")]
    public void EachRepresentationSaysTheSame(string text)
    {
        var (entities, problems) = Read(text);
        Assert.Empty(problems.Sorted());
        var one = Assert.Single(entities!);
        Assert.Equal(("urn:ngsi-ld:Device:camera-7", "Device", 52.52, 13.40), (one.Id, one.Type, one.Latitude, one.Longitude));
        Assert.Equal(("sensor", "SN-7", "urn:ngsi-ld:DeviceModel:m1", "10.50.0.17", "Camera at the gate"), (one.First("category"), one.First("serialNumber"), one.First("no", "refDeviceModel"), one.First("ipAddress"), one.First("name")));
    }

    [Fact]
    public void OfAnAreaAPointWithinStandsForIt()
    {
        var one = Assert.Single(Read("""{"id":"a","type":"T","location":{"type":"GeoProperty","value":{"type":"Polygon","coordinates":[[[0,0],[4,0],[4,2],[0,2],[0,0]]]}}}""").Entities!);
        Assert.Equal((1.0, 2.0), (one.Latitude, one.Longitude));
    }

    [Fact]
    public void APropertyWithoutAValueIsNotThere() =>
        Assert.Empty(Assert.Single(Read("""{"id":"a","type":"T","serialNumber":{"type":"Property","value":null},"address":{"type":"PostalAddress","streetAddress":"x"}}""").Entities!).Attributes);

    [Fact]
    public void AnEntityThatIsWrongIsNamedAndTheOthersAreRead()
    {
        var (entities, problems) = Read("""[{"id":"a","type":"T"},{"type":"T"},{"id":"b","type":7},9]""");
        Assert.Equal("a", Assert.Single(entities!).Id);
        Assert.Equal(["$[1].id", "$[2].type", "$[3]"], problems.Sorted().Select(p => p.Field));
    }

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("{\"id\":\"a\"}")]
    public void WhatIsNoEntityIsRefused(string text)
    {
        var (entities, problems) = Read(text);
        Assert.Null(entities);
        Assert.NotEmpty(problems.Sorted());
    }

    [Fact]
    public void AnyBytesAreReadOrRefused() => Hostile.Sample(Normalized, bytes =>
    {
        var problems = new ProblemList("in");
        Assert.True(NgsiReader.Read(bytes, problems) is not null || problems.Count > 0);
    });

    private static (IReadOnlyList<NgsiEntity>? Entities, ProblemList Problems) Read(string text)
    {
        var problems = new ProblemList("in");
        return (NgsiReader.Read(Encoding.UTF8.GetBytes(text), problems), problems);
    }
}
