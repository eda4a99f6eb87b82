using Ward.Ingest.Feeds;

namespace Ward.Server.Application.Connecting;

/// <summary>Programs to which Ward itself goes, or that speak a protocol of their own.</summary>
internal static class OtherShippers
{
    public static IReadOnlyList<Shipper> All { get; } =
    [
        new("mosquitto", "MQTT (mosquitto)", "street lights, meters, sensors that publish to a broker", [FeedKind.Mqtt], "a shell on any machine that reaches the broker", Mqtt) { Tested = [FeedKind.Mqtt] },
        new("softflowd", "NetFlow by softflowd", "who speaks with whom, seen by a Linux machine or mirror port", [FeedKind.Netflow], "a shell on that machine; -i names the interface",
            p => $"softflowd -i eth0 -n {p.HostAndPort} -v 9") { Tested = [FeedKind.Netflow] },
        new("nfdump", "NetFlow by nfdump", "flows that nfcapd has recorded", [FeedKind.Netflow], "a shell on the machine that has the files",
            p => $"nfreplay -H {p.Host} -p {p.Port} -v 9 -r /var/cache/nfdump/nfcapd.current"),
        new("cisco-netflow", "NetFlow by a router (Cisco IOS)", "flows of a router or switch", [FeedKind.Netflow], "the router, in configuration mode", p => $"""
            flow exporter WARD
             destination {p.Host}
             transport udp {p.Port}
             export-protocol netflow-v9
             template data timeout 60
            flow monitor WARD
             record netflow ipv4 original-input
             exporter WARD
            interface GigabitEthernet0/0
             ip flow monitor WARD input
            """),
        new("agent", "The Ward agent", "journal, audit, processes, listening services, integrity of a Linux machine", [FeedKind.Agent], "a root shell on the machine", _ => """
            Ward.Agent --listen 0.0.0.0:7879 --state /var/lib/ward-agent --collect all
            """) { After = "enrol it on the page Elements with the address and code that it prints" },
        new("kafka", "Kafka", "topics that others write already", [FeedKind.Kafka], "any producer; this one sends a file",
            p => $"kafka-console-producer.sh --bootstrap-server {p.Feed.Broker?.Servers} --topic {p.Feed.Broker?.Topics[0]} < /var/log/auth.log"),
    ];

    private static string Mqtt(Place p)
    {
        var broker = p.Feed.Broker ?? throw new InvalidOperationException("an MQTT feed without a broker");
        var colon = broker.Servers.LastIndexOf(':');
        var topic = broker.Topics[0].Replace("#", "first", StringComparison.Ordinal).Replace("+", "any", StringComparison.Ordinal);
        var user = broker.User is { } name ? $" -u '{name}' -P PASSWORD" : "";
        var tls = broker.Tls ? $" --cafile {broker.Authority ?? "/etc/ssl/certs/ca-certificates.crt"}" : "";
        return $$"""mosquitto_pub -h {{broker.Servers[..colon].Trim('[', ']')}} -p {{broker.Servers[(colon + 1)..]}}{{user}}{{tls}} -t '{{topic}}' -q 1 -m '{"event":"first line"}'""";
    }
}
