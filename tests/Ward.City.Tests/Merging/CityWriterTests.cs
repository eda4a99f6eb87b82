using CsCheck;
using Ward.City.Merging;
using static Ward.City.Tests.Merging.Cities;

namespace Ward.City.Tests.Merging;

public sealed class CityWriterTests
{
    [Fact]
    public void TheSampleCityIsReadAgainAsItWas()
    {
        var sample = Read(SampleFolder.Text("samples/city/city.yaml"));
        Assert.Empty(CityChange.Between(sample, Read(CityWriter.Write(sample))));
    }

    [Fact]
    public void AnyNameIsReadAgainAsItWas() => Gen.String[1, 40].Where(n => !string.IsNullOrWhiteSpace(n)).Sample(name =>
    {
        var city = Own with { Name = name, Assets = [Own.Assets[0] with { Name = name }, .. Own.Assets.Skip(1)] };
        var again = Read(CityWriter.Write(city));
        Assert.Equal(Whole(name), again.Name);
        Assert.Equal(Whole(name), again.Assets[0].Name);
    });

    /// <summary>Half a surrogate pair is no text and is written as the replacement character.</summary>
    private static string Whole(string text) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
}
