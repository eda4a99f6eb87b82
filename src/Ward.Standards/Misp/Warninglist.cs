namespace Ward.Standards.Misp;

/// <summary>A list of values that are well known to be harmless or shared (MISP warninglists).</summary>
public sealed record Warninglist(string Name, long Version, WarninglistKind Kind, IReadOnlyList<string> Entries)
{
    public static bool TryKind(string text, out WarninglistKind kind)
    {
        WarninglistKind? read = text switch
        {
            "cidr" => WarninglistKind.Cidr,
            "hostname" => WarninglistKind.Hostname,
            "string" => WarninglistKind.Text,
            "substring" => WarninglistKind.Substring,
            "regex" => WarninglistKind.Regex,
            _ => null,
        };
        kind = read ?? WarninglistKind.Text;
        return read is not null;
    }
}
