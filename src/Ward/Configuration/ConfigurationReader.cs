using System.Net;
using Ward.City;
using Ward.Detect.Devices;
using Ward.Ingest.Feeds;
using Ward.Standards.Yaml;

namespace Ward.Configuration;

/// <summary>Turns the fields of ward.yaml into a configuration.</summary>
internal static class ConfigurationReader
{
    private const string DefaultState = ".ward";
    private const string DefaultListen = "http://127.0.0.1:7878";

    /// <param name="city">Null where the city could not be read: then what refers to it is not checked.</param>
    /// <returns>Null where there are problems; they stand in the list of <paramref name="root"/>.</returns>
    public static WardConfiguration? Read(YamlFields root, string folder, string cityFile, string? stateFolder, CityModel? city, ProblemList warnings)
    {
        _ = root["city"];
        var named = root["state"].IsAbsent ? Path.GetFullPath(DefaultState) : Paths.Read(root["state"], "the path of a folder", folder);
        var state = stateFolder is null ? named : Path.GetFullPath(stateFolder);
        var rules = root["rules"].Items("a list of folders, files or archives").Select(r => Paths.Read(r, "the path of a folder, a file or an archive", folder)).ToList();
        var advisories = root["advisories"].Items("a list of files and folders").Select(a => Paths.Read(a, "the path of a file or a folder", folder)).ToList();
        var zone = ReadZone(root["timezone"], TimeZoneInfo.Utc);
        var settings = RuleSettings.Read(root, folder, zone);
        var listen = root["listen"].ParsedOr<Uri>(new Uri(DefaultListen), "an address such as http://127.0.0.1:7878; https wherever it is not loopback", TryListen);
        var feeds = FeedReader.Read(root["feeds"], folder, state, city, zone, warnings);
        var mandates = MandateReader.Read(root["mandates"], city, zone, warnings);
        var response = ReadResponse(root["response"]);
        var store = StoreReader.Read(root["store"]);
        var devices = ReadDevices(root["devices"]);
        var correlations = CorrelationSettings.Read(root["correlations"]);
        var costs = CostReader.Read(root["costs"]);
        // Retention goes by event time: what is read today may be too old tomorrow.
        foreach (var feed in feeds.Where(f => f.Clock == FeedClock.Source))
            warnings.Add(root.LineOf("store"), "store.keep", $"long enough for the lines of the feed {feed.Id}, whose own times are believed: older ones are deleted within a minute", $"{store.Keep?.TotalDays:0} days");
        var intel = new Intelligence.IntelReader((field, least, most, absent) => Durations.Read(field, least, most, absent), (field, expected) => Paths.Read(field, expected, folder)).Read(root["intel"]);
        root.Close();
        return root.Problems.Count > 0 ? null : new WardConfiguration(cityFile, state, rules, listen, feeds, mandates, response, store) { Rules = settings, Advisories = advisories, Intel = intel, Devices = devices, Correlations = correlations, Costs = costs };
    }

    /// <summary>True for an http or https address by which a console may be bound; plain http on loopback alone.</summary>
    public static bool TryListen(string text, out Uri url)
    {
        url = new Uri(DefaultListen);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var read) || read.Scheme is not ("http" or "https")) return false;
        if (read.AbsolutePath != "/" || read.Query.Length > 0 || read.UserInfo.Length > 0) return false;
        var loopback = read.Host == "localhost" || (IPAddress.TryParse(read.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
        url = read;
        return loopback || read.Scheme == "https";
    }

    internal static TimeZoneInfo ReadZone(YamlField field, TimeZoneInfo whenAbsent) =>
        field.ParsedOr(whenAbsent, "a time zone that this machine knows, such as Europe/Berlin or UTC", static (string text, out TimeZoneInfo zone) =>
        {
            var isKnown = TimeZoneInfo.TryFindSystemTimeZoneById(text, out var found);
            zone = found ?? TimeZoneInfo.Utc;
            return isKnown;
        });

    private static DeviceOptions ReadDevices(YamlField field)
    {
        var usual = new DeviceOptions();
        if (field.MappingOrNull() is not { } fields) return usual;
        var options = new DeviceOptions
        {
            Learning = Durations.Read(fields["learning"], TimeSpan.Zero, TimeSpan.FromDays(31), usual.Learning),
            AlarmsPerDay = (int)fields["alarmsPerDay"].Whole(0, 10_000, usual.AlarmsPerDay),
        };
        fields.Close();
        return options;
    }

    internal static ResponseSettings ReadResponse(YamlField field)
    {
        if (field.MappingOrNull() is not { } fields) return ResponseSettings.Default;
        var settings = new ResponseSettings(
            Durations.Read(fields["approvalLifetime"], TimeSpan.FromMinutes(1), TimeSpan.FromDays(7), ResponseSettings.Default.ApprovalLifetime),
            Durations.Read(fields["defaultLease"], Durations.ShortestLease, Durations.LongestLease, ResponseSettings.Default.DefaultLease))
        {
            ChoiceDeadline = Durations.Read(fields["choiceDeadline"], TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60), ResponseSettings.Default.ChoiceDeadline),
        };
        fields.Close();
        return settings;
    }
}
