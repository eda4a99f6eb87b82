using System.Text;
using System.Text.Json;
using Ward.City;
using Ward.Detect.Indicators;
using Ward.Detect.Rules;
using Ward.Detect.Testing;
using Ward.Ingest.Decoders;
using Ward.Ingest.Documents;
using Ward.Ingest.Journal;
using Ward.Ingest.Packets;
using Ward.Ingest.Search.Language;
using Ward.Ingest.Tests.Packets;
using Ward.Ingest;
using Ward.Prescribe.Rehearsals;
using Ward.Standards.Misp;
using Ward.Standards.Ocsf;
using Ward.Standards.Sigma.Linting;
using Ward.Standards.Sigma.Pipelines;
using Ward.Standards.Stix;
using Ward.Standards.Stix.Patterns;
using Ward.Standards.Yaml;

namespace Ward.Fuzz;

/// <summary>What can be fuzzed: each takes any bytes and must return without throwing, in time that grows as they do.</summary>
internal static class Targets
{
    private static readonly DateTimeOffset Received = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly OcsfValidator Validator = new(EventSchema.Current);

    private static readonly IDecoder Auto = DecoderSet.TryMake("auto", out var auto) ? auto : throw new InvalidOperationException("There is no automatic decoder.");

    /// <summary>Every target, by its name.</summary>
    public static IReadOnlyDictionary<string, FuzzTarget> All { get; } = new FuzzTarget[][]
    {
        [.. DecoderSet.Names.Select(n => new FuzzTarget(n, "decoders", Decoding(n), [.. DecoderSet.Cards.Where(c => n == DecoderSet.Auto || c.Name == n).Select(c => Encoding.UTF8.GetBytes(c.Sample))]))],
        [
            Of("syslog", "lines", ReadHeader, Seeds.Lines), Of("ocsf", "lines", Validate, Seeds.Documents), Of("print", "lines", Print, Seeds.Lines), Of("kept", "lines", ReadKept, Seeds.Documents),
            Of("pcap", "packets", ReadCapture, [Capture.OfSamples().Bytes]), Of("query", "rules", ReadQuery, Seeds.Queries), Of("correlation", "rules", ReadCorrelation, Seeds.Correlations),
            Of("sigma", "rules", ReadRules, Seeds.Correlations), Of("pipeline", "rules", ReadPipeline, Seeds.Pipelines), Of("rule-tests", "rules", ReadRuleTests, Seeds.RuleTests),
            Of("stix-pattern", "intelligence", ReadPattern, Seeds.Patterns), Of("stix-bundle", "intelligence", ReadBundle, Seeds.Bundles), Of("misp", "intelligence", ReadMisp, Seeds.Misp),
            Of("indicator", "intelligence", ReadIndicator, Seeds.Indicators), Of("flows", "rules", ReadFlows, Seeds.Flows),
        ],
        [.. SourceTargets.All],
        [.. TransportTargets.All],
        [.. ImportTargets.All.Select(t => new FuzzTarget(t.Key, "imports", t.Value.Read, [Encoding.UTF8.GetBytes(t.Value.Seed)]))],
    }.SelectMany(g => g).ToDictionary(t => t.Name, StringComparer.Ordinal);

    private static FuzzTarget Of(string name, string group, Action<byte[]> read, IReadOnlyList<byte[]> seeds) => new(name, group, read, seeds);

    private static void Validate(byte[] document) => Validator.Validate(document);

    /// <summary>Whatever a line is read as, its document is valid OCSF.</summary>
    private static void Print(byte[] line)
    {
        var builder = new EventBuilder().Begin(new Arrival(new CityId("c"), new FeedId("f"), 1, Received, Assurance.Session, null, null, line, false));
        var header = SyslogHeader.Read(line, Received, TimeZoneInfo.Utc);
        if (!Auto.TryDecode(header.Message, header, builder)) builder.Again();
        if (Validator.Validate(EventJson.ToUtf8(builder.Event)).FirstOrDefault(p => p.IsError) is { } problem) throw new InvalidOperationException(problem.ToString());
    }

    /// <summary>Observed conversations are read or refused with a reason.</summary>
    private static void ReadFlows(byte[] text)
    {
        var problems = new ProblemList("flows.csv");
        if (FlowTable.Read(Encoding.UTF8.GetString(text), problems) is null == (problems.Count == 0)) throw new InvalidOperationException("flows and problems do not fit together");
    }

    private static void ReadPattern(byte[] text) => PatternParser.Read(Encoding.UTF8.GetString(text));

    /// <summary>A bundle is read or is none, and it is the same however its bytes come; what is read keeps the bounds that its readers rely on.</summary>
    private static void ReadBundle(byte[] json)
    {
        var (whole, dripped) = (Bundle(new MemoryStream(json)), Bundle(new Dripping(json, 7)));
        if (!whole.SequenceEqual(dripped)) throw new InvalidOperationException($"{string.Join('|', whole)} is not {string.Join('|', dripped)}");
    }

    private static List<string> Bundle(Stream from)
    {
        var items = new List<string>();
        try
        {
            foreach (var item in BundleReader.Read(from, CancellationToken.None).ToBlockingEnumerable())
            {
                items.Add(item is BundleItem.Read read ? $"{item.Number} {read.Value.Id}" : $"{item.Number} {((BundleItem.Refused)item).Reason}");
                if (item is BundleItem.Refused { Reason.Length: 0 }) throw new InvalidOperationException("refused without a reason");
                if (item is not BundleItem.Read { Value: StixObject.Indicator indicator }) continue;
                if (indicator.Confidence is < 0 or > 100 || indicator.ValidUntil <= indicator.ValidFrom || indicator.Pattern.Length == 0) throw new InvalidOperationException(indicator.ToString());
                PatternParser.Read(indicator.Pattern);
            }
        }
        catch (JsonException)
        {
            items.Add("no bundle");
        }

        return items;
    }

    private static void ReadMisp(byte[] json)
    {
        MispReader.TryEvents(json, out _, out _);
        MispReader.TryManifest(json, out _, out _);
        MispReader.TryWarninglist(json, out _, out _);
    }

    /// <summary>The normal form of a value is a value in its normal form.</summary>
    private static void ReadIndicator(byte[] text)
    {
        if (IndicatorText.TryGuess(Encoding.UTF8.GetString(text), out var type, out var value, out _) && !(IndicatorText.TryNormalise(type, value, out var again, out _) && again == value))
            throw new InvalidOperationException($"{type} {value}");
    }

    /// <summary>A Sigma file is understood or refused with a place; what is understood can be kept.</summary>
    private static void ReadCorrelation(byte[] text)
    {
        var set = RuleSet.Compile([("fuzz", Encoding.UTF8.GetString(text))]);
        if (set.Errors.FirstOrDefault(e => e.Line < 1 || e.Expected.Length == 0) is { } nowhere) throw new InvalidOperationException(nowhere.ToString());
        _ = new RuleEngine(set);
    }

    private static void ReadQuery(byte[] text)
    {
        // What is understood is understood in print too.
        if (QueryParser.Read(Encoding.UTF8.GetString(text)) is QueryReading.Read read && QueryParser.Read(read.Query.ToString()) is QueryReading.Refused refused
            && read.Query.ToString().Length <= QueryParser.LongestQuery)
            throw new InvalidOperationException($"{read.Query}: {refused.Error}");
    }

    private static void ReadRules(byte[] text)
    {
        var rules = Encoding.UTF8.GetString(text);
        SigmaLinter.Check("fuzz.yml", rules);
        SigmaFixer.Fix("fuzz.yml", rules);
    }

    private static void ReadPipeline(byte[] text) => PipelineParser.Read("fuzz.yml", Encoding.UTF8.GetString(text), []);

    /// <summary>A file of tests is read whole or refused with a reason; what is read can be run.</summary>
    private static void ReadRuleTests(byte[] text)
    {
        var problems = new ProblemList("fuzz.tests.yml");
        var file = RuleTestReader.Read(Encoding.UTF8.GetString(text), problems);
        if (file is null == (problems.Count == 0)) throw new InvalidOperationException(string.Join('\n', problems.Sorted()));
        foreach (var test in file?.Tests ?? []) SampleReader.Read(test);
    }

    private static void ReadKept(byte[] line) => KeptLine.TryRead(line, out _);

    private static void ReadHeader(byte[] line) => SyslogHeader.Read(line, Received, TimeZoneInfo.Utc);

    /// <summary>The whole way: capture reader, link and network layers, flows, TCP assembly, framing, and the decoder of each unit.</summary>
    private static void ReadCapture(byte[] file)
    {
        if (!DecoderSet.TryMake(DecoderSet.Auto, out var decoder)) throw new InvalidOperationException("There is no automatic decoder.");
        using var stream = new MemoryStream(file);
        foreach (var unit in new PcapUnits(stream, new PacketOptions { FlowLimit = 64, HeldLimit = 1 << 20 }))
        {
            var header = SyslogHeader.Read(unit.Line.Span, Received, TimeZoneInfo.Utc);
            decoder.TryDecode(header.Message, header, new EventBuilder());
        }
    }

    private static Action<byte[]> Decoding(string name)
    {
        if (!DecoderSet.TryMake(name, out var decoder)) throw new InvalidOperationException($"There is no decoder '{name}'.");
        return line =>
        {
            var header = SyslogHeader.Read(line, Received, TimeZoneInfo.Utc);
            decoder.TryDecode(header.Message, header, new EventBuilder());
        };
    }
}
