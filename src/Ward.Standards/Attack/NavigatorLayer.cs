using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ward.Standards.Attack;

/// <summary>A layer of the ATT&amp;CK Navigator (layer file format 4.5): techniques of one matrix, coloured by a number.</summary>
/// <param name="Name">As the Navigator's tab shows it.</param>
/// <param name="Techniques">Id, score from 1, and a comment of plain text; ids are those of <see cref="AttackMatrix.Version"/> and unique.</param>
public sealed record NavigatorLayer(AttackDomain Domain, string Name, string Description, IReadOnlyList<(string Id, int Score, string Comment)> Techniques)
{
    private static readonly JsonWriterOptions Shape = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The layer as a JSON document.</summary>
    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Shape)) Write(json);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", Name);
        json.WriteStartObject("versions");
        json.WriteString("attack", AttackMatrix.Version);
        json.WriteString("navigator", "5.1.0");
        json.WriteString("layer", "4.5");
        json.WriteEndObject();
        json.WriteString("domain", Domain == AttackDomain.Ics ? "ics-attack" : "enterprise-attack");
        json.WriteString("description", Description);
        json.WriteNumber("sorting", 3);
        json.WriteStartArray("techniques");
        foreach (var (id, score, comment) in Techniques)
        {
            json.WriteStartObject();
            json.WriteString("techniqueID", id);
            json.WriteNumber("score", score);
            json.WriteString("comment", comment);
            json.WriteBoolean("enabled", true);
            json.WriteBoolean("showSubtechniques", id.Contains('.', StringComparison.Ordinal));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("gradient");
        json.WriteStartArray("colors");
        json.WriteStringValue("#cfe8f3");
        json.WriteStringValue("#0a5a82");
        json.WriteEndArray();
        json.WriteNumber("minValue", 1);
        json.WriteNumber("maxValue", Math.Max(2, Techniques.Select(t => t.Score).DefaultIfEmpty().Max()));
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
