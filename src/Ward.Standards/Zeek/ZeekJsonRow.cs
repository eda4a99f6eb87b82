using System.Text.Json;
using Ward.Standards.Json;

namespace Ward.Standards.Zeek;

/// <summary>A row that is a JSON object (LogAscii::use_json, or the package json-streaming-logs).</summary>
internal sealed class ZeekJsonRow(JsonElement entry) : ZeekRow
{
    public override string? this[string field] => entry.Field(field) is { } value ? Text(value) : null;

    public override IReadOnlyList<string> Several(string field) => entry.Field(field) switch
    {
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(Text).OfType<string>()],
        { } one when Text(one) is { } text => [text],
        _ => [],
    };

    public bool Has(string field) => entry.Field(field) is not null;

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => JsonFields.TryText(value, out var text) ? text : null,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "T",
        JsonValueKind.False => "F",
        _ => null,
    };
}
