namespace Ward.Standards.Stix;

/// <summary>The names of the traffic light protocol as feeds write them, and the ids of STIX' own markings.</summary>
public static class TlpNames
{
    private static readonly Dictionary<string, Tlp> Ids = new(StringComparer.OrdinalIgnoreCase)
    {
        ["marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9"] = Tlp.Clear,
        ["marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da"] = Tlp.Green,
        ["marking-definition--f88d31f6-486f-44da-b317-01333bde0b82"] = Tlp.Amber,
        ["marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed"] = Tlp.Red,
        ["marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487"] = Tlp.Clear,
        ["marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb"] = Tlp.Green,
        ["marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421"] = Tlp.Amber,
        ["marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003"] = Tlp.AmberStrict,
        ["marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1"] = Tlp.Red,
    };

    /// <summary>'amber', 'TLP:AMBER+STRICT', 'tlp:white' …</summary>
    public static bool TryRead(string text, out Tlp level)
    {
        var name = text.StartsWith("tlp:", StringComparison.OrdinalIgnoreCase) ? text[4..] : text;
        Tlp? read = name.Trim().ToUpperInvariant() switch
        {
            "CLEAR" or "WHITE" => Tlp.Clear,
            "GREEN" => Tlp.Green,
            "AMBER" => Tlp.Amber,
            "AMBER+STRICT" => Tlp.AmberStrict,
            "RED" => Tlp.Red,
            _ => null,
        };
        level = read ?? Tlp.Red;
        return read is not null;
    }

    /// <summary>The level of one of STIX' own marking definitions.</summary>
    public static bool TryId(string id, out Tlp level) => Ids.TryGetValue(id, out level);

    public static string Of(Tlp level) => level switch
    {
        Tlp.Clear => "TLP:CLEAR",
        Tlp.Green => "TLP:GREEN",
        Tlp.Amber => "TLP:AMBER",
        Tlp.AmberStrict => "TLP:AMBER+STRICT",
        Tlp.Red => "TLP:RED",
        _ => throw new InvalidOperationException($"Unknown level {level}."),
    };
}
