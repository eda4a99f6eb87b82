using Ward.City.Reading;

namespace Ward.City.Tests.Reading;

public sealed class SampleCityTests
{
    [Fact]
    public void TheSampleCityIsReadWithoutAWord()
    {
        var reading = CityReader.Read("city.yaml", SampleFolder.Text("samples/city/city.yaml"));

        if (reading is CityReading.Refused refused) Assert.Fail(string.Join('\n', refused.Problems));
        var read = Assert.IsType<CityReading.Read>(reading);
        Assert.Empty(read.Warnings);
        Assert.Equal(6, read.City.Zones.Count);
        Assert.Equal(6, read.City.Services.Count);
        Assert.Equal(3, read.City.Elements.Count);
        Assert.True(read.City.IsProtected(new AssetId("dns")));
    }

    [Theory]
    [InlineData("scenarios/atlanta-2018/city.yaml")]
    [InlineData("scenarios/benign-day/city.yaml")]
    public void TheScenariosPlayInTheSampleCity(string file) =>
        Assert.Equal(SampleFolder.Text("samples/city/city.yaml"), SampleFolder.Text(file));
}
