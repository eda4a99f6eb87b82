using Ward.Detect.Indicators;
using Ward.Detect.Rules;
using Ward.Server.Application;
using Ward.Server.Application.Hunts;

namespace Ward.Server.Tests.Samples;

/// <summary>The rules of the live watch: one that speaks, one that is only counted, and what counts it.</summary>
internal static class SampleRules
{
    public const string Root = """
        title: Root by name
        id: 00000000-0000-4000-8000-000000000001
        logsource: {product: linux, service: sshd}
        detection: {s: {user.name: root}, condition: s}
        level: high
        tags: [attack.t1078]
        """;

    public const string NamedUser = "00000000-0000-4000-8000-000000000002";

    /// <summary>Asks a field that only the city's pipeline knows for a name that only its placeholders know.</summary>
    public const string Named = $$"""
        title: A named user
        id: {{NamedUser}}
        logsource: {product: linux, service: sshd}
        detection: {s: {Who|expand: '%Watched%'}, condition: s}
        level: high
        """;

    public const string Counted = """
        title: Failure
        name: failure
        logsource: {product: linux, service: sshd}
        detection: {s: {status_id: 2}, condition: s}
        level: low
        """;

    public const string Counts = """
        title: Failures of one source
        name: failures
        correlation:
          type: event_count
          rules: [failure]
          group-by: [src_endpoint.ip]
          timespan: 10m
          condition: {gte: 3}
        level: medium
        """;

    /// <summary>A filter of the configuration that ends soon.</summary>
    public static string Quiet(DateOnly until) => $$"""
        title: Nightly backup may be root
        id: 00000000-0000-4000-8000-000000000003
        author: kim
        logsource: {product: linux, service: sshd}
        filter:
          rules: [00000000-0000-4000-8000-000000000001]
          s: {src_endpoint.ip: 10.20.4.9}
          condition: not s
        ward: {until: {{until:yyyy-MM-dd}}}
        """;

    private const string Refused = """
        title: Nobody can read this
        logsource: {product: linux}
        detection: {s: {user.name|nearly: root}, condition: s}
        """;

    private const string Waits = """
        title: A sign-in to the water works at night
        id: 00000000-0000-4000-8000-000000000004
        logsource: {product: linux, service: sshd}
        detection: {s: {user.name|expand: '%water_staff%'}, condition: s}
        level: medium
        ward: {waits: true}
        """;

    internal static EngineFigures Figures { get; } = new(
        new RuleEngineCounts(1_284_311, 9_127, 3, 0, 41, 1_204) { Reloads = 2 },
        [new CorrelationCounts("failures", "Failures of one source", false, 1_204, 880_412, 3, 0, 0, 41, 2, 0, 7)],
        new LiveCosts(21_054, [
            new LiveCost("failure", "Failure", 9_120, 4_411, TimeSpan.FromMilliseconds(4.2), false),
            new LiveCost("00000000-0000-4000-8000-000000000001", "Root by name", 41, 3, TimeSpan.FromMilliseconds(0.02), false)]),
        new IndicatorCounts(12, 3, 1, 0, 0, 0));

    public static RuleLibrary Make()
    {
        var texts = RuleTexts.None with
        {
            Files =
            [
                new("root.yml", Root), new("failure.yml", Counted), new("failures.yml", Counts), new("quiet.yml", Quiet(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(3))),
                new("/srv/rules/refused.yml", Refused), new("waits.yml", Waits),
            ],
        };
        return new RuleLibrary(texts, texts.Compile());
    }

    /// <summary>The rule with what fills it in: a pipeline, a placeholder, and a filter in a file of its own.</summary>
    public static RuleTexts WithFilter(string user, string filtered)
    {
        const string pipeline = "name: ours\npriority: 10\ntransformations:\n  - type: field_name_mapping\n    mapping: {Who: user.name}\n";
        var filter = $"title: Not that one\nlogsource: {{product: linux, service: sshd}}\nfilter:\n  rules: [{NamedUser}]\n  s: {{Who: {filtered}}}\n  condition: not s\n";
        return new RuleTexts([new("named.yml", Named), new("quiet.yml", filter)], [new("ours.yml", pipeline)], new Dictionary<string, IReadOnlyList<string>> { ["Watched"] = [user] });
    }
}
