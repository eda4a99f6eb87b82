using System.Globalization;
using Ward.City.Reading;
using Ward.Detect.Indicators;
using Ward.Standards.Stix;
using Ward.Standards.Yaml;

namespace Ward.Intelligence;

/// <summary>Reads the section 'intel' of ward.yaml. How durations and paths are written is the configuration's, so it gives both.</summary>
public sealed class IntelReader(Func<YamlField, TimeSpan, TimeSpan, TimeSpan, TimeSpan> duration, Func<YamlField, string, string> path)
{
    private static readonly Dictionary<string, IntelFeedKind> Kinds = new(StringComparer.Ordinal)
    {
        ["list"] = IntelFeedKind.List, ["csv"] = IntelFeedKind.Csv, ["misp"] = IntelFeedKind.Misp, ["stix"] = IntelFeedKind.Stix, ["taxii"] = IntelFeedKind.Taxii,
    };

    private static readonly Dictionary<string, Reliability> Reliabilities = Enum.GetValues<Reliability>().ToDictionary(r => r.ToString(), StringComparer.Ordinal);

    private static readonly Dictionary<string, IndicatorType> Types = Enum.GetValues<IndicatorType>().Where(t => t != IndicatorType.Pattern)
        .ToDictionary(t => t.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    private static readonly HygieneOptions Defaults = new();

    public IntelSettings Read(YamlField field)
    {
        if (field.MappingOrNull() is not { } fields) return IntelSettings.None;
        var hygiene = new HygieneOptions
        {
            LeastReliability = fields["leastReliability"].ParsedOr(Defaults.LeastReliability, "a reliability from A to E", static (string text, out Reliability read) => Reliabilities.TryGetValue(text, out read) && read != Reliability.F),
            LeastCredibility = (int)fields["leastCredibility"].Whole(1, 5, Defaults.LeastCredibility),
            LeastConfidence = (int)fields["leastConfidence"].Whole(1, 100, Defaults.LeastConfidence),
            LeastTold = (int)fields["leastTold"].Whole(0, 100, Defaults.LeastTold),
        };
        var folders = fields["warninglists"].Items("a list of folders").Select(f => path(f, "the path of a folder of MISP warning lists")).ToList();
        var everywhere = fields["everywhere"].Items("a list of names of warning lists").Select(f => f.Text("the name of a warning list")).ToList();
        var feeds = new List<IntelFeed>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var one in fields["feeds"].Mappings("a list of threat feeds")) feeds.Add(Feed(one, seen));
        fields.Close();
        return new IntelSettings(feeds, hygiene, folders, everywhere);
    }

    private IntelFeed Feed(YamlFields fields, HashSet<string> seen)
    {
        var id = fields["id"].Parsed<string>(Names.Expected, Names.TryId, "");
        if (id.Length > 0 && !seen.Add(id)) fields["id"].Wrong("an id that no other threat feed has");
        var kind = fields["kind"].Choice(Kinds, "a kind of threat feed");
        var insecure = fields["insecure"].Flag(false);
        var (address, file) = Place(fields, kind, insecure);
        var every = duration(fields["every"], TimeSpan.FromMinutes(1), TimeSpan.FromDays(7), TimeSpan.FromHours(1));
        var lifetime = fields["lifetime"].IsAbsent ? (TimeSpan?)null : duration(fields["lifetime"], TimeSpan.FromHours(1), TimeSpan.FromDays(3650), TimeSpan.FromDays(30));
        var feed = new IntelFeed(
            new IndicatorSource(id, fields["reliability"].IsAbsent ? Reliability.F : fields["reliability"].Choice(Reliabilities, "how reliable the source is"), (int)fields["credibility"].Whole(1, 6, 6)),
            kind, address, file, fields["on"].Flag(true), every,
            kind is IntelFeedKind.List or IntelFeedKind.Csv && !fields["type"].IsAbsent ? fields["type"].Choice(Types, "a type of indicator") : null,
            kind == IntelFeedKind.Csv ? Columns(fields["columns"]) : null,
            kind == IntelFeedKind.Taxii ? fields["collection"].Text("the id of a collection") : null,
            (int)fields["confidence"].Whole(0, 100, 50),
            fields["tlp"].ParsedOr<Tlp?>(null, "clear, green, amber, amber+strict or red", static (string text, out Tlp? level) => (level = TlpNames.TryRead(text, out var read) ? read : null) is not null),
            lifetime, duration(fields["stale"], TimeSpan.FromMinutes(10), TimeSpan.FromDays(365), TimeSpan.FromDays(3)),
            Share(fields["shrink"], 0.5), Share(fields["poison"], 0.01), insecure, Access(fields))
        {
            Patience = fields["patience"].IsAbsent ? null : duration(fields["patience"], TimeSpan.FromSeconds(10), TimeSpan.FromHours(24), FetchLimits.Default.Patience),
        };
        fields.Close();
        return feed;
    }

    private (Uri? Address, string? File) Place(YamlFields fields, IntelFeedKind kind, bool insecure)
    {
        if (!fields["path"].IsAbsent)
        {
            if (!fields["url"].IsAbsent) fields["path"].Wrong("url or path, not both");
            if (kind == IntelFeedKind.Taxii) fields["path"].Wrong("a url, since a TAXII feed is a server");
            return (null, path(fields["path"], "the path of the feed's file"));
        }

        var address = fields["url"].Parsed<Uri?>("an address such as https://feeds.example/list.txt, or a path", static (string text, out Uri? read) =>
            Uri.TryCreate(text, UriKind.Absolute, out read) && read.Scheme is "http" or "https" && read.UserInfo.Length == 0, null);
        if (address is { Scheme: "http", IsLoopback: false } && !insecure) fields["url"].Wrong("https, since what comes by plain http can be changed on the way (insecure: true allows it)");
        return (address, null);
    }

    private FeedAccess Access(YamlFields fields)
    {
        var access = new FeedAccess(
            fields["user"].TextOrNull("a user name"), File(fields["passwordFile"], "the path of a file whose first line is the password"),
            File(fields["tokenFile"], "the path of a file whose first line is a bearer token"), File(fields["headerFile"], "the path of a file whose first line is a header such as 'Auth-Key: …'"),
            File(fields["certificate"], "the path of a PEM file with the client's certificate"), File(fields["key"], "the path of a PEM file with its private key"));
        if (access.User is null != access.PasswordFile is null) fields[access.User is null ? "user" : "passwordFile"].Wrong("user and passwordFile together");
        if (access is { User: not null, TokenFile: not null }) fields["tokenFile"].Wrong("user and password, or a token, not both");
        if (access is { Key: not null, Certificate: null }) fields["certificate"].Wrong("the certificate that the key belongs to");
        return access;
    }

    private string? File(YamlField field, string expected) => field.IsAbsent ? null : path(field, expected);

    private static CsvColumns Columns(YamlField field)
    {
        if (field.MappingOrNull() is not { } fields) return new CsvColumns("1", null, null, null, null, null, ',');
        const string expected = "the number of a column from 1, or its name in the header line";
        var columns = new CsvColumns(
            fields["value"].Text(expected), fields["type"].TextOrNull(expected), fields["confidence"].TextOrNull(expected), fields["label"].TextOrNull(expected),
            fields["seen"].TextOrNull(expected), fields["until"].TextOrNull(expected),
            fields["separator"].ParsedOr(',', "one character, or 'tab'", static (string text, out char separator) => (separator = text == "tab" ? '\t' : text.Length == 1 ? text[0] : '\0') != '\0'));
        foreach (var number in new[] { columns.Value, columns.Type, columns.Confidence, columns.Label, columns.Seen, columns.Until })
            if (number is { Length: > 0 } && number.All(char.IsAsciiDigit) && !(int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at is >= 1 and <= 200)) field.Wrong("columns numbered from 1 to 200");
        fields.Close();
        return columns;
    }

    /// <summary>'25%', as 0 to 1.</summary>
    private static double Share(YamlField field, double whenAbsent) => field.ParsedOr(whenAbsent, "a share from 0% to 100%", static (string text, out double share) =>
        double.TryParse(text.AsSpan(0, Math.Max(0, text.Length - 1)), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out share) && text[^1] == '%' && (share /= 100) is >= 0 and <= 1);
}
