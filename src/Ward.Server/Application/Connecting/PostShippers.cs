using Ward.Ingest.Feeds;

namespace Ward.Server.Application.Connecting;

/// <summary>Programs that post over HTTP: Elastic bulk, Splunk HEC, OTLP, plain lines.</summary>
internal static class PostShippers
{
    public static IReadOnlyList<Shipper> All { get; } =
    [
        Post("curl", "curl", "a file of lines, once or from a script", "a shell on the sender",
            p => $"""curl {Cacert(p)}-H "Authorization: Bearer {p.Token}" -H "Content-Type: text/plain" --data-binary @/var/log/auth.log {p.Url}/api/v1/ingest/{p.Feed.Id}""") with { Tested = [FeedKind.Http] },
        Post("ward-ingest", "ward ingest", "the output of any command, on a machine that has ward", "a shell on the sender",
            p => $"journalctl -o short-iso --since today | WARD_TOKEN={p.Token} ward ingest {p.Feed.Id} --server {p.Url}"),
        Post("rsyslog-http", "rsyslog, by HTTP with an answer", "a Linux machine whose every line must be acknowledged (package rsyslog-elasticsearch)", "/etc/rsyslog.d/60-ward.conf", RsyslogHttp)
            with { After = "systemctl restart rsyslog", Tested = [FeedKind.Http] },
        Post("filebeat", "Filebeat", "log files of any machine", "/etc/filebeat/filebeat.yml", p => $"""
            filebeat.inputs:
              - {"{"}type: filestream, id: ward, paths: [/var/log/auth.log, /var/log/syslog]{"}"}
            {Beats(p)}
            """) with { After = "systemctl restart filebeat" },
        Post("winlogbeat", "Winlogbeat", "the event log of a Windows machine: sign-ins, processes, PowerShell, Sysmon", "winlogbeat.yml", p => $"""
            winlogbeat.event_logs:
              - name: Security
              - name: System
              - name: Microsoft-Windows-PowerShell/Operational
              - name: Microsoft-Windows-Sysmon/Operational
            {Beats(p)}
            """) with { After = "Restart-Service winlogbeat" },
        Post("windows-forwarding", "Windows Event Forwarding", "many Windows machines, by one collector that runs Winlogbeat", "winlogbeat.yml on the collector (wecsvc)", p => $"""
            winlogbeat.event_logs:
              - name: ForwardedEvents
                forwarded: true
            {Beats(p)}
            """) with { After = "Restart-Service winlogbeat" },
        Post("vector", "Vector", "files, journald, Kubernetes, and what else Vector reads", "/etc/vector/vector.toml", p => $$"""
            [sources.logs]
            type = "file"
            include = ["/var/log/auth.log"]

            [sinks.ward]
            type = "elasticsearch"
            inputs = ["logs"]
            endpoints = ["{{p.Url}}/elastic/{{p.Feed.Id}}"]
            auth = {strategy = "basic", user = "ward", password = "{{p.Token}}"}{{(p.Pins ? $"\ntls.ca_file = \"{Place.Certificate}\"" : "")}}
            """) with { After = "systemctl restart vector" },
        Post("fluent-bit", "Fluent Bit", "containers and small machines", "/etc/fluent-bit/fluent-bit.conf", p => $"""
            [INPUT]
                Name tail
                Path /var/log/auth.log
            [OUTPUT]
                Name es
                Match *
                Host {p.Server.Host.Trim('[', ']')}
                Port {p.Server.Port}
                Path /elastic/{p.Feed.Id}
                HTTP_User ward
                HTTP_Passwd {p.Token}
                Suppress_Type_Name On
                tls {(p.Tls ? "On" : "Off")}{(p.Pins ? $"\n    tls.ca_file {Place.Certificate}" : "")}
            """) with { After = "systemctl restart fluent-bit" },
        Post("otel-collector", "OpenTelemetry Collector", "applications that speak OTLP", "the collector's configuration", p => $$"""
            exporters:
              otlphttp/ward:
                endpoint: "{{p.Url}}/otlp/{{p.Feed.Id}}"
                headers: {Authorization: "Bearer {{p.Token}}"}{{(p.Pins ? $"\n    tls: {{ca_file: {Place.Certificate}}}" : "")}}
            service:
              pipelines:
                logs: {receivers: [otlp], exporters: [otlphttp/ward]}
            """),
        Post("hec", "Anything that speaks Splunk HEC", "devices and programs with a field for a Splunk HTTP Event Collector", "the program's own settings, or a shell",
            p => $$"""curl {{Cacert(p)}}-H "Authorization: Splunk {{p.Token}}" -d '{"event":"first line","host":"gate-7"}' {{p.Url}}/services/collector/event""") with { Tested = [FeedKind.Http] },
    ];

    private static Shipper Post(string id, string name, string of, string into, Func<Place, string> fragment) => new(id, name, of, [FeedKind.Http], into, fragment);

    private static string Cacert(Place p) => p.Pins ? $"--cacert {Place.Certificate} " : "";

    private static string Beats(Place p) => $"""
        output.elasticsearch:
          hosts: ["{p.Url}"]
          path: /elastic/{p.Feed.Id}
          username: ward
          password: {p.Token}{(p.Pins ? $"\n  ssl.certificate_authorities: [{Place.Certificate}]" : "")}
        setup.ilm.enabled: false
        setup.template.enabled: false
        """;

    private static string RsyslogHttp(Place p) => $$"""
        module(load="omelasticsearch")
        template(name="ward" type="list" option.jsonf="on") {
          property(outname="@timestamp" name="timereported" dateFormat="rfc3339" format="jsonf")
          property(outname="host" name="hostname" format="jsonf")
          property(outname="message" name="rawmsg" format="jsonf")
        }
        *.* action(type="omelasticsearch" server="{{p.Server.Host.Trim('[', ']')}}" serverport="{{p.Server.Port}}" usehttps="{{(p.Tls ? "on" : "off")}}"{{(p.Pins ? $" tls.cacert=\"{Place.Certificate}\"" : "")}} uid="ward" pwd="{{p.Token}}"
                   template="ward" searchIndex="syslog" searchType="" bulkmode="on"
                   queue.type="LinkedList" queue.filename="ward" queue.maxDiskSpace="1g" queue.saveOnShutdown="on" action.resumeRetryCount="-1")
        """;
}
