using System.Text;
using System.Text.Json;
using CsCheck;
using Ward.Standards.Ocsf;
using Ward.Standards.Tests.Ocsf;

namespace Ward.Ingest.Tests.Documents;

/// <summary>A valid OCSF document comes in by the JSON decoder and goes out by the print: still valid, and nothing that it said is lost.</summary>
public sealed class RoundTripTests
{
    private const string Meta = "\"time\":1772362800123,\"severity_id\":1,\"metadata\":{\"version\":\"1.9.0-dev\",\"product\":{\"name\":\"p\",\"vendor_name\":\"v\"},\"profiles\":[\"host\",\"security_control\",\"cloud\"]}";
    private const string Host = "\"device\":{\"type_id\":2,\"hostname\":\"pc7\",\"uid\":\"d1\"},\"actor\":{\"user\":{\"name\":\"ann\"},\"process\":{\"pid\":4,\"name\":\"x\"}},\"cloud\":{\"provider\":\"none\"}";

    public static TheoryData<string> Documents =>
    [
        $$$"""{"class_uid":3002,"category_uid":3,"activity_id":1,"type_uid":300201,{{{Meta}}},"status_id":2,"user":{"name":"root","uid":"0","groups":[{"name":"a"},{"name":"b"}]},"dst_endpoint":{"ip":"192.0.2.1","port":22},"is_mfa":false,"unmapped":{"EventID":"4625"}, {{{Host}}} }""",
        $$$"""{"class_uid":4001,"category_uid":4,"activity_id":6,"type_uid":400106,{{{Meta}}},"src_endpoint":{"ip":"2001:db8::7","port":4022,"mac":"00:00:5E:00:53:01"},"dst_endpoint":{"ip":"192.0.2.9","port":502},"connection_info":{"direction_id":1,"protocol_num":6,"protocol_name":"tcp"},"traffic":{"bytes_in":12,"bytes_out":34},"start_time":1772362800000, {{{Host}}} }""",
        $$$"""{"class_uid":4002,"category_uid":4,"activity_id":3,"type_uid":400203,{{{Meta}}},"src_endpoint":{"ip":"203.0.113.7"},"http_request":{"http_method":"GET","url":{"path":"/a","query_string":"b=c","hostname":"www.example.org","port":443},"user_agent":"curl","x_forwarded_for":["192.0.2.3","192.0.2.4"]},"http_response":{"code":404,"length":9}, {{{Host}}} }""",
        $$$"""{"class_uid":4003,"category_uid":4,"activity_id":2,"type_uid":400302,{{{Meta}}},"src_endpoint":{"ip":"203.0.113.7"},"query":{"hostname":"www.example.org","type":"A"},"answers":[{"rdata":"192.0.2.1","ttl":5,"type":"A"},{"rdata":"192.0.2.2","ttl":6,"type":"A"}],"rcode_id":0,"rcode":"NoError", {{{Host}}} }""",
        $$$"""{"class_uid":1007,"category_uid":1,"activity_id":1,"type_uid":100701,{{{Meta}}},"process":{"pid":77,"uid":"g","cmd_line":"cmd /c \"x\"","name":"cmd.exe","file":{"name":"cmd.exe","type_id":1,"path":"C:\\Windows\\cmd.exe","hashes":[{"algorithm_id":3,"value":"aa"}]},"parent_process":{"pid":4,"cmd_line":"explorer"}}, {{{Host}}} }""",
        $$$"""{"class_uid":1001,"category_uid":1,"activity_id":4,"type_uid":100104,{{{Meta}}},"file":{"name":"shadow","type_id":1,"path":"/etc/shadow","size":9},"file_diff":"d", {{{Host}}} }""",
        $$$"""{"class_uid":2004,"category_uid":2,"activity_id":1,"type_uid":200401,{{{Meta}}},"finding_info":{"uid":"f1","title":"t","types":["x","y"],"analytic":{"type_id":1,"name":"r","uid":"9"}},"attacks":[{"technique":{"uid":"T1110","name":"Brute Force"}}],"confidence_score":80,"is_alert":true, {{{Host}}} }""",
        $$$"""{"class_uid":6003,"category_uid":6,"activity_id":2,"type_uid":600302,{{{Meta}}},"api":{"operation":"ListUsers","service":{"name":"iam"},"response":{"code":200}},"src_endpoint":{"ip":"203.0.113.7"},"resources":[{"uid":"r1","name":"n1"},{"uid":"r2","name":"n2"}], {{{Host}}} }""",
        $$$"""{"class_uid":201001,"category_uid":1,"activity_id":3,"type_uid":20100103,{{{Meta}}},"reg_key":{"path":"HKLM\\Software\\Run"},"access_mask":7, {{{Host}}} }""",
        $$$"""{"class_uid":4009,"category_uid":4,"activity_id":1,"type_uid":400901,{{{Meta}}},"direction_id":1,"email":{"from":"a@example.org","to":["b@example.org","c@example.org"],"subject":"s","message_uid":"m","size":10}, {{{Host}}} }""",
        $$$"""{"class_uid":0,"category_uid":0,"activity_id":99,"type_uid":99,"activity_name":"own word",{{{Meta}}},"message":"m","time_dt":null, {{{Host}}} }""",
    ];

    [Theory, MemberData(nameof(Documents))]
    public void NothingThatADocumentSaysIsLost(string document)
    {
        Assert.Empty(new OcsfValidator(EventSchema.Current).Validate(Encoding.UTF8.GetBytes(document)).Where(p => p.IsError).Select(p => p.ToString()));

        var print = Leaves(Printed.Line("json", document)).ToHashSet();

        Assert.Equal([], Leaves(JsonDocument.Parse(document).RootElement).Except(print));
    }

    [Theory, MemberData(nameof(Documents))]
    public void WhatWasPrintedComesInAgainAsTheSame(string document)
    {
        var once = Printed.Line("json", document);
        var print = Leaves(Printed.Line("json", once.GetRawText())).ToHashSet();

        Assert.Equal([], Leaves(once).Where(l => !l.StartsWith("unmapped.ward", StringComparison.Ordinal)).Except(print));
    }

    [Fact]
    public void ADocumentGrownFromTheSchemaIsStillValid()
    {
        var classes = OcsfSchema.Current.Classes;

        Gen.Select(Gen.Int[0, classes.Count - 1], Gen.Int[0, 1_000_000]).Sample((c, seed) => Printed.Line("json", new GrownDocument(OcsfSchema.Current, seed).Grow(classes[c]).ToJsonString()), iter: 300);
    }

    private static IEnumerable<string> Leaves(JsonElement value, string path = "") => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(m => Leaves(m.Value, path.Length == 0 ? m.Name : $"{path}.{m.Name}")),
        JsonValueKind.Array => value.EnumerateArray().Index().SelectMany(v => Leaves(v.Item, path == "metadata.profiles" ? path : $"{path}[{v.Index}]")),
        JsonValueKind.Null => [],
        _ => [$"{path}={value.GetRawText()}"],
    };
}
