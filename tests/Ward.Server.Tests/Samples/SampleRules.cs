using Ward.Detect.Hunts;
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
        HuntFile[] files = [new("root.yml", Root), new("failure.yml", Counted), new("failures.yml", Counts)];
        return new RuleLibrary(files, RuleSet.Compile(files.Select(f => (f.Name, f.Text))));
    }
}
