using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Ward.Standards.OpenC2.Reading;

/// <summary>The one door for hostile bytes: whatever they are, the answer is a value or a reason.</summary>
internal static class JsonEntry
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    public static bool TryRead<T>(
        ReadOnlyMemory<byte> utf8, OpenC2Vocabulary vocabulary, Func<Refusals, JsonElement, T?> read,
        [NotNullWhen(true)] out T? value, out string reason) where T : class
    {
        var refusals = new Refusals(vocabulary);
        try
        {
            using var document = JsonDocument.Parse(utf8, Strict);
            value = read(refusals, document.RootElement);
        }
        catch (JsonException wrong)
        {
            value = refusals.Refuse<T>($"not JSON: {wrong.Message}");
        }
        catch (InvalidOperationException)
        {
            // System.Text.Json finds lone surrogates and broken UTF-8 only when a string is taken out.
            value = refusals.Refuse<T>("a string is not valid Unicode");
        }
        reason = value is null ? refusals.Reason ?? "refused" : "";
        return value is not null;
    }
}
