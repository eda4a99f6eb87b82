using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Ward.City;
using Ward.City.Reading;
using Ward.Detect.Indicators;
using Ward.Intelligence;

namespace Ward.Tests.Intelligence;

/// <summary>Feeds of a test with their state in a folder of its own.</summary>
internal sealed class Feeds : IDisposable
{
    public static CityModel City { get; } = ((CityReading.Read)CityReader.Read("city.yaml", """
        id: brackwater
        name: Brackwater
        zones:
          - {id: internet, kind: external}
          - {id: office, kind: office, networks: [10.1.0.0/16]}
        assets: []
        protected: {networks: [192.0.2.53/32]}
        """)).City;

    public string Folder { get; } = Directory.CreateTempSubdirectory("ward-intel-").FullName;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public static IntelFeed Feed(Uri? address, IntelFeedKind kind = IntelFeedKind.List, string? file = null, FeedAccess? access = null, string? collection = null, CsvColumns? columns = null) => new(
        new IndicatorSource("feed", Reliability.B, 2), kind, address, file, true, TimeSpan.FromHours(1), null, columns, collection, 80, null, null, TimeSpan.FromDays(3), 0.5, 0.01, false, access ?? FeedAccess.None);

    public Ward.Intelligence.Intelligence Open(FetchLimits? limits = null, params IntelFeed[] feeds) => new(
        new IntelSettings(feeds, new HygieneOptions(), [], []), Path.Combine(Folder, "intel"),
        new Hygiene(new HygieneOptions(), new NeverBlock([new NeverBlockList(new Ward.Standards.Misp.Warninglist("resolvers", 1, Ward.Standards.Misp.WarninglistKind.Cidr, ["9.9.9.9", "1.1.1.1", "8.8.8.8", "8.8.4.4"]), true)]), City),
        limits ?? FetchLimits.Default, Time, NullLogger<Ward.Intelligence.Intelligence>.Instance);

    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
