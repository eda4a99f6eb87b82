using System.Text.Json;
using System.Text.Json.Serialization;
using Ward.City;

namespace Ward.Storage.Operational;

/// <summary>How facts are written into operational stores: ids and addresses as plain text, enums by name, computed properties left out.</summary>
public static class RecordJson
{
    public static JsonSerializerOptions Options { get; } = Make();

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <exception cref="IOException">The store holds what Ward did not write.</exception>
    public static T Read<T>(string json)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Options) ?? throw new IOException($"the store holds no {typeof(T).Name} where one must be");
        }
        catch (JsonException broken)
        {
            throw new IOException($"the store holds a damaged {typeof(T).Name}: {broken.Message}", broken);
        }
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions
        {
            IgnoreReadOnlyProperties = true,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            Converters = { new AddressConverter(), new NetworkConverter(), new TextIdConverterFactory(), new JsonStringEnumConverter() },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
