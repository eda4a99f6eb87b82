using System.Text.Json;
using Ward.Standards.Json;
using Ward.Standards.Stix;

namespace Ward.Standards.Misp;

/// <summary>TLP and PAP out of tags such as 'tlp:amber' and 'PAP:GREEN'; the strictest counts.</summary>
public static class MispTags
{
    public static (Tlp? Level, Pap? Action) Of(JsonElement tagged)
    {
        Tlp? level = null;
        Pap? action = null;
        foreach (var tag in tagged.Items("Tag"))
        {
            if (tag.Text("name") is not { } name) continue;
            if (name.StartsWith("tlp:", StringComparison.OrdinalIgnoreCase) && TlpNames.TryRead(name, out var tlp) && !(tlp <= level)) level = tlp;
            if (TryPap(name, out var pap) && !(pap <= action)) action = pap;
        }

        return (level, action);
    }

    public static bool TryPap(string text, out Pap action)
    {
        Pap? read = !text.StartsWith("pap:", StringComparison.OrdinalIgnoreCase) ? null : text[4..].Trim().ToUpperInvariant() switch
        {
            "WHITE" or "CLEAR" => Pap.Clear,
            "GREEN" => Pap.Green,
            "AMBER" => Pap.Amber,
            "RED" => Pap.Red,
            _ => null,
        };
        action = read ?? Pap.Red;
        return read is not null;
    }
}
