using System.Globalization;
using System.Text.Json;
using Ward.Standards.Json;

namespace Ward.City.Imports.Observed;

/// <summary>One event that Ward wrote out: a row of CSV, an OCSF document, or a row of a search's answer. Asked by the short names of the search language.</summary>
internal abstract class ObservedEvent
{
    /// <summary>1-based line of the file.</summary>
    public required int Line { get; init; }

    /// <summary>The value of <c>src_ip</c>, <c>src_port</c>, <c>dst_ip</c>, <c>dst_port</c>, <c>proto</c>, <c>proto_num</c>, <c>tcp_flags</c>, <c>disposition</c>, <c>class</c>, <c>activity</c>, <c>status</c> or <c>time</c>; null where it is not said.</summary>
    public abstract string? this[string name] { get; }

    /// <summary>OCSF paths of the short names.</summary>
    public static readonly IReadOnlyDictionary<string, string> Paths = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["src_ip"] = "src_endpoint.ip", ["src_port"] = "src_endpoint.port", ["dst_ip"] = "dst_endpoint.ip", ["dst_port"] = "dst_endpoint.port", ["proto"] = "connection_info.protocol_name",
        ["proto_num"] = "connection_info.protocol_num", ["tcp_flags"] = "connection_info.tcp_flags", ["disposition"] = "disposition",
    };

    internal sealed class OfRow(IReadOnlyDictionary<string, int> columns, IReadOnlyList<string> cells) : ObservedEvent
    {
        // What a spreadsheet would take for a formula has an apostrophe before it.
        public override string? this[string name] => columns.TryGetValue(name, out var at) && cells[at].TrimStart('\'') is { Length: > 0 } text ? text : null;
    }

    internal sealed class OfDocument(JsonElement document) : ObservedEvent
    {
        public override string? this[string name] => name switch
        {
            "class" => Text(document.Field("class_uid")),
            "activity" => Text(document.Field("activity_id")),
            "status" => Text(document.Field("status_id")),
            "time" => document.Whole("time") is { } milliseconds ? (milliseconds / 1000.0).ToString(CultureInfo.InvariantCulture) : null,
            _ => Paths[name].Split('.') switch { [var one, var other] => document.Field(one) is { } inner ? Text(inner.Field(other)) : null, [var one] => Text(document.Field(one)), _ => null },
        };
    }

    internal sealed class OfSearch(JsonElement row) : ObservedEvent
    {
        public override string? this[string name] => name switch
        {
            "class" => Text(row.Field("classUid")),
            "activity" or "status" or "time" => Text(row.Field(name)),
            _ => row.Field("fields") is { } fields ? Text(fields.Field(Paths[name])) : null,
        };
    }

    private static string? Text(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.String } text => JsonFields.TryText(text, out var read) ? read : null,
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };
}
