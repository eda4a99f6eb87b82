using System.Net;
using Microsoft.Extensions.Time.Testing;
using Ward.Cities;
using Ward.City;
using Ward.City.Imports;
using Ward.City.Merging;
using Ward.City.Observations;
using Ward.City.Reading;
using Ward.Configuration;
using Ward.Standards.Yaml;
using Ward.Tests.Configuration;

namespace Ward.Tests.Cities;

public sealed class LivingCityTests : IDisposable
{
    private const string Town = """
        id: town
        name: Town
        zones:
          - {id: net, kind: external}
          - {id: office, kind: office, networks: [10.20.0.0/24]}
        assets:
          - {id: web, zone: office, kind: server, addresses: [10.20.0.10], listens: [https]}
        protected: {assets: [web]}

        """;

    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
    private int writes;

    public LivingCityTests()
    {
        folder.Write("ward.yaml", "city: city.yaml\nmandates:\n  - {id: m, mode: ask, actions: [close-flow], zones: [office], lease: 15m, until: 2036-12-31}\n");
        Write(Town);
    }

    [Fact]
    public void ADeviceBecomesAnAssetAndIsKeptWithItsVersion()
    {
        var city = Open();
        var before = city.Now.Version;
        city.Found(Device("10.20.0.77", 502));
        Assert.True(city.Look());
        var asset = city.Now.AssetAt(IPAddress.Parse("10.20.0.77"))!;
        Assert.Equal(("office", 502), (asset.Zone.Value, Assert.Single(asset.Ports).Port));
        Assert.Equal(asset.Id, Assert.Single(city.Status.Seen).Key);
        Assert.False(city.Look());

        // Both cities are in the book, each under its own version.
        foreach (var version in new[] { before, city.Now.Version })
        {
            var text = File.ReadAllText(CityBook.VersionFile(Book, version)!);
            Assert.Equal(version, ((CityReading.Read)CityReader.Read("kept", text)).City.Version);
        }

        Assert.Equal(city.Now.Version, Open().Now.Version);
    }

    [Fact]
    public void WhoTellsOfAnAssetAndWhereTheyDifferIsKnownThroughAnImportedBook()
    {
        var import = CityBook.Open(Path.Combine(folder.Path, "city.yaml"), null, new ProblemList("book"))!;
        var problems = new ProblemList("scan");
        var scan = CityImport.Read(ImportFormat.Csv, "ip,kind,hostname\n10.20.0.10,camera,web\n10.20.0.30,camera,cam\n"u8.ToArray(), new ImportSettings(null, "list.csv", time.GetUtcNow(), new Dictionary<string, string>()), problems)!;
        var merged = (MergedCity.Merged)import.Merge([scan], import.Settings);
        import.Keep([scan], import.Settings, merged, new CityVersion(merged.City.Version, null, time.GetUtcNow(), "import", import.Own.Version, [], [], merged.Conflicts, merged.LeftOut));
        folder.Write("ward.yaml", $"city: {Path.GetRelativePath(folder.Path, import.Merged)}\nmandates: []\n");

        var city = Open();
        city.Found(Device("10.20.0.77", 502));
        Assert.True(city.Look());
        var origins = city.Status.Origins;
        Assert.Equal(["city", scan.Source], origins.Sources["web"]);
        Assert.Equal([scan.Source], origins.Sources[city.Now.AssetAt(IPAddress.Parse("10.20.0.30"))!.Id.Value]);
        Assert.Equal([DeviceRecords.Source], origins.Sources[city.Now.AssetAt(IPAddress.Parse("10.20.0.77"))!.Id.Value]);
        Assert.Equal(("web", "kind", "server", "camera"), origins.Conflicts.Select(c => (c.Id, c.Field, c.Taken, c.Other)).Single());
    }

    [Fact]
    public void ToldAgainItMakesNoVersion()
    {
        var city = Open();
        city.Found(Device("10.20.0.77"));
        city.Look();
        city.Found(Device("10.20.0.77"));
        Assert.False(city.Look());
        city.Found(Device("10.20.0.77", 80));
        Assert.True(city.Look());
    }

    [Fact]
    public void WhatADeviceSaysOfItselfMakesItNoPartOfWhatIsTrusted()
    {
        Write(Town.Replace("listens: [https]", "listens: [https], macs: ['00:0E:8C:AA:BB:CC'], names: [www]", StringComparison.Ordinal));
        var city = Open();
        city.Found(Device("10.20.0.77") with { Mac = "00:0E:8C:AA:BB:CC", Name = "www" });
        city.Look();
        Assert.NotEqual(new AssetId("web"), city.Now.AssetAt(IPAddress.Parse("10.20.0.77"))!.Id);
        Assert.False(city.Now.IsProtected(IPAddress.Parse("10.20.0.77")));
    }

    [Fact]
    public void AChangedFileIsTakenIntoUse()
    {
        var city = Open();
        Write(Town.Replace("name: Town", "name: Newtown", StringComparison.Ordinal));
        Assert.True(city.Look());
        Assert.Equal("Newtown", city.Now.Name);
        Assert.Equal("the city's file has changed", city.Status.Why);
    }

    [Fact]
    public void OnceTheFileTellsOfADeviceItIsKnown()
    {
        var city = Open();
        city.Found(Device("10.20.0.77"));
        city.Look();
        Write(Town.Replace("assets:\n", "assets:\n  - {id: printer, zone: office, kind: other, addresses: [10.20.0.77]}\n", StringComparison.Ordinal));
        Assert.True(city.Look());
        Assert.Equal(new AssetId("printer"), city.Now.AssetAt(IPAddress.Parse("10.20.0.77"))!.Id);
        Assert.Empty(city.Status.Seen);
    }

    [Theory]
    [InlineData("kind: office", "kind: offise", "kind")]
    [InlineData("id: office", "id: bureau", "office")] // the mandate names the zone
    [InlineData("id: town", "id: other", "keeps to its city")]
    public void AFileThatDoesNotHoldTogetherLeavesTheCityAsItWasAndDevicesGoOn(string from, string to, string why)
    {
        var city = Open();
        Write(Town.Replace(from, to, StringComparison.Ordinal));
        Assert.False(city.Look());
        Assert.Equal("Town", city.Now.Name);
        Assert.Contains(city.Status.Problems, p => p.Contains(why, StringComparison.Ordinal));
        city.Found(Device("10.20.0.77"));
        Assert.True(city.Look());
        Assert.NotNull(city.Now.AssetAt(IPAddress.Parse("10.20.0.77")));

        Write(Town);
        city.Look();
        Assert.Empty(city.Status.Problems);
    }

    [Fact]
    public void WhatIsPutToTheCityIsPutToEveryVersion()
    {
        var dressed = 0;
        var city = Open(c =>
        {
            dressed++;
            return c;
        });
        city.Found(Device("10.20.0.77"));
        city.Look();
        Assert.Equal(2, dressed);
    }

    [Fact]
    public void ABookThatCannotBeWrittenToLeavesTheCityAndIsTriedAgain()
    {
        var city = Open();
        Directory.Delete(Book, recursive: true);
        File.WriteAllText(Book, "in the way");
        city.Found(Device("10.20.0.77"));
        Assert.ThrowsAny<IOException>(() => city.Look());
        Assert.Null(city.Now.AssetAt(IPAddress.Parse("10.20.0.77")));
        File.Delete(Book);
        Assert.True(city.Look());
        Assert.NotNull(city.Now.AssetAt(IPAddress.Parse("10.20.0.77")));
    }

    [Fact]
    public void ACityWhoseBookCannotBeWrittenToOpensWithoutWhatWasSeenAndIsWholeOnceItCan()
    {
        var first = Open();
        first.Found(Device("10.20.0.77"));
        first.Look();
        // The head of the book is of another city, so that it must be written; a folder stands where its file would.
        Write(Town.Replace("name: Town", "name: Newtown", StringComparison.Ordinal));
        var way = Path.Combine(Book, "book.json.new");
        Directory.CreateDirectory(way);

        var city = Open();
        Assert.False(city.Status.IsWhole);
        Assert.Contains(city.Status.Problems, p => p.StartsWith($"{Book}: expected a folder that can be read and written", StringComparison.Ordinal));
        Assert.Null(city.Now.AssetAt(IPAddress.Parse("10.20.0.77")));
        Assert.Equal("Newtown", city.Now.Name);
        Directory.Delete(way);
        Assert.True(city.Look());
        Assert.True(city.Status.IsWhole);
        Assert.Empty(city.Status.Problems);
        Assert.NotNull(city.Now.AssetAt(IPAddress.Parse("10.20.0.77")));
    }

    [Fact]
    public void ACityWithoutWhatWasSeenIsNotWholeUntilItsBookCanBeReadAgain()
    {
        var first = Open();
        first.Found(Device("10.20.0.77"));
        first.Look();
        Assert.True(first.Status.IsWhole);
        var head = Path.Combine(Book, "book.json");
        var kept = File.ReadAllText(head);
        File.WriteAllText(head, "{");

        var city = Open();
        Assert.False(city.Status.IsWhole);
        Assert.Null(city.Now.AssetAt(IPAddress.Parse("10.20.0.77")));
        Assert.False(city.Look());
        File.WriteAllText(head, kept);
        Assert.True(city.Look());
        Assert.True(city.Status.IsWhole);
        Assert.NotNull(city.Now.AssetAt(IPAddress.Parse("10.20.0.77")));
    }

    public void Dispose() => folder.Dispose();

    private string Book => Path.Combine(folder.Path, "state", "city");

    private LivingCity Open(Func<CityModel, CityModel>? dress = null)
    {
        var file = Path.Combine(folder.Path, "ward.yaml");
        var city = new LivingCity(Assert.IsType<ConfigurationReading.Read>(ConfigurationFile.Load(file)), () => ConfigurationFile.Load(file), Book, dress ?? (c => c), time);
        city.Open();
        return city;
    }

    /// <summary>Every writing gets a time of its own, as on a machine where they are apart.</summary>
    private void Write(string text)
    {
        folder.Write("city.yaml", text);
        File.SetLastWriteTimeUtc(Path.Combine(folder.Path, "city.yaml"), time.GetUtcNow().UtcDateTime.AddSeconds(++writes));
    }

    private ObservedDevice Device(string address, params int[] ports) => new(IPAddress.Parse(address), new ZoneId("office"), time.GetUtcNow(), ports, null, null);
}
