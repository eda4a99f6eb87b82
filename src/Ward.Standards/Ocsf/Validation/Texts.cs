using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Ward.Standards.Ocsf.Validation;

/// <summary>Texts of JSON, which may hold half a surrogate pair or bytes that are no UTF-8: then they have no value.</summary>
internal static class Texts
{
    internal static bool TryRead(JsonElement value, [NotNullWhen(true)] out string? text)
    {
        try
        {
            text = value.GetString();
            return text is not null;
        }
        catch (InvalidOperationException)
        {
            text = null;
            return false;
        }
    }

    internal static bool TryName(JsonProperty member, out string name)
    {
        try
        {
            name = member.Name;
            return true;
        }
        catch (InvalidOperationException)
        {
            name = "";
            return false;
        }
    }
}
