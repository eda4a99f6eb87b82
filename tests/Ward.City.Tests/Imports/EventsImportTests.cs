using System.Text;
using Ward.City.Imports;
using Ward.City.Merging;
using Ward.Standards.Yaml;
using static Ward.City.Tests.Merging.Cities;

namespace Ward.City.Tests.Imports;

public sealed class EventsImportTests
{
    [Theory]
    [InlineData("time,activity,status,src_ip,src_port,dst_ip,dst_port,proto,raw\n2026-03-01T11:00:00.000000Z,1,success,10.20.0.30,40000,10.50.0.10,102,tcp,\"a\nb\"\n2026-03-01T11:00:09.000000Z,2,success,10.20.0.30,40000,10.50.0.10,102,tcp,'=x\n2026-03-01T11:01:00.000000Z,5,failure,10.20.0.30,40001,10.50.0.10,103,tcp,x\n")]
    [InlineData("{\"class_uid\":4001,\"activity_id\":1,\"status_id\":1,\"time\":1772362800000,\"src_endpoint\":{\"ip\":\"10.20.0.30\",\"port\":40000},\"dst_endpoint\":{\"ip\":\"10.50.0.10\",\"port\":102},\"connection_info\":{\"protocol_name\":\"TCP\",\"protocol_num\":6}}\n{\"class_uid\":3002,\"src_endpoint\":{\"ip\":\"10.20.0.30\"}}\n")]
    [InlineData("{\"kind\":\"row\",\"event\":{\"offset\":1,\"time\":\"2026-03-01T11:00:00Z\",\"class\":\"network_activity\",\"classUid\":4001,\"activity\":6,\"status\":\"unknown\",\"fields\":{\"src_endpoint.ip\":\"10.20.0.30\",\"dst_endpoint.ip\":\"10.50.0.10\",\"dst_endpoint.port\":\"102\",\"connection_info.protocol_num\":\"6\"}}}\n")]
    public void WhatWardWritesBecomesFlows(string text)
    {
        Assert.Equal(ImportFormat.Events, ImportFormats.Guess(Encoding.UTF8.GetBytes(text)));
        var delta = Delta(ImportFormat.Events, text);
        var flow = Assert.Single(delta.Records, r => r.Part == CityPart.Flow);
        Assert.Equal(("10.20.0.30", "10.50.0.10", "tcp", "102", "24"), (flow["from"], flow["to"], flow["protocol"], flow["port"], flow["perDay"]));
        Assert.Equal("plc", Assert.Single(Merge(delta).City.Flows, f => f.Port == 102).To.ToString());
    }

    [Fact]
    public void AnswersOfFlowRecordsAndUnansweredOnesAreNoFlows()
    {
        const string doc = "{{\"class_uid\":4001,\"activity_id\":6,\"time\":1772362800000,\"src_endpoint\":{{\"ip\":\"{0}\",\"port\":{1}}},\"dst_endpoint\":{{\"ip\":\"{2}\",\"port\":{3}}},\"connection_info\":{{\"protocol_num\":6,\"tcp_flags\":{4}}}}}\n";
        var text = string.Concat(new (string, int, string, int, int)[] { ("10.20.0.30", 40_000, "10.50.0.10", 502, 27), ("10.50.0.10", 502, "10.20.0.30", 40_000, 27), ("10.20.0.30", 40_001, "10.50.0.10", 23, 2) }
            .Select(f => string.Format(System.Globalization.CultureInfo.InvariantCulture, doc, f.Item1, f.Item2, f.Item3, f.Item4, f.Item5)));
        var delta = Delta(ImportFormat.Events, text);
        Assert.Equal("502", Assert.Single(delta.Records, r => r.Part == CityPart.Flow)["port"]);
        Assert.Contains("1 flow records are answers to a client's port", delta.Notes);
    }

    [Theory]
    [InlineData("time,src_ip\nx,10.0.0.1\n", 1)]
    [InlineData("src_ip,dst_ip,dst_port,proto\n10.0.0.1,10.0.0.2,80\n", 2)]
    [InlineData("src_ip,dst_ip,dst_port\n10.0.0.1,10.0.0.2,80\n", 0)]
    [InlineData("{\"class_uid\":3002}\n", 0)]
    [InlineData("{\"class_uid\":\n", 1)]
    [InlineData("", 0)]
    public void WhatHoldsNoConversationIsRefusedWithWhatIsMissing(string text, int line)
    {
        var problems = new ProblemList("in");
        Assert.Null(CityImport.Read(ImportFormat.Events, Encoding.UTF8.GetBytes(text), new ImportSettings(null, "in", Now, new Dictionary<string, string>()), problems));
        Assert.Equal(line, problems.Sorted()[^1].Line);
    }
}
