using System.Globalization;
using Ward.City;
using Ward.Configuration;
using Ward.Govern.Mandates;
using Ward.Ingest;
using Ward.Ingest.Feeds;
using Ward.Standards.Yaml;

namespace Ward.Scenarios;

/// <summary>Reads a scenario folder: scenario.yaml, and the files that it names.</summary>
public static class ScenarioReader
{
    private static readonly Dictionary<string, Assurance> Assurances = new(StringComparer.Ordinal)
    {
        ["none"] = Assurance.None,
        ["session"] = Assurance.Session,
        ["authenticated"] = Assurance.Authenticated,
    };

    public static ScenarioReading Read(string folder)
    {
        folder = Path.GetFullPath(folder);
        var lists = new List<ProblemList>();
        if (Open(Path.Combine(folder, "scenario.yaml"), lists) is not { } root) return Refused(lists);

        var name = root["name"].Text();
        var replays = root["replays"].Text("what it replays, in words");
        var sources = root["sources"].Items("a list of sources, in words").Select(s => s.Text()).ToList();
        var start = root["start"].Parsed<DateTimeOffset>("the time before the first line, such as 2018-03-16T00:00Z", TryMoment, default);
        var rules = root["rules"].Items("a list of folders").Select(r => Paths.Read(r, "the path of a folder", folder)).ToList();
        var cityProblems = Add(lists, Paths.Read(root["city"], "the path of the city's file", folder), out var cityFile);
        var city = ConfigurationFile.LoadCity(cityFile, cityProblems)?.City;
        var feeds = root["feeds"].Mappings("a list of feeds").Select(f => ReadFeed(f, folder, city)).ToList();
        var (mandates, response) = ReadMandates(Paths.Read(root["mandates"], "the path of the mandates' file", folder), lists, city);
        var expect = ReadExpectation(Paths.Read(root["expect"], "the path of the file of what is expected", folder), lists);
        root.Close();

        return city is null || expect is null || lists.Any(l => l.Count > 0)
            ? Refused(lists)
            : new ScenarioReading.Read(new Scenario(name, folder, replays, sources, start, city, rules, feeds, mandates, response, expect));
    }

    private static ScenarioFeed ReadFeed(YamlFields fields, string folder, CityModel? city)
    {
        var id = fields["id"].Parsed<string>(City.Reading.Names.Expected, City.Reading.Names.TryId, "");
        var file = Paths.Read(fields["file"], "the path of the recorded lines", folder);
        if (!fields["file"].IsAbsent && !File.Exists(file)) fields["file"].Wrong("the path of a file that is there");
        var decoder = fields["decoder"].IsAbsent ? "auto" : fields["decoder"].Choice(FeedReader.Decoders, "a decoder");
        var asset = FeedReader.Asset(fields["asset"], city);
        var assurance = fields["assurance"].IsAbsent ? Assurance.Authenticated : fields["assurance"].Choice(Assurances, "an assurance");
        fields.Close();
        return new ScenarioFeed(new FeedOptions(new FeedId(id), FeedKind.File, file, null, decoder, asset, []), assurance, file);
    }

    private static (IReadOnlyList<Mandate>, ResponseSettings) ReadMandates(string file, List<ProblemList> lists, CityModel? city)
    {
        if (Open(file, lists) is not { } root) return ([], ResponseSettings.Default);
        var mandates = MandateReader.Read(root["mandates"], city, TimeZoneInfo.Utc, new ProblemList(file));
        var response = ConfigurationReader.ReadResponse(root["response"]);
        root.Close();
        return (mandates, response);
    }

    private static Expectation? ReadExpectation(string file, List<ProblemList> lists)
    {
        if (Open(file, lists) is not { } root) return null;
        var expect = ExpectationReader.Read(root);
        root.Close();
        return expect;
    }

    private static YamlFields? Open(string file, List<ProblemList> lists)
    {
        var problems = Add(lists, file, out _);
        return TextFile.Read(file, problems) is { } text ? YamlFields.Read(text, problems) : null;
    }

    private static ProblemList Add(List<ProblemList> lists, string path, out string file)
    {
        file = path;
        var problems = new ProblemList(ConfigurationFile.Shown(path));
        lists.Add(problems);
        return problems;
    }

    private static ScenarioReading.Refused Refused(List<ProblemList> lists) => new([.. lists.SelectMany(l => l.Sorted())]);

    private static bool TryMoment(string text, out DateTimeOffset moment) =>
        DateTimeOffset.TryParseExact(text, "yyyy-MM-ddTHH:mmK", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out moment);
}
