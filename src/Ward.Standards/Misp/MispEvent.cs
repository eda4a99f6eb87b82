namespace Ward.Standards.Misp;

/// <summary>A MISP event, as far as its attributes go (MISP core format).</summary>
/// <param name="ThreatLevel">1 high, 2 medium, 3 low, 4 undefined; null where it says nothing.</param>
public sealed record MispEvent(string Uuid, string Info, string? Organisation, DateTimeOffset? Published, int? ThreatLevel, IReadOnlyList<MispAttribute> Attributes);
