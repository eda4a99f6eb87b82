using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Ward.Ingest.Tests.Packets;

/// <summary>What another engine says of the same captures: its tests' filters are counted over our events, for the fields that both have.</summary>
public sealed class SuricataVerifyTests
{
    private const string Reason = "the packet is E0 01 04: reason 4 (MQTT 5.0, section 3.14.2.1), which stands without properties; there it is told as 0";

    /// <summary>Filters that differ, and why.</summary>
    private static readonly Dictionary<string, string> Differences = new(StringComparer.Ordinal)
    {
        ["mqtt-limit"] = "there a message beyond a configured size is told as truncated and without its fields; here each is read",
        ["mqtt-unsub-rules DISCONNECT"] = Reason,
        ["mqtt5-sub-userpass DISCONNECT"] = Reason,
        ["mqtt5-unsub-qos1 DISCONNECT"] = Reason,
        ["mqtt5-unsub-userpass DISCONNECT"] = Reason,
        ["mqtt-events-missing-connect"] = "there a message without CONNECT before it is an anomaly",
    };

    private static readonly string[] FlagsOfFixedHeader = ["qos", "retain", "dup"];

    [Theory]
    [InlineData("mqtt", 90)]
    [InlineData("snmp", 8)]
    [InlineData("dnp3", 70)]
    public void TheirExpectationsHold(string protocol, int atLeast)
    {
        var folder = UnitReader.Conformance("suricata-verify");
        if (!Directory.Exists(folder)) Assert.Skip("needs the shared conformance material (suricata-verify)");
        var (held, left) = (0, 0);
        var failures = new List<string>();
        foreach (var path in Directory.EnumerateFiles(folder, "test.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(folder, Path.GetDirectoryName(path)!);
            if (Events(path) is not { } events) continue;
            foreach (var (count, match) in Filters(path, protocol))
            {
                if (Translated(protocol, match) is not { } wanted)
                {
                    left++;
                    continue;
                }

                // They tell neither link frames nor confirmations by themselves.
                var found = events.Count(e => wanted.All(w => w.Key == "dnp3.indicators" ? w.Value is null || e[w.Key]?.Contains(w.Value, StringComparison.Ordinal) == true : e[w.Key] == w.Value) && (protocol != "dnp3" || e["ot.function_code"] is not (null or "0")));
                // Where they name the packet, equal events elsewhere in the capture count too.
                if (found == count || (found > count && match.Children.ContainsKey("pcap_cnt"))) held++;
                else if (Differences.Keys.Any($"{name} {wanted.GetValueOrDefault("ot.function_name")}".StartsWith)) left++;
                else failures.Add($"{name}: {count} expected, {found} found: {string.Join(", ", wanted.Select(w => $"{w.Key}={w.Value}"))}");
            }
        }

        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"{protocol}: {held} filters hold, {left} are about what is not compared (alerts, or fields that are not read), {failures.Count} differ"));
        foreach (var failure in failures) TestContext.Current.SendDiagnosticMessage(failure);
        Assert.Empty(failures);
        Assert.True(held >= atLeast, $"only {held} filters were compared");
    }

    [Fact]
    public void TheEtherNetIpExampleIsReadWhole()
    {
        var path = UnitReader.Conformance("suricata-verify", "enip-keywords", "enip_cip_example.pcap");
        if (!File.Exists(path)) Assert.Skip("needs the shared conformance material (suricata-verify)");
        using var file = File.OpenRead(path);
        var read = UnitReader.Units(file).Select(UnitReader.Decode).Where(r => r["enip.command"] is not null).ToList();
        Assert.All(read, r => Assert.Null(r["ot.status"]));
        foreach (var group in read.GroupBy(r => $"{r["ot.protocol"]} {r["ot.function_name"]} {r["ot.direction"]}").OrderByDescending(g => g.Count()))
            TestContext.Current.SendDiagnosticMessage($"{group.Count()} {group.Key}");
        Assert.Contains(read, r => r["ot.protocol"] == "cip");
    }

    private static List<Decoded>? Events(string test)
    {
        var folder = Path.GetDirectoryName(test)!;
        var root = Root(test);
        var named = root.Children.TryGetValue("pcap", out var p) && p is YamlScalarNode { Value: { } value } ? Path.GetFullPath(value, folder) : Directory.EnumerateFiles(folder, "*.pcap*").FirstOrDefault();
        if (named is null || !File.Exists(named)) return null;
        using var file = File.OpenRead(named);
        return [.. UnitReader.Units(file).Select(UnitReader.Decode)];
    }

    private static YamlMappingNode Root(string path)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(File.ReadAllText(path)));
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    private static IEnumerable<(int Count, YamlMappingNode Match)> Filters(string path, string protocol)
    {
        if (!Root(path).Children.TryGetValue("checks", out var checks)) yield break;
        foreach (var check in ((YamlSequenceNode)checks).OfType<YamlMappingNode>())
        {
            if (!check.Children.TryGetValue("filter", out var f) || f is not YamlMappingNode filter || !filter.Children.TryGetValue("match", out var m)) continue;
            var match = (YamlMappingNode)m;
            if (match.Children.TryGetValue("event_type", out var type) && type.ToString() == protocol) yield return (int.Parse(filter["count"].ToString(), CultureInfo.InvariantCulture), match);
        }
    }

    /// <summary>The filter in our fields; null where it asks for what is not compared.</summary>
    private static Dictionary<string, string?>? Translated(string protocol, YamlMappingNode match)
    {
        var wanted = new Dictionary<string, string?> { ["ot.protocol"] = protocol };
        foreach (var (key, value) in match.Children.Select(c => (c.Key.ToString(), c.Value)))
        {
            if (key is "event_type" or "pcap_cnt" or "proto" or "src_ip" or "src_port" or "dest_ip" or "dest_port" || (key.StartsWith("dnp3.application.objects", StringComparison.Ordinal) && !key.EndsWith("group", StringComparison.Ordinal))) continue;
            var field = protocol switch { "mqtt" => Mqtt(key, wanted), "snmp" => Snmp(key), _ => Dnp3(key) };
            if (field == "") continue;
            if (field is null) return null;
            wanted[field] = Text(value, key);
        }

        if (wanted.ContainsKey("ot.function_code") && protocol == "dnp3")
        {
            // A whole event is asked for: what it does not name must not be there.
            wanted["dnp3.objects"] = Each(match, "dnp3.application.objects[{0}].group", "dnp3.application.objects[{0}].variation");
            wanted["dnp3.indicators"] = Each(match, "dnp3.iin.indicators[{0}]", null);
        }

        return wanted;
    }

    private static string Text(YamlNode value, string key) => value switch
    {
        YamlSequenceNode list when key.EndsWith("subscribe.topics", StringComparison.Ordinal) => string.Join(',', list.Select(i => i is YamlMappingNode topic ? topic["topic"].ToString() : i.ToString())),
        YamlSequenceNode list => string.Join(',', list.Select(i => key == "snmp.vars" ? i.ToString() : i.ToString())),
        _ when key == "dnp3.type" => value.ToString() == "unsolicited_response" ? "unsolicited" : value.ToString(),
        _ => value.ToString(),
    };

    private static string? Mqtt(string key, Dictionary<string, string?> wanted)
    {
        var parts = key.Split('.');
        // One event of theirs may be about a request and its answer; here each is an event.
        if (parts.Length < 3) return null;
        var name = parts[1].ToUpperInvariant();
        if (wanted.GetValueOrDefault("ot.function_name", name) != name) return null;
        wanted["ot.function_name"] = name;
        return string.Join('.', parts[2..]) switch
        {
            var flag when FlagsOfFixedHeader.Contains(flag) => $"mqtt.{flag}",
            "protocol_string" or "protocol_version" or "client_id" or "session_present" or "return_code" or "topic" or "topics" or "message_id" or "reason_code" or "qos_granted" or "reason_codes" => $"mqtt.{parts[2]}",
            "flags.username" => "mqtt.has_username",
            "flags.password" => "mqtt.has_password",
            "flags.will" => "mqtt.will",
            "flags.will_retain" => "mqtt.will_retain",
            "flags.clean_session" => "mqtt.clean_session",
            "username" => "user.name",
            "message" => "ot.value",
            "properties.receive_maximum" => "mqtt.receive_maximum",
            "properties.topic_alias_maximum" => "mqtt.topic_alias_maximum",
            "properties.authentication_method" => "mqtt.authentication_method",
            // Secrets are not made fields.
            "password" or "properties.authentication_data" => "",
            _ => null,
        };
    }

    private static string? Snmp(string key) => key is "snmp.version" or "snmp.pdu_type" or "snmp.community" or "snmp.vars" ? key : null;

    private static string? Dnp3(string key) => key switch
    {
        "dnp3.application.function_code" => "ot.function_code",
        "dnp3.application.control.con" => "dnp3.confirm",
        "dnp3.application.control.fin" => "dnp3.final",
        "dnp3.application.control.fir" => "dnp3.first",
        "dnp3.application.control.uns" => "dnp3.unsolicited",
        "dnp3.application.control.sequence" => "dnp3.sequence",
        "dnp3.control.function_code" => "dnp3.link_function",
        "dnp3.src" => "ot.source",
        "dnp3.dst" => "ot.destination",
        "dnp3.type" => "ot.direction",
        _ when key.StartsWith("dnp3.", StringComparison.Ordinal) => "",
        _ => null,
    };

    private static string? Each(YamlMappingNode match, string first, string? second)
    {
        string At(string form, int i) => form.Replace("{0}", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var found = new List<string>();
        for (var i = 0; match.Children.TryGetValue(At(first, i), out var value); i++) found.Add(second is null ? value.ToString() : $"{value}:{match[At(second, i)]}");
        return found.Count == 0 ? null : string.Join(',', found);
    }
}
