using System.Globalization;
using System.Text;
using SharpFuzz;
using Ward.Fuzz;
using Ward.Ingest.Decoders;
using Ward.Ingest.Tests.Packets;

// Ward.Fuzz TARGET            one input from standard input; under AFL (after `sharpfuzz Ward.Ingest.dll`) its fork server
// Ward.Fuzz TARGET smoke [N]  N seeded random mutations of lines that the target understands; default 100000
if (args is not [var name, ..] || !Targets.All.TryGetValue(name, out var target))
{
    await Console.Error.WriteLineAsync($"usage: Ward.Fuzz TARGET [smoke [ROUNDS]]; targets: {string.Join(", ", Targets.All.Keys)}");
    return 2;
}

if (args is not [_, "smoke", ..])
{
    Fuzzer.Run(
        stream =>
        {
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            target(copy.ToArray());
        });
    return 0;
}

string[] lines = ["[ipv4-addr:value = '198.51.100.1' AND file:hashes.'SHA-256' IN ('a', 'b')] FOLLOWEDBY ([a:b[*].c NOT LIKE 'x%'] REPEATS 3 TIMES) WITHIN 5 SECONDS", "{\"Event\":{\"uuid\":\"1\",\"Attribute\":[{\"type\":\"ip-dst\",\"value\":\"198.51.100.1\",\"to_ids\":true}]}}", "hxxps[:]//user@evil[.]example:443/a?b#c",
    .. DecoderSet.Cards.Select(c => c.Sample), "<38>1 2026-03-01T11:59:58.5Z gate sshd 42 ID [a@1 b=\"c\"] Failed password for root from 203.0.113.7 port 5022 ssh2",
    "src_ip:203.0.113.7 user:(adm*, \"a b\") bytes>1.5 NOT cidr(10.0.0.0/8) *x* last 2h | count, sum(bytes) by user, time(1h) | top 20",
    "{\"class_uid\":3002,\"category_uid\":3,\"activity_id\":1,\"type_uid\":300201,\"time\":1772362800123,\"severity_id\":1,\"user\":{\"name\":\"a\",\"groups\":[{\"name\":\"g\"}]},\"dst_endpoint\":{\"ip\":\"192.0.2.1\",\"port\":22},\"metadata\":{\"version\":\"1.9.0-dev\",\"product\":{\"name\":\"p\"},\"profiles\":[\"host\"]},\"device\":{\"type_id\":0,\"ip\":\"192.0.2.2\"}}"];
string[] correlations =
[
    "title: A\nname: a\nlogsource:\n  service: s\ndetection:\n  s:\n    f: v\n  condition: s\n---\ntitle: C\nname: c\ncorrelation:\n  type: value_percentile\n  rules: [a]\n  group-by: [g]\n  timespan: 5m\n  condition:\n    field: f\n    percentile: 95\n    gte: 2.5\n  aliases:\n    g:\n      a: f\n",
    "title: A\nname: a\nlogsource:\n  service: s\ndetection:\n  s:\n    f: v\n  condition: s\n---\ntitle: C\nname: c\ncorrelation:\n  type: event_count\n  rules: [a]\n  timespan: 1w\n  condition:\n    gt: 2\n    lte: 5\n---\ntitle: D\ncorrelation:\n  type: temporal_ordered\n  timespan: 60s\n  condition: (a and c) or not c and a\ngenerate: true\n",
];
string[] tests = ["rule: r\ntests:\n  - name: a\n    decoder: sshd\n    host: gate\n    at: 2026-03-01T10:00:00Z\n    apart: 10s\n    lines:\n      - '<38>sshd[1]: Failed password for root from 203.0.113.7 port 5022 ssh2'\n    expect: match\n  - name: b\n    file: x.log\n    expect: 3\n"];
string[] bundles =
[
    "{\"type\":\"bundle\",\"id\":\"bundle--1\",\"objects\":[{\"type\":\"marking-definition\",\"id\":\"marking-definition--f88d31f6-486f-44da-b317-01333bde0b82\",\"definition\":{\"tlp\":\"amber\"}},{\"type\":\"indicator\",\"id\":\"indicator--1\",\"created\":\"2026-04-06T20:03:48.000Z\",\"modified\":\"2026-04-06T20:03:48Z\",\"confidence\":80,\"pattern\":\"[ipv4-addr:value = '198.51.100.1']\",\"pattern_type\":\"stix\",\"valid_from\":\"2026-01-01T00:00:00Z\",\"valid_until\":\"2026-02-01T00:00:00Z\",\"labels\":[\"a\"],\"object_marking_refs\":[\"marking-definition--f88d31f6-486f-44da-b317-01333bde0b82\"]},{\"type\":\"malware\",\"id\":\"malware--1\",\"extensions\":{\"e\":{\"tlp_2_0\":\"red\"}}}]}",
    "{\"objects\":[5,null,[],{\"type\":\"indicator\"}],\"type\":\"bundle\"}",
];
byte[][] seeds = ImportTargets.All.TryGetValue(name, out var import) ? [Encoding.UTF8.GetBytes(import.Seed)] : name == "rule-tests" ? [.. tests.Select(Encoding.UTF8.GetBytes)] : name == "pcap" ? [Capture.OfSamples().Bytes] : name == "stix-bundle" ? [.. bundles.Select(Encoding.UTF8.GetBytes)] : name == "flows" ? ["src,dst,port,count,protocol\n198.51.100.1,10.0.1.10,22,7,tcp\n"u8.ToArray()] : name == "correlation" ? [.. correlations.Select(Encoding.UTF8.GetBytes)] : [.. lines.Select(Encoding.UTF8.GetBytes)];
var rounds = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 100_000;
var chance = new Random(1);
for (var round = 0; round < rounds; round++)
{
    var line = seeds[chance.Next(seeds.Length)].ToList();
    for (var change = chance.Next(1, 8); change > 0; change--)
    {
        var at = chance.Next(line.Count + 1);
        switch (chance.Next(4))
        {
            case 0: line.Insert(at, (byte)chance.Next(256)); break;
            case 1 when at < line.Count: line.RemoveAt(at); break;
            case 2 when at < line.Count: line[at] = (byte)chance.Next(256); break;
            default: line.RemoveRange(at, chance.Next(line.Count - at + 1)); break;
        }
    }

    var bytes = line.ToArray();
    try
    {
        target(bytes);
    }
    catch (Exception e)
    {
        await Console.Error.WriteLineAsync($"round {round}: {Convert.ToHexString(bytes)}\n{e}");
        return 1;
    }
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {rounds} mutations, nothing thrown"));
return 0;
