using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Ward.Standards.OpenC2.Reading;

/// <summary>Carries the vocabulary and the first reason for refusal through one reading.</summary>
internal sealed class Refusals(OpenC2Vocabulary vocabulary)
{
    public OpenC2Vocabulary Vocabulary => vocabulary;

    public string? Reason { get; private set; }

    public bool Failed => Reason is not null;

    public T? Refuse<T>(string reason) where T : class { Reason ??= reason; return null; }

    public bool IsObject(JsonElement e, string where, bool mayBeEmpty = false)
    {
        if (e.ValueKind != JsonValueKind.Object)
            Refuse<object>($"{where} is not an object");
        else if (!mayBeEmpty && e.GetPropertyCount() == 0)
            Refuse<object>($"{where} is empty");
        else
            return true;
        return false;
    }

    public void Unknown(string where, string member) => Refuse<object>($"{where} has a member that is not known here: '{Short(member)}'");

    public string? Text(JsonElement e, string where, int max = 4096)
    {
        if (e.ValueKind != JsonValueKind.String)
            return Refuse<string>($"{where} is not a string");
        var text = e.GetString()!;
        return text.Length <= max ? text : Refuse<string>($"{where} is longer than {max} characters");
    }

    public string? OneOf(JsonElement e, string where, params ReadOnlySpan<string> allowed)
    {
        var text = Text(e, where);
        if (text is null)
            return null;
        foreach (var name in allowed)
            if (name == text)
                return text;
        return Refuse<string>($"{where} is not one of {string.Join(", ", allowed!)}");
    }

    /// <summary>An integer, also written as 200.0, within the bounds.</summary>
    public long? Integer(JsonElement e, string where, long min, long max)
    {
        if (e.ValueKind == JsonValueKind.Number && e.TryGetDecimal(out var number) && number == decimal.Truncate(number) && number >= min && number <= max)
            return (long)number;
        Refuse<object>($"{where} is not a whole number from {min} to {max}");
        return null;
    }

    public bool? Flag(JsonElement e, string where)
    {
        if (e.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return e.GetBoolean();
        Refuse<object>($"{where} is not true or false");
        return null;
    }

    public OpenC2Extension? Extension(JsonProperty member, string where) =>
        !vocabulary.Profiles.Contains(member.Name) || !Names.IsExtensionProfile(member.Name)
            ? Refuse<OpenC2Extension>($"{where} names a profile that is not known here: '{Short(member.Name)}'")
            : IsObject(member.Value, $"{where}.{member.Name}", mayBeEmpty: true) ? new(member.Name, Compact(member.Value)) : null;

    /// <summary>The element without white space between its parts; written by hand, since the agent is compiled ahead of time.</summary>
    public static string Compact(JsonElement e)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
            e.WriteTo(json);
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    public static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
