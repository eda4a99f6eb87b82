namespace Ward.City.Assets;

/// <summary>What an asset is made of, as far as it can be told from others by it, and weaknesses can be found for it.</summary>
/// <param name="Macs">Upper-case hex pairs with colons.</param>
/// <param name="Cpes">CPE names, 2.2 or 2.3, of hardware, system and software.</param>
/// <param name="Version">Of its firmware or main software.</param>
public sealed record AssetMake(IReadOnlyList<string> Macs, IReadOnlyList<string> Cpes, string? Serial, string? Vendor, string? Model, string? Version)
{
    public static AssetMake Unknown { get; } = new([], [], null, null, null, null);
}
