using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ward.Storage.Operational;

internal sealed class NetworkConverter : JsonConverter<IPNetwork>
{
    public override IPNetwork Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        IPNetwork.TryParse(reader.GetString(), out var network) ? network : throw new JsonException("not a network");

    public override void Write(Utf8JsonWriter writer, IPNetwork value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
