namespace Ward.Standards.OpenC2;

/// <summary>Who is to act (section 3.3.1.3): a profile and its specifiers.</summary>
/// <param name="AssetId">The specifier asset_id where it is given; Ward names elements by it.</param>
/// <param name="Json">All specifiers as compact JSON.</param>
public sealed record OpenC2Actuator(string Profile, string? AssetId, string Json);
