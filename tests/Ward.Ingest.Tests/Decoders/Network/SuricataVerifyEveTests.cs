using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Ward.Ingest.Tests.Decoders.Network;

/// <summary>
/// Records as suricata-verify expects them of Suricata: each filter of a test is a part of a real EVE record, by dotted path. Read as such, with
/// a time and a flow put beside it.
/// </summary>
public sealed partial class SuricataVerifyEveTests
{
    private static readonly string[] Types = ["dnp3", "mqtt", "snmp", "modbus", "alert", "flow", "anomaly"];

    [Fact]
    public void ExpectedRecordsAreReadWithTheirFields()
    {
        var folder = Path.Combine(Conformance.Folder(), "suricata-verify");
        if (!Directory.Exists(folder)) Assert.Skip("needs the shared conformance material (suricata-verify)");
        var counted = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var record in Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(f => Records(File.ReadLines(f))))
        {
            var type = (string)record["event_type"]!;
            if (!Types.Contains(type)) continue;
            var read = Decoded.Line("auto", record.ToJsonString());
            Assert.Equal("suricata", read.By);
            Check(type, record, read);
            counted[type] = counted.GetValueOrDefault(type) + 1;
        }

        TestContext.Current.SendDiagnosticMessage(string.Join(", ", counted.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Value} {c.Key}"))));
        Assert.True(counted.GetValueOrDefault("dnp3") > 20 && counted.GetValueOrDefault("mqtt") > 20, "too few records found");
    }

    private static void Check(string type, JsonObject record, Decoded read)
    {
        Assert.NotEqual(EventClass.Base, read.Class);
        Same(record, "src_ip", read, "src_endpoint.ip");
        Same(record, "dest_port", read, "dst_endpoint.port");
        if (type is "dnp3" or "mqtt" or "snmp" or "modbus") Assert.Equal(type, read["ot.protocol"]);
        Same(record, "dnp3.src", read, "ot.source");
        Same(record, "dnp3.application.function_code", read, "ot.function_code");
        if (record.ContainsKey("dnp3.application.function_code")) Assert.NotNull(read["ot.function_name"]);
        Same(record, "mqtt.publish.topic", read, "ot.point");
        Same(record, "snmp.pdu_type", read, "ot.function_name");
        if (type == "mqtt" && record.Any(m => m.Key.StartsWith("mqtt.", StringComparison.Ordinal) && m.Key.Count(c => c == '.') > 1)) Assert.NotNull(read["ot.function_name"]);
        if (type == "flow" && record["flow.age"] is { } age) Assert.Equal((age.GetValue<long>() * 1000).ToString(CultureInfo.InvariantCulture), read["duration"]);
        if (record["tcp.tcp_flags"] is { } flags) Assert.Equal(int.Parse((string)flags!, NumberStyles.HexNumber, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture), read["connection_info.tcp_flags"]);
    }

    private static void Same(JsonObject record, string member, Decoded read, string path)
    {
        if (record[member] is { } value) Assert.Equal((member, value.ToString()), (member, read[path]));
    }

    /// <summary>The filters' matches, each key by its dotted path without indices; lists and keys without a value are left out.</summary>
    private static IEnumerable<JsonObject> Records(IEnumerable<string> lines)
    {
        JsonObject? record = null;
        foreach (var line in lines)
        {
            if (line.TrimStart().StartsWith("match:", StringComparison.Ordinal))
            {
                if (record?.ContainsKey("event_type") == true) yield return record;
                record = new JsonObject { ["timestamp"] = "2026-03-01T11:59:58.123456+0000", ["flow_id"] = 7 };
            }
            else if (record is not null && Member().Match(line) is { Success: true } member && !record.ContainsKey(Index().Replace(member.Groups[1].Value, "")))
            {
                var text = member.Groups[2].Value.Trim('"', '\'');
                record[Index().Replace(member.Groups[1].Value, "")] = Number().IsMatch(text) && member.Groups[1].Value != "tcp.tcp_flags" ? JsonNode.Parse(text) : text;
            }
        }

        if (record?.ContainsKey("event_type") == true) yield return record;
    }

    [GeneratedRegex(@"^\s{6,}([a-z_][a-zA-Z_0-9.\[\]]*): ([^\[{].*)$")]
    private static partial Regex Member();

    [GeneratedRegex(@"\[[0-9]*\]")]
    private static partial Regex Index();

    [GeneratedRegex("^(0|[1-9][0-9]{0,15})$")]
    private static partial Regex Number();
}
