using System.Text;
using Ward.City.Assets;
using Ward.City.Imports;
using Ward.City.Merging;
using Ward.City.Tests.Merging;
using Ward.Standards.Yaml;
using static Ward.City.Tests.Merging.Cities;

namespace Ward.City.Tests.Imports;

public sealed class EntityImportTests
{
    private const string Entities = """
        [{"id":"urn:ngsi-ld:Device:camera-7","type":"Device","category":["sensor"],"serialNumber":"SN-7","refDeviceModel":"urn:ngsi-ld:DeviceModel:m1","ipAddress":["10.50.0.17","none"],"macAddress":["00:0e:8c:00:00:17"],"location":{"type":"Point","coordinates":[13.4,52.52]},"owner":["x"],"firmwareVersion":"2.1"},
        {"id":"urn:ngsi-ld:DeviceModel:m1","type":"DeviceModel","manufacturerName":"Acme","modelName":"Eye 2"},
        {"id":"urn:ngsi-ld:Streetlight:1","type":"Streetlight","ipAddress":"10.50.0.18"},
        {"id":"urn:ngsi-ld:Drawbridge:north","type":"Drawbridge","ipAddress":"10.50.0.19"},
        {"id":"urn:ngsi-ld:AirQualityObserved:9","type":"AirQualityObserved","NO2":22}]
        """;

    [Fact]
    public void EntitiesBecomeAssetsWithWhatTheirModelSays()
    {
        var delta = Delta(ImportFormat.Ngsi, Entities);
        var merged = Merge(delta);
        var camera = merged.City.Find(new AssetId("camera-7"))!;
        Assert.Equal((AssetKind.Sensor, "SN-7", "Acme", "Eye 2", "2.1"), (camera.Kind, camera.Make.Serial, camera.Make.Vendor, camera.Make.Model, camera.Make.Version));
        Assert.Equal(new GeoPosition(52.52, 13.4), camera.Position);
        Assert.Equal(AssetKind.Controller, merged.City.AssetAt(System.Net.IPAddress.Parse("10.50.0.18"))!.Kind);
        Assert.Equal(AssetKind.Other, merged.City.Find(new AssetId("north"))!.Kind);
        Assert.Equal(
            ["5 entities, 1 of them models of devices", "1 entities of type Drawbridge are taken as assets of kind other: what they are is not known here", "no assets and left out: 1 AirQualityObserved", "1 values are no IP or MAC address and are left out", "1 entities name an owner, for which the city has no place"], delta.Notes);
    }

    [Fact]
    public void PlacesGoToAssetsThatAreKnownByIdNameOrSerial()
    {
        var delta = Delta(ImportFormat.GeoJson, """
            {"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[13.1,52.1]},"properties":{"asset":"plc"}},{"type":"Feature","geometry":{"type":"Point","coordinates":[13.2,52.2]},"properties":{"name":"Portal"}},
            {"type":"Feature","geometry":{"type":"Point","coordinates":[13.3,52.3]},"properties":{"name":"A bench"}},{"type":"Feature","geometry":{"type":"Point","coordinates":[13.3,52.3]},"properties":{"colour":"red"}}]}
            """);
        var merged = Merge(delta);
        Assert.Equal([new GeoPosition(52.2, 13.2), new GeoPosition(52.1, 13.1)], merged.City.Assets.Select(a => a.Position));
        Assert.Equal(Own.Assets.Select(a => a.Names.Count), merged.City.Assets.Select(a => a.Names.Count));
        Assert.Contains(merged.LeftOut, l => l.StartsWith("1 records", StringComparison.Ordinal));
        Assert.Contains(delta.Notes, n => n.StartsWith("1 features name no asset", StringComparison.Ordinal));
        Assert.Equal("geojson", merged.Traces.Single(t => t is { Id: "plc", Field: "position" }).From.Source);
    }

    [Fact]
    public void ThePersonSaysWhichPropertyNamesTheAsset()
    {
        const string text = """{"type":"Feature","geometry":{"type":"Point","coordinates":[13.1,52.1]},"properties":{"asset":"web","inv":"S-1"}}""";
        Assert.NotNull(Merge(Delta(ImportFormat.GeoJson, text, ("serial", "inv"))).City.Find(new AssetId("plc"))!.Position);
        foreach (var (field, property, meant) in new[] { ("idd", "inv", "id"), ("id", "inw", "inv") })
        {
            var problems = new ProblemList("in");
            Assert.Null(CityImport.Read(ImportFormat.GeoJson, Encoding.UTF8.GetBytes(text), new ImportSettings(null, "in", Now, new Dictionary<string, string> { [field] = property }), problems));
            Assert.Equal(meant, Assert.Single(problems.Sorted()).Suggestion);
        }
    }

    [Fact]
    public void APlaceIsWrittenReadAndCompared()
    {
        var city = Cities.Read(Text.Replace("serial: S-1", "serial: S-1, position: {latitude: -52.5, longitude: 1.3e-5}", StringComparison.Ordinal));
        Assert.Equal(new GeoPosition(-52.5, 0.000013), city.Find(new AssetId("plc"))!.Position);
        Assert.Equal(city.Assets.Select(a => a.Position), Cities.Read(CityWriter.Write(city)).Assets.Select(a => a.Position));
        Assert.Equal("position", Assert.Single(Assert.Single(CityChange.Between(Own, city)).Fields).Field);
    }
}
