namespace Ward.Ingest.Names;

/// <summary>
/// Field names of the Elastic Common Schema (8.x) whose meaning an OCSF path has. Names that are the same in both (process.pid, user.name,
/// file.path ...) need no row.
/// </summary>
internal static class EcsNames
{
    internal static IReadOnlyList<FieldName> Table { get; } =
    [
        .. Rows(
            ("source.ip", "src_endpoint.ip"), ("source.address", "src_endpoint.ip"), ("source.port", "src_endpoint.port"), ("source.domain", "src_endpoint.hostname"),
            ("source.mac", "src_endpoint.mac"), ("source.bytes", "traffic.bytes_out"), ("source.packets", "traffic.packets_out"),
            ("source.geo.country_iso_code", "src_endpoint.location.country"), ("source.geo.city_name", "src_endpoint.location.city"),
            ("source.nat.ip", "src_endpoint.proxy_endpoint.ip"), ("source.user.name", "actor.user.name"),
            ("client.ip", "src_endpoint.ip"), ("client.port", "src_endpoint.port"), ("client.domain", "src_endpoint.hostname"), ("client.mac", "src_endpoint.mac"),
            ("client.bytes", "traffic.bytes_out"), ("client.packets", "traffic.packets_out"),
            ("destination.ip", "dst_endpoint.ip"), ("destination.address", "dst_endpoint.ip"), ("destination.port", "dst_endpoint.port"), ("destination.domain", "dst_endpoint.hostname"),
            ("destination.mac", "dst_endpoint.mac"), ("destination.bytes", "traffic.bytes_in"), ("destination.packets", "traffic.packets_in"),
            ("destination.geo.country_iso_code", "dst_endpoint.location.country"),
            ("server.ip", "dst_endpoint.ip"), ("server.port", "dst_endpoint.port"), ("server.domain", "dst_endpoint.hostname"), ("server.mac", "dst_endpoint.mac"),
            ("server.bytes", "traffic.bytes_in"), ("server.packets", "traffic.packets_in"),
            ("network.transport", "connection_info.protocol_name"), ("network.iana_number", "connection_info.protocol_num"), ("network.direction", "connection_info.direction"),
            ("network.community_id", "connection_info.community_uid"), ("network.bytes", "traffic.bytes"), ("network.packets", "traffic.packets"),
            ("network.application", "app_name"), ("network.protocol", "dst_endpoint.svc_name"),
            ("observer.ingress.interface.name", "src_endpoint.interface_name"), ("observer.egress.interface.name", "dst_endpoint.interface_name"),
            ("observer.ingress.zone", "src_endpoint.zone"), ("observer.egress.zone", "dst_endpoint.zone"),
            ("observer.vendor", "metadata.product.vendor_name"), ("observer.product", "metadata.product.name"), ("observer.version", "metadata.product.version")),
        .. Rows(
            ("host.name", "device.hostname"), ("host.hostname", "device.hostname"), ("host.ip", "device.ip"), ("host.id", "device.uid"), ("host.mac", "device.mac"),
            ("host.os.name", "device.os.name"), ("host.os.version", "device.os.version"),
            ("user.id", "user.uid"), ("user.email", "user.email_addr"), ("user.group.name", "user.groups.name"),
            ("user.target.name", "user.name"), ("user.target.id", "user.uid"), ("user.target.domain", "user.domain"), ("user.effective.name", "user.name"),
            ("group.id", "group.uid"), ("session.id", "session.uid"),
            ("process.executable", "process.file.path"), ("process.command_line", "process.cmd_line"), ("process.entity_id", "process.uid"),
            ("process.exit_code", "exit_code"), ("process.hash.sha256", "process.file.hashes.value"), ("process.hash.sha1", "process.file.hashes.value"), ("process.hash.md5", "process.file.hashes.value"),
            ("process.parent.name", "process.parent_process.name"), ("process.parent.executable", "process.parent_process.file.path"), ("process.parent.pid", "process.parent_process.pid"),
            ("process.parent.command_line", "process.parent_process.cmd_line"), ("process.parent.entity_id", "process.parent_process.uid"),
            ("dll.path", "module.file.path"), ("dll.hash.sha256", "module.file.hashes.value"), ("dll.code_signature.subject_name", "module.file.signatures.certificate.subject"),
            ("driver.path", "driver.file.path"), ("service.id", "service.uid")),
        .. Rows(
            ("file.hash.sha256", "file.hashes.value"), ("file.hash.sha1", "file.hashes.value"), ("file.hash.md5", "file.hashes.value"), ("file.hash.sha512", "file.hashes.value"),
            ("file.owner", "file.owner.name"), ("registry.path", "reg_key.path"), ("registry.key", "reg_key.path"), ("registry.value", "reg_value.name"), ("registry.data.strings", "reg_value.data"),
            ("url.path", "http_request.url.path"), ("url.query", "http_request.url.query_string"), ("url.domain", "http_request.url.hostname"), ("url.scheme", "http_request.url.scheme"),
            ("url.port", "http_request.url.port"), ("url.full", "http_request.url.url_string"), ("url.original", "http_request.url.url_string"),
            ("http.request.method", "http_request.http_method"), ("http.request.referrer", "http_request.referrer"), ("http.request.body.bytes", "http_request.body_length"),
            ("http.request.bytes", "http_request.length"), ("http.version", "http_request.version"), ("http.response.status_code", "http_response.code"),
            ("http.response.bytes", "http_response.length"), ("http.response.mime_type", "http_response.content_type"), ("user_agent.original", "http_request.user_agent"),
            ("dns.question.name", "query.hostname"), ("dns.question.type", "query.type"), ("dns.question.class", "query.class"), ("dns.id", "query.packet_uid"),
            ("dns.answers.data", "answers.rdata"), ("dns.answers.type", "answers.type"), ("dns.answers.ttl", "answers.ttl"), ("dns.response_code", "rcode"),
            ("tls.client.server_name", "tls.sni"), ("tls.client.ja3", "tls.ja3_hash.value"), ("tls.server.ja3s", "tls.ja3s_hash.value"),
            ("tls.server.issuer", "tls.certificate.issuer"), ("tls.server.subject", "tls.certificate.subject"), ("tls.server.hash.sha256", "tls.certificate.fingerprints.value"),
            ("email.from.address", "email.from"), ("email.to.address", "email.to"), ("email.message_id", "email.message_uid"), ("email.local_id", "email.uid")),
        .. Rows(
            ("event.code", "metadata.event_code"), ("event.id", "metadata.uid"), ("event.provider", "metadata.log_provider"), ("event.action", "activity_name"),
            ("event.outcome", "status"), ("event.reason", "status_detail"), ("event.severity", "severity_id"), ("event.duration", "duration"),
            ("event.sequence", "metadata.sequence"), ("event.start", "start_time"), ("event.end", "end_time"), ("event.original", "raw_data"),
            ("log.level", "metadata.log_level"), ("log.logger", "metadata.log_name"),
            ("rule.id", "firewall_rule.uid"), ("rule.name", "firewall_rule.name"), ("threat.technique.id", "attacks.technique.uid"), ("threat.tactic.name", "attacks.tactic.name"),
            ("cloud.account.id", "cloud.account.uid"), ("cloud.service.name", "api.service.name"), ("container.id", "container.uid"),
            ("error.code", "status_code"), ("trace.id", "trace.uid")),
    ];

    private static IEnumerable<FieldName> Rows(params IEnumerable<(string Name, string Path)> rows) => rows.Select(r => new FieldName(NameView.Ecs, r.Name, r.Path));
}
