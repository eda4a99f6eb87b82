namespace Ward.Ingest.Names;

/// <summary>Short words for what people search for most. Searches know them; rules do not, for in other products' events the same words are fields of their own.</summary>
internal static class ShortNames
{
    internal static IReadOnlyList<FieldName> Table { get; } =
    [
        .. Rows("actor.user.name", "actor"),
        .. Rows("process.name", "process", "program"),
        .. Rows("process.file.path", "process_path"),
        .. Rows("process.cmd_line", "cmd_line"),
        .. Rows("process.parent_process.file.path", "parent_path"),
        .. Rows("process.parent_process.cmd_line", "parent_cmd_line"),
        .. Rows("traffic.bytes_in", "bytes_in"),
        .. Rows("traffic.bytes_out", "bytes_out"),
        .. Rows("traffic.bytes", "bytes"),
        .. Rows("http_request.url.path", "url"),
        .. Rows("http_request.url.query_string", "url_query"),
        .. Rows("http_request.url.hostname", "url_host"),
        .. Rows("query.hostname", "query"),
        .. Rows("file.path", "file"),
        .. Rows("file.hashes.value", "hash", "Hashes"),
        .. Rows("disposition", "disposition_name"),
        .. Rows("firewall_rule.name", "rule"),
        .. Rows("metadata.event_code", "event_code"),
        .. Rows("auth_protocol", "auth"),
        .. Rows("ot.function_code", "function_code"),
        .. Rows("ot.function_name", "function"),
    ];

    private static IEnumerable<FieldName> Rows(string path, params IEnumerable<string> names) => names.Select(n => new FieldName(NameView.Search, n, path));
}
