using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ward.City;

/// <summary>Every id of Ward that wraps one text: <c>readonly record struct XId(string Value)</c>.</summary>
public sealed class TextIdConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert is { IsValueType: true, IsEnum: false, IsPrimitive: false }
        && typeToConvert.Namespace?.StartsWith("Ward", StringComparison.Ordinal) == true
        && typeToConvert.GetProperties(BindingFlags.Public | BindingFlags.Instance) is [{ Name: "Value" } value] && value.PropertyType == typeof(string)
        && typeToConvert.GetConstructor([typeof(string)]) is not null;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(TextIdConverter<>).MakeGenericType(typeToConvert))!;

    private sealed class TextIdConverter<T> : JsonConverter<T>
        where T : struct
    {
        private static readonly Func<string, T> Make = text => (T)Activator.CreateInstance(typeof(T), text)!;
        private static readonly PropertyInfo Value = typeof(T).GetProperty("Value")!;

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Make(reader.GetString() ?? throw new JsonException("an id is missing"));

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue((string?)Value.GetValue(value));
    }
}
