using System.Globalization;
using System.Text;
using CsCheck;
using Ward.City.Reading;

namespace Ward.City.Tests.Reading;

public sealed class HostileCityTests
{
    private static readonly string[] Slips = ["&a ", "*a", "[", "}", "\t", "\u0000", "- ", ": ", "!!", "|", "'", "\ud800", "%"];

    [Fact]
    public void NoMutationOfAValidFileThrows()
    {
        var valid = SampleFolder.Text("samples/city/city.yaml");
        var edit = Gen.Select(Gen.Int[0, valid.Length - 1], Gen.Int[0, 40], Gen.OneOf(Gen.String[0, 12], Gen.Int[0, Slips.Length - 1].Select(i => Slips[i])));

        edit.List[1, 6].Sample(edits =>
        {
            var text = edits.Aggregate(valid, (t, e) => t.Remove(Math.Min(e.Item1, t.Length), Math.Min(e.Item2, t.Length - Math.Min(e.Item1, t.Length))).Insert(Math.Min(e.Item1, t.Length), e.Item3));
            return CityReader.Read("city.yaml", text) switch
            {
                CityReading.Read => true,
                CityReading.Refused refused => refused.Problems.Count > 0 && refused.Problems.All(p => p.ToString().All(c => !char.IsControl(c))),
                _ => false,
            };
        }, iter: 600);
    }

    [Fact]
    public void NoTextAtAllThrows() =>
        Gen.String.Sample(text => CityReader.Read("city.yaml", text) is CityReading.Refused { Problems.Count: > 0 }, iter: 2000);

    [Fact]
    public void AnAnchorBombIsRefusedBeforeItGoesOff()
    {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 30; i++)
            text.Append(CultureInfo.InvariantCulture, $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");

        var problems = CityReaderTests.Problems(text.ToString());

        Assert.Contains(problems, p => p.Contains("aliases expanded", StringComparison.Ordinal));
    }

    [Fact]
    public void AnAliasThatIsNoBombIsRead()
    {
        var text = CityReaderTests.Small.Replace("networks: [10.1.0.0/24]", "networks: &nets [10.1.0.0/24]", StringComparison.Ordinal)
            .Replace("protected: {", "protected: {networks: *nets, ", StringComparison.Ordinal);

        var city = Assert.IsType<CityReading.Read>(CityReader.Read("city.yaml", text)).City;

        Assert.Equal("10.1.0.0/24", city.Protection.Networks[0].ToString());
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    public void BottomlessNestingIsRefused(string level)
    {
        var problems = CityReaderTests.Problems(string.Concat(Enumerable.Repeat(level, 100_000)));

        Assert.NotEmpty(problems);
    }

    [Fact]
    public void TenMegabytesOfNonsenseAreRefused()
    {
        var text = new StringBuilder("id: c\nname: C\nzones: [{id: z, kind: external}]\nassets:\n");
        for (var i = 0; text.Length < 10_000_000; i++)
            text.Append(CultureInfo.InvariantCulture, $"  - {{id: asset-{i}, zone: zz{i}, kind: servr, colour: red}}\n");

        var problems = CityReaderTests.Problems(text.ToString());

        Assert.Equal(1001, problems.Count);
        Assert.EndsWith("more problems that are not listed", problems[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void HostileTextIsShownWithoutItsControlCharacters()
    {
        var problem = Assert.Single(CityReaderTests.Problems(CityReaderTests.Small.Replace("zone: dmz, kind: firewall", "zone: \"\\e[31m\\u202ednz\", kind: firewall", StringComparison.Ordinal)));

        Assert.Contains("found \"\\u001B[31m\\u202Ednz\"", problem, StringComparison.Ordinal);
    }
}
