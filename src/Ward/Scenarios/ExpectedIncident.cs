using Ward.Detect;

namespace Ward.Scenarios;

/// <param name="Title">A text that the title contains, case ignored; null for any.</param>
/// <param name="AtLeast">Least severity.</param>
/// <param name="Techniques">ATT&amp;CK ids that its findings name; T1110 is also met by T1110.001.</param>
/// <param name="Entities">Addresses, assets and logins that it is about, as entities print themselves.</param>
public sealed record ExpectedIncident(string? Title, Severity AtLeast, IReadOnlyList<string> Techniques, IReadOnlyList<string> Entities);
