using Ward.Detect.Rules;
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

    public static RuleLibrary Make()
    {
        var texts = RuleTexts.None with { Files = [new("root.yml", Root), new("failure.yml", Counted), new("failures.yml", Counts)] };
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
