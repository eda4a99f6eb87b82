using Ward.Ingest.Feeds;

namespace Ward.Server.Application.Connecting;

/// <summary>The line under <c>feeds</c> of ward.yaml that opens a feed of a kind.</summary>
internal static class SwitchOn
{
    public static string Of(FeedKind kind) => kind switch
    {
        FeedKind.SyslogUdp => """- {id: syslog-udp, kind: syslog-udp, listen: "0.0.0.0:5514", from: [10.0.0.0/8]}""",
        FeedKind.SyslogTcp => """- {id: syslog-tcp, kind: syslog-tcp, listen: "0.0.0.0:5514", from: [10.0.0.0/8]}""",
        FeedKind.SyslogTls => """- {id: syslog-tls, kind: syslog-tls, listen: "0.0.0.0:6514", certificate: ward.crt, key: ward.key, from: [10.0.0.0/8]}""",
        FeedKind.Http => "- {id: posted, kind: http}",
        FeedKind.Mqtt => """- {id: mqtt, kind: mqtt, server: "mqtt://127.0.0.1:1883", topics: ["city/#"]}""",
        FeedKind.Kafka => """- {id: kafka, kind: kafka, servers: ["127.0.0.1:9092"], topics: [logs]}""",
        FeedKind.Netflow => """- {id: flows, kind: netflow, listen: "0.0.0.0:2055", from: [10.0.0.1]}""",
        FeedKind.Agent => """- {id: machine, kind: agent, agent: "192.0.2.7:7879"}""",
        _ => throw new InvalidOperationException($"nobody connects to a feed of the kind {kind}"),
    };
}
