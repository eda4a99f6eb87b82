using System.Globalization;
using System.Text;
using CsCheck;
using Ward.Standards.GeoJson;
using Ward.Standards.Yaml;

namespace Ward.Standards.Tests.GeoJson;

public sealed class GeoJsonReaderTests
{
    private const string Good = """
        {"type":"FeatureCollection","features":[{"type":"Feature","id":7,"geometry":{"type":"Point","coordinates":[13.4,52.5,34]},"properties":{"asset":"plc","height":3.5,"tags":["a"],"on":true}},
        {"type":"Feature","geometry":null,"properties":{}},{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[0,0],[4,0],[4,2],[0,2],[0,0]]]},"properties":null}]}
        """;

    [Fact]
    public void FeaturesAreReadWithTheirPlaceAndPlainProperties()
    {
        var (features, problems, unlocated) = Read(Good);
        Assert.Empty(problems.Sorted());
        Assert.Equal(1, unlocated);
        Assert.Equal([(0, "7", 52.5, 13.4), (2, null, 1.0, 2.0)], features!.Select(f => (f.Number, f.Id, f.Latitude, f.Longitude)));
        Assert.Equal([("asset", "plc"), ("height", "3.5"), ("on", "true")], features![0].Properties.Select(p => (p.Key, p.Value)));
    }

    [Fact]
    public void OneFeatureAloneIsReadToo() => Assert.Single(Read("""{"type":"Feature","geometry":{"type":"MultiPoint","coordinates":[[1,1],[3,3],[2,2]]},"properties":{}}""").Features!, f => (f.Latitude, f.Longitude) == (2, 2));

    [Theory]
    [InlineData("[200,1]")]
    [InlineData("[1,91]")]
    [InlineData("[1]")]
    [InlineData("[\"1\",\"2\"]")]
    [InlineData("[1e400,1]")]
    [InlineData("{}")]
    public void AFeatureThatIsNowhereOnEarthIsNamed(string coordinates)
    {
        var (features, problems, _) = Read($$$$"""{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":{{{{coordinates}}}}},"properties":{}}]}""");
        Assert.Empty(features!);
        Assert.Equal("$.features[0].geometry", Assert.Single(problems.Sorted()).Field);
    }

    [Theory]
    [InlineData("{\"type\":\"Point\",\"coordinates\":[1,2]}")]
    [InlineData("{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::25833\"}},\"features\":[]}")]
    [InlineData("[]")]
    public void OtherTextsAndOtherReferenceSystemsAreRefused(string text)
    {
        var (features, problems, _) = Read(text);
        Assert.Null(features);
        Assert.NotEmpty(problems.Sorted());
    }

    [Fact]
    public void ThePointOfAnAreaLiesWithinItsBounds() =>
        Gen.Select(Gen.Double[-170, 170], Gen.Double[-80, 80]).Array[3, 9].Sample(corners =>
        {
            var ring = string.Join(',', corners.Append(corners[0]).Select(c => string.Create(CultureInfo.InvariantCulture, $"[{c.Item1},{c.Item2}]")));
            var (features, _, _) = Read($$$"""{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[{{{ring}}}]]},"properties":{}}""");
            var one = Assert.Single(features!);
            Assert.InRange(one.Longitude, corners.Min(c => c.Item1) - 1e-6, corners.Max(c => c.Item1) + 1e-6);
            Assert.InRange(one.Latitude, corners.Min(c => c.Item2) - 1e-6, corners.Max(c => c.Item2) + 1e-6);
        });

    [Fact]
    public void AnyBytesAreReadOrRefused() => Hostile.Sample(Good, bytes =>
    {
        var problems = new ProblemList("in");
        Assert.True(GeoJsonReader.Read(bytes, problems, out _) is not null || problems.Count > 0);
    });

    private static (IReadOnlyList<GeoFeature>? Features, ProblemList Problems, int Unlocated) Read(string text)
    {
        var problems = new ProblemList("in");
        var features = GeoJsonReader.Read(Encoding.UTF8.GetBytes(text), problems, out var unlocated);
        return (features, problems, unlocated);
    }
}
