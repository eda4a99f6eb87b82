using Ward.City.Merging;
using Ward.Standards.BloodHound;

namespace Ward.City.Imports.Directories;

/// <summary>Computers of a directory as assets: names, kind and the CPE name of their system.</summary>
internal static class ComputerAssets
{
    public static IEnumerable<CityRecord> Records(IReadOnlyList<DirectoryObject> computers, Provenance from)
    {
        // A short name that two domains have is the name of neither.
        var shortNames = computers.GroupBy(Short, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() == 1 && g.Key.Length > 0).Select(g => g.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var computer in computers)
        {
            var full = computer.Name.Contains('@', StringComparison.Ordinal) ? "" : computer.Name.ToLowerInvariant();
            var own = Short(computer).ToLowerInvariant();
            yield return new RecordBuilder(CityPart.Asset, computer.Id, from).With("name", full.Length > 0 ? full : own).With("names", [full, shortNames.Contains(own) ? own : ""])
                .With("kind", KindOf(computer)).With("cpes", Cpe(computer.System) is { } cpe ? [cpe] : []).Build();
        }
    }

    private static string Short(DirectoryObject computer) => (computer.Account?.TrimEnd('$') ?? computer.Name.Split('.', '@')[0]).ToUpperInvariant();

    private static string? KindOf(DirectoryObject computer) => computer.System switch
    {
        null => null,
        { } system when system.Contains("Server", StringComparison.OrdinalIgnoreCase) => "server",
        { } system when system.StartsWith("Windows", StringComparison.OrdinalIgnoreCase) || system.Contains("mac", StringComparison.OrdinalIgnoreCase) => "workstation",
        _ => null,
    };

    private static string? Cpe(string? system)
    {
        var words = (system ?? "").Replace("®", "", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var product = words switch
        {
            ["Windows", "Server", ['2', '0', _, _] year, "R2", ..] => $"windows_server_{year}_r2",
            ["Windows", "Server", ['2', '0', _, _] year, ..] => $"windows_server_{year}",
            ["Windows", "7" or "8" or "8.1" or "10" or "11", ..] => $"windows_{words[1]}",
            ["Windows", "XP", ..] => "windows_xp",
            _ => null,
        };
        return product is null || !product.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.') ? null : $"cpe:2.3:o:microsoft:{product}:-:*:*:*:*:*:*:*";
    }
}
