using Ward.Ingest.Feeds;

namespace Ward.Server.Application.Connecting;

/// <summary>Programs that write syslog (RFC 5424 over RFC 5425, 6587 and 5426).</summary>
internal static class SyslogShippers
{
    public static IReadOnlyList<Shipper> All { get; } =
    [
        new("rsyslog", "rsyslog", "everything that a Linux machine logs: sshd, sudo, cron, the kernel, services", [FeedKind.SyslogTls, FeedKind.SyslogTcp, FeedKind.SyslogUdp],
            "/etc/rsyslog.d/60-ward.conf", Rsyslog) { After = "systemctl restart rsyslog", Tested = [FeedKind.SyslogTcp, FeedKind.SyslogUdp, FeedKind.SyslogTls] },
        new("syslog-ng", "syslog-ng", "the same, on machines that use syslog-ng", [FeedKind.SyslogTls, FeedKind.SyslogTcp, FeedKind.SyslogUdp],
            "/etc/syslog-ng/conf.d/ward.conf", SyslogNg) { After = "systemctl restart syslog-ng" },
        new("nginx", "nginx, by its own syslog", "the access and error log of a web server, without another program", [FeedKind.SyslogUdp],
            "nginx.conf, in http { } or in one server { }", p =>
                $"""
                access_log syslog:server={p.HostAndPort},facility=local7,tag=nginx,severity=info combined;
                error_log syslog:server={p.HostAndPort},facility=local7,tag=nginx,severity=warn;
                """) { After = "nginx -t && nginx -s reload", Tested = [FeedKind.SyslogUdp] },
        new("appliance", "Firewall, switch, appliance", "what can send syslog and nothing else", [FeedKind.SyslogTcp, FeedKind.SyslogUdp, FeedKind.SyslogTls],
            "the appliance's page for remote logging", p =>
                $"""
                Server:    {p.Host}
                Port:      {p.Port}
                Protocol:  {p.Feed.Kind switch { FeedKind.SyslogUdp => "UDP", FeedKind.SyslogTls => "TCP with TLS", _ => "TCP" }}
                Format:    RFC 5424 (else RFC 3164)
                """),
    ];

    private static string Rsyslog(Place p) => p.Feed.Kind switch
    {
        FeedKind.SyslogUdp => $"""*.* action(type="omfwd" target="{p.Host}" port="{p.Port}" protocol="udp" template="RSYSLOG_SyslogProtocol23Format")""",
        FeedKind.SyslogTls => $"""
            global(defaultNetstreamDriver="gtls" defaultNetstreamDriverCAFile="/etc/ward-ca.pem"{(p.Feed.Tls?.Clients is null ? "" : " defaultNetstreamDriverCertFile=\"/etc/this.crt\" defaultNetstreamDriverKeyFile=\"/etc/this.key\"")})
            *.* action(type="omfwd" target="{p.Host}" port="{p.Port}" protocol="tcp" TCP_Framing="octet-counted" template="RSYSLOG_SyslogProtocol23Format"
                       StreamDriver="gtls" StreamDriverMode="1" StreamDriverAuthMode="x509/certvalid"
                       {Queue})
            """,
        _ => $"""
            *.* action(type="omfwd" target="{p.Host}" port="{p.Port}" protocol="tcp" TCP_Framing="octet-counted" template="RSYSLOG_SyslogProtocol23Format"
                       {Queue})
            """,
    };

    /// <summary>What is written while Ward is away waits on the sender's disk.</summary>
    private const string Queue = """queue.type="LinkedList" queue.filename="ward" queue.maxDiskSpace="1g" queue.saveOnShutdown="on" action.resumeRetryCount="-1" """;

    private static string SyslogNg(Place p)
    {
        var transport = p.Feed.Kind switch { FeedKind.SyslogUdp => "udp", FeedKind.SyslogTls => "tls", _ => "tcp" };
        var tls = p.Feed.Kind != FeedKind.SyslogTls ? "" : p.Feed.Tls?.Clients is null
            ? " tls(ca-file(\"/etc/ward-ca.pem\"))"
            : " tls(ca-file(\"/etc/ward-ca.pem\") cert-file(\"/etc/this.crt\") key-file(\"/etc/this.key\"))";
        return $$"""
            destination d_ward { syslog("{{p.Host}}" transport("{{transport}}") port({{p.Port}}){{tls}}); };
            log { source(s_src); destination(d_ward); };
            """;
    }
}
