using System.Text.Json;

namespace Ward.Standards.OpenC2.Reading;

/// <summary>Targets that are one string, each with the shape its kind asks for.</summary>
internal static class TextShapes
{
    public static OpenC2Target? Read(Refusals r, string kind, JsonElement e)
    {
        if (r.Text(e, kind) is not { } text)
            return null;
        var fits = kind switch
        {
            "domain_name" => IsHostname(text),
            "email_addr" => IsMail(text) && text.All(char.IsAscii),
            "idn_email_addr" => IsMail(text),
            "uri" => text.All(char.IsAscii) && IsAbsolute(text),
            "iri" => IsAbsolute(text),
            "mac_addr" => IsMac(text),
            _ => text.Length > 0,
        };
        return fits ? new OpenC2Target.Text(kind, text) : r.Refuse<OpenC2Target>($"{kind} is malformed: '{Refusals.Short(text)}'");
    }

    public static string? Hostname(Refusals r, JsonElement e, string where) =>
        r.Text(e, where) is not { } text ? null : IsHostname(text) ? text : r.Refuse<string>($"{where} is not a host name: '{Refusals.Short(text)}'");

    private static bool IsHostname(string text) => text.Length is > 0 and <= 253 && text.Split('.').All(label =>
        label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'));

    private static bool IsMail(string text)
    {
        var at = text.LastIndexOf('@');
        return at > 0 && at < text.Length - 1 && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));
    }

    private static bool IsAbsolute(string text) => !text.Any(char.IsControl) && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && text.StartsWith(uri.Scheme + ":", StringComparison.OrdinalIgnoreCase);

    // EUI-48 or EUI-64, octets parted by ':' or '-'.
    private static bool IsMac(string text)
    {
        if (text.Length is not (17 or 23) || text[2] is not (':' or '-'))
            return false;
        for (var i = 0; i < text.Length; i++)
            if (i % 3 == 2 ? text[i] != text[2] : !char.IsAsciiHexDigit(text[i]))
                return false;
        return true;
    }
}
