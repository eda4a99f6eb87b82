using System.Globalization;
using System.Text.Json;

namespace Ward.Ingest.Documents;

/// <summary>The line of an event that Ward itself wrote out: an OCSF document of the export (<see cref="EventJson"/>) or a row of a search.</summary>
/// <param name="Raw">The line as it came.</param>
/// <param name="Decoder">Who read it; empty where nobody did.</param>
/// <param name="Asset">Whose log it is; null where unknown.</param>
/// <param name="Received">When it came, UTC; null where the document does not say.</param>
public sealed record KeptLine(byte[] Raw, string Decoder, string? Asset, DateTimeOffset? Received)
{
    /// <summary>False where the text is no such document: it is then an ordinary line. Never throws.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> json, out KeptLine kept)
    {
        kept = null!;
        if (json.Span.TrimStart(" \t"u8) is not [(byte)'{', ..]) return false;
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            kept = (OfExport(root) ?? OfSearch(root))!;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            return false;
        }

        return kept is not null;
    }

    private static KeptLine? OfExport(JsonElement root)
    {
        if (!TryObject(root, "unmapped", out var unmapped) || !TryObject(unmapped, "ward", out var ward) || Text(root, "raw_data") is not { } raw) return null;
        var bytes = Text(unmapped, "raw_base64") is { } coded ? Convert.FromBase64String(coded) : System.Text.Encoding.UTF8.GetBytes(raw);
        var logged = TryObject(root, "metadata", out var metadata) && TryProperty(metadata, "logged_time", out var at) && at.ValueKind == JsonValueKind.Number && at.TryGetInt64(out var milliseconds)
            && milliseconds is > 0 and < 253_000_000_000_000
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : (DateTimeOffset?)null;
        return new KeptLine(bytes, Text(ward, "decoder") ?? "", Text(ward, "asset"), logged);
    }

    private static KeptLine? OfSearch(JsonElement root)
    {
        if (!TryObject(root, "event", out var e) || Text(e, "raw") is not { } raw || Text(e, "decoder") is not { } decoder || !TryProperty(e, "assurance", out _)) return null;
        var received = DateTimeOffset.TryParse(Text(e, "received"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : (DateTimeOffset?)null;
        return new KeptLine(System.Text.Encoding.UTF8.GetBytes(raw), decoder, Text(e, "asset"), received);
    }

    private static bool TryObject(JsonElement of, string name, out JsonElement value) =>
        TryProperty(of, name, out value) && value.ValueKind == JsonValueKind.Object;

    private static bool TryProperty(JsonElement of, string name, out JsonElement value)
    {
        value = default;
        return of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out value);
    }

    private static string? Text(JsonElement of, string name) => TryProperty(of, name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
