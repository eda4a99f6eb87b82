using System.Text;
using Ward.City;
using Ward.Detect.Findings;
using Ward.Detect.Rules;
using Ward.Detect.Tests.Rules;
using Ward.Ingest;
using Ward.Ingest.Journal;

namespace Ward.Detect.Tests.Correlation;

/// <summary>Events of three rules a, b and c, with fields under their own names, into one engine.</summary>
internal sealed class Typed
{
    private readonly EventBuilder builder = new();
    private long offset;

    internal Typed(RuleEngine engine) => Engine = engine;

    internal Typed(string correlations, RuleEngineOptions? options = null)
        : this(new RuleEngine(Engines.Set(Base + correlations), options)) { }

    internal static string Base { get; } = string.Concat("abc".Select(name =>
        $"title: Rule {name}\nname: {name}\nid: id-{name}\nlogsource:\n  service: typed\ndetection:\n  s:\n    r: {name}\n  condition: s\n---\n"));

    internal RuleEngine Engine { get; }

    internal static string Correlation(string body, string id = "one", string rest = "") =>
        $"title: Correlation {id}\nid: {id}\ncorrelation:\n  {body.Replace("\n", "\n  ", StringComparison.Ordinal)}\n{rest}";

    internal List<Finding> Say(double seconds, string rule, params ReadOnlySpan<(string Name, string Value)> fields) => Say("f", seconds, null, rule, fields);

    internal List<Finding> Say(string feed, double seconds, double? received, string rule, params ReadOnlySpan<(string Name, string Value)> fields)
    {
        var e = builder
            .Begin(new Arrival(new CityId("c"), new FeedId(feed), ++offset, Lines.Start.AddSeconds(received ?? seconds), Assurance.Session, null, null, Encoding.UTF8.GetBytes($"{rule} {offset}"), false))
            .At(Lines.Start.AddSeconds(seconds)).Is(EventClass.Base, 0, 0, new LogSource("", "", "typed")).Proven(true).SetUnmapped("r"u8, Encoding.UTF8.GetBytes(rule));
        foreach (var (name, value) in fields) e.SetUnmapped(Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(value));
        var findings = new List<Finding>();
        Engine.Evaluate(e.Event, findings);
        return findings;
    }

    internal byte[] Save()
    {
        using var stream = new MemoryStream();
        Engine.Save(stream);
        return stream.ToArray();
    }
}
