using System.Globalization;
using Ward.Ingest.Feeds;
using Ward.Standards.Yaml;

namespace Ward.Configuration;

/// <summary>What a feed of one kind may say besides what all may.</summary>
internal static class TransportReader
{
    private const int FastestRate = 10_000_000;
    private static readonly Dictionary<string, SignIn> SignIns = new(StringComparer.Ordinal)
    {
        ["scram-sha-512"] = SignIn.ScramSha512, ["scram-sha-256"] = SignIn.ScramSha256, ["plain"] = SignIn.Plain,
    };

    /// <summary>The feed with its kind's own fields; those of other kinds are not asked for, so they are reported as unknown.</summary>
    public static FeedOptions Read(FeedOptions feed, YamlFields fields, string folder) => feed.Kind switch
    {
        FeedKind.SyslogTls => feed with { Rate = Rate(fields["rate"]), Tls = Tls(fields, folder) },
        FeedKind.Folder => feed with { Rate = Rate(fields["rate"]), Pattern = Pattern(fields["pattern"]) },
        FeedKind.Mqtt => feed with { Rate = Rate(fields["rate"]), Broker = Mqtt(feed, fields, folder) },
        FeedKind.Kafka => feed with { Rate = Rate(fields["rate"]), Broker = Kafka(feed, fields, folder) },
        _ => feed with { Rate = Rate(fields["rate"]) },
    };

    private static int? Rate(YamlField field) => field.ParsedOr<int?>(null, $"a rate such as 500/s, from 1/s to {FastestRate}/s", static (string text, out int? rate) =>
    {
        rate = null;
        if (!text.EndsWith("/s", StringComparison.Ordinal) || !int.TryParse(text.AsSpan(0, text.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var lines)) return false;
        rate = lines;
        return lines is >= 1 and <= FastestRate;
    });

    private static FeedTls Tls(YamlFields fields, string folder) => new(
        Paths.Read(fields["certificate"], "the path of a PEM file with the server's certificate", folder),
        File(fields["key"], "the path of a PEM file with its private key", folder),
        File(fields["clients"], "the path of a PEM file with the authority of the senders' certificates", folder));

    private static string Pattern(YamlField field) => field.ParsedOr("*", "a file name with * and ?, without a folder", static (string text, out string pattern) =>
    {
        pattern = text;
        return text.Length > 0 && text.IndexOfAny(['/', '\\', '\0']) < 0;
    });

    private static FeedBroker Mqtt(FeedOptions feed, YamlFields fields, string folder)
    {
        var server = fields["server"].Parsed<Uri?>("an address such as mqtts://broker:8883 or mqtt://127.0.0.1:1883", static (string text, out Uri? url) =>
            Uri.TryCreate(text, UriKind.Absolute, out url) && url.Scheme is "mqtt" or "mqtts" && url.Host.Length > 0 && url.AbsolutePath is "" or "/" && url.UserInfo.Length == 0 && url.Query.Length == 0, null);
        var tls = server?.Scheme == "mqtts";
        var port = server is null || server.Port > 0 ? server?.Port ?? 0 : tls ? 8883 : 1883;
        return Broker(new FeedBroker(server is null ? "" : $"{server.Host}:{port.ToString(CultureInfo.InvariantCulture)}", Topics(fields["topics"]), fields["client"].TextOrNull("a client id") ?? $"ward-{feed.Id}")
        { Tls = tls }, fields, folder);
    }

    private static FeedBroker Kafka(FeedOptions feed, YamlFields fields, string folder)
    {
        var servers = fields["servers"];
        var named = servers.Items("a list of brokers such as broker:9092").Select(s => s.Parsed<string>("host:port", static (string text, out string server) =>
        {
            server = text;
            var colon = text.LastIndexOf(':');
            return colon > 0 && !text.Contains(',', StringComparison.Ordinal) && ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0;
        }, "")).ToList();
        if (named.Count == 0) servers.Wrong("a list of brokers such as broker:9092");
        var broker = Broker(new FeedBroker(string.Join(',', named), Topics(fields["topics"]), fields["group"].TextOrNull("a consumer group") ?? $"ward-{feed.Id}") { Tls = fields["tls"].Flag(false) }, fields, folder) with
        {
            SignIn = fields["signIn"].ParsedOr(SignIn.ScramSha512, $"one of {string.Join(", ", SignIns.Keys)}", static (string text, out SignIn how) => SignIns.TryGetValue(text, out how)),
            Certificate = File(fields["certificate"], "the path of a PEM file with Ward's certificate for the brokers", folder),
            Key = File(fields["key"], "the path of a PEM file with its private key", folder),
            Envelope = fields["envelope"].Flag(false),
        };
        if (broker.User is null && !fields["signIn"].IsAbsent) fields["signIn"].Wrong("no signIn without a user");
        if (broker is { SignIn: SignIn.Plain, Tls: false }) fields["signIn"].Wrong("scram-sha-512 or scram-sha-256, or tls: true, since plain tells the password to whoever listens");
        if (broker is { Certificate: not null, Tls: false }) fields["certificate"].Wrong("no certificate, since TLS is not spoken with these brokers");
        if (broker is { Key: not null, Certificate: null }) fields["key"].Wrong("certificate and key together");
        if (broker.Envelope && feed.Decoder is not ("auto" or "shipper")) fields["envelope"].Wrong("no envelope, since only the decoders auto and shipper open one");
        return broker;
    }

    private static FeedBroker Broker(FeedBroker broker, YamlFields fields, string folder)
    {
        var read = broker with
        {
            Authority = File(fields["authority"], "the path of a PEM file with the authority of the broker's certificate", folder),
            User = fields["user"].TextOrNull("a user name"),
            PasswordFile = File(fields["passwordFile"], "the path of a file whose first line is the password", folder),
        };
        if (read.Authority is not null && !read.Tls) fields["authority"].Wrong("no authority, since TLS is not spoken with this broker");
        if (read.User is null != read.PasswordFile is null) fields[read.User is null ? "user" : "passwordFile"].Wrong("user and passwordFile together");
        return read;
    }

    private static List<string> Topics(YamlField field)
    {
        var topics = field.Items("a list of topics").Select(t => t.Text("a topic")).ToList();
        if (topics.Count == 0) field.Wrong("a list of topics");
        return topics;
    }

    private static string? File(YamlField field, string expected, string folder) => field.IsAbsent ? null : Paths.Read(field, expected, folder);
}
