using System.Text;
using Ward.Ingest.Decoders;

namespace Ward.Fuzz;

/// <summary>Texts that targets understand, from which mutations begin.</summary>
internal static class Seeds
{
    public static IReadOnlyList<byte[]> Lines { get; } = [.. DecoderSet.Cards.Select(c => Encoding.UTF8.GetBytes(c.Sample)), .. Texts("<38>1 2026-03-01T11:59:58.5Z gate sshd 42 ID [a@1 b=\"c\"] Failed password for root from 203.0.113.7 port 5022 ssh2")];

    public static IReadOnlyList<byte[]> Documents { get; } = Texts("{\"class_uid\":3002,\"category_uid\":3,\"activity_id\":1,\"type_uid\":300201,\"time\":1772362800123,\"severity_id\":1,\"user\":{\"name\":\"a\",\"groups\":[{\"name\":\"g\"}]},\"dst_endpoint\":{\"ip\":\"192.0.2.1\",\"port\":22},\"metadata\":{\"version\":\"1.9.0-dev\",\"product\":{\"name\":\"p\"},\"profiles\":[\"host\"]},\"device\":{\"type_id\":0,\"ip\":\"192.0.2.2\"}}");

    public static IReadOnlyList<byte[]> Queries { get; } = Texts("src_ip:203.0.113.7 user:(adm*, \"a b\") bytes>1.5 NOT cidr(10.0.0.0/8) *x* last 2h | count, sum(bytes) by user, time(1h) | top 20");

    public static IReadOnlyList<byte[]> Patterns { get; } = Texts("[ipv4-addr:value = '198.51.100.1' AND file:hashes.'SHA-256' IN ('a', 'b')] FOLLOWEDBY ([a:b[*].c NOT LIKE 'x%'] REPEATS 3 TIMES) WITHIN 5 SECONDS");

    public static IReadOnlyList<byte[]> Misp { get; } = Texts("{\"Event\":{\"uuid\":\"1\",\"Attribute\":[{\"type\":\"ip-dst\",\"value\":\"198.51.100.1\",\"to_ids\":true}]}}");

    public static IReadOnlyList<byte[]> Indicators { get; } = Texts("hxxps[:]//user@evil[.]example:443/a?b#c");

    public static IReadOnlyList<byte[]> Flows { get; } = Texts("src,dst,port,count,protocol\n198.51.100.1,10.0.1.10,22,7,tcp\n");

    public static IReadOnlyList<byte[]> Pipelines { get; } = Texts("name: p\npriority: 10\ntransformations:\n  - id: a\n    type: field_name_mapping\n    mapping:\n      Image: process.path\n    rule_conditions:\n      - type: logsource\n        category: process_creation\n");

    public static IReadOnlyList<byte[]> Correlations { get; } = Texts(
    "title: A\nname: a\nlogsource:\n  service: s\ndetection:\n  s:\n    f: v\n  condition: s\n---\ntitle: C\nname: c\ncorrelation:\n  type: value_percentile\n  rules: [a]\n  group-by: [g]\n  timespan: 5m\n  condition:\n    field: f\n    percentile: 95\n    gte: 2.5\n  aliases:\n    g:\n      a: f\n",
    "title: A\nname: a\nlogsource:\n  service: s\ndetection:\n  s:\n    f: v\n  condition: s\n---\ntitle: C\nname: c\ncorrelation:\n  type: event_count\n  rules: [a]\n  timespan: 1w\n  condition:\n    gt: 2\n    lte: 5\n---\ntitle: D\ncorrelation:\n  type: temporal_ordered\n  timespan: 60s\n  condition: (a and c) or not c and a\ngenerate: true\n");

    public static IReadOnlyList<byte[]> RuleTests { get; } = Texts("rule: r\ntests:\n  - name: a\n    decoder: sshd\n    host: gate\n    at: 2026-03-01T10:00:00Z\n    apart: 10s\n    lines:\n      - '<38>sshd[1]: Failed password for root from 203.0.113.7 port 5022 ssh2'\n    expect: match\n  - name: b\n    file: x.log\n    expect: 3\n");

    public static IReadOnlyList<byte[]> Bundles { get; } = Texts(
    "{\"type\":\"bundle\",\"id\":\"bundle--1\",\"objects\":[{\"type\":\"marking-definition\",\"id\":\"marking-definition--f88d31f6-486f-44da-b317-01333bde0b82\",\"definition\":{\"tlp\":\"amber\"}},{\"type\":\"indicator\",\"id\":\"indicator--1\",\"created\":\"2026-04-06T20:03:48.000Z\",\"modified\":\"2026-04-06T20:03:48Z\",\"confidence\":80,\"pattern\":\"[ipv4-addr:value = '198.51.100.1']\",\"pattern_type\":\"stix\",\"valid_from\":\"2026-01-01T00:00:00Z\",\"valid_until\":\"2026-02-01T00:00:00Z\",\"labels\":[\"a\"],\"object_marking_refs\":[\"marking-definition--f88d31f6-486f-44da-b317-01333bde0b82\"]},{\"type\":\"malware\",\"id\":\"malware--1\",\"extensions\":{\"e\":{\"tlp_2_0\":\"red\"}}}]}",
    "{\"objects\":[5,null,[],{\"type\":\"indicator\"}],\"type\":\"bundle\"}");

    private static byte[][] Texts(params string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];
}
